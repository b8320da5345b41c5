import { ruleInForce, type RunningClock } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { epoch, isAfter, type Instant } from '../../law/instant.js';
import type { Rule } from '../../law/rules.js';
import { assessmentAt, coverOf, informs, isAtHighRisk, standingAudiences, type Cover } from '../audiences.js';
import type { Duty } from '../duty.js';
import { hasLapsedAt, ordersToInform } from '../lapses.js';
import { awareAt as awarenessInForce, stands } from '../standing.js';
import type { Audience, DeferSubjectsDecision, Incident } from '../state.js';
import { awareAtBy, ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, otherTargets, rulePart, stateByTime, targetPart } from './build.js';
import type { DutyAnswer, DutyQuestion } from './build.js';
import { namesOf } from './names.js';

/**
 * GDPR art. 34: the controller tells the persons concerned when a high risk to them is likely. One duty for the incident, met when every
 * audience to be told is covered. Asked of controllers and joint controllers.
 */
export function communicateToSubjectsDuty(question: DutyQuestion): Duty | null {
  const { incident, at, rules } = question;
  const anchor = awareAtBy(incident, at);
  const rule = ruleInForce(rules, 'COMMUNICATE_TO_SUBJECTS', incident.role, awarenessInForce(incident) ?? at);
  if (rule === null) return null;
  return makeDuty(question, answerOf(question, rule, anchor));
}

function answerOf(question: DutyQuestion, rule: Rule, anchor: Instant | null): DutyAnswer {
  const { incident, at } = question;
  const ruleSentence = rulePart('communicate.rule', rule);
  const simply = (state: DutyAnswer['state'], part: ExplanationPart): DutyAnswer => ({
    rule,
    anchor,
    clock: null,
    state,
    parts: [ruleSentence, part],
  });

  if (ruledOutAt(incident, at)) return simply('NOT_REQUIRED', { key: 'state.ruledOut' });
  if (anchor === null) return simply('NOT_STARTED', { key: 'clock.notAware' });
  const finding = findingAt(incident, at);
  const owed = owedAt(incident, at);
  const covers = coversOf(incident, owed, at);
  if (finding === null) {
    const verdict = assessmentAt(incident, at)?.verdict ?? null;
    if (verdict !== null) {
      const notHigh = simply('NOT_REQUIRED', { key: 'communicate.notHigh', values: { verdict } });
      return { ...notHigh, parts: [...notHigh.parts, ...coverParts(covers ?? [])] };
    }
    const undetermined = simply('UNDETERMINED', { key: 'communicate.undetermined' });
    const settled = covers === null ? undetermined : { ...undetermined, ...covered(ruleSentence, covers) };
    // That the risk is not high is nothing to rest on where nobody has assessed it by then: unknown is never no.
    return settled.state === 'NOT_REQUIRED' ? undetermined : settled;
  }
  const since = isAfter(finding.since, anchor) ? finding.since : anchor;
  const clock = clockFrom(rule, since, question.organisation);
  const base = { rule, anchor, clock, openSince: since };
  const why: ExplanationPart = {
    key: 'communicate.since',
    values: { why: finding.why },
    instants: { since: finding.since },
  };
  if (covers !== null) return { ...base, ...covered(ruleSentence, covers, why) };
  return { ...base, ...open(question, clock, since, owed, [ruleSentence, why]) };
}

interface Finding {
  readonly why: 'ASSESSMENT' | 'AUDIENCE' | 'ORDER';
  readonly since: Instant;
}

/** Since when somebody must be told, and why: the earliest of the reasons that hold by an instant; null where none does. */
function findingAt(incident: Incident, at: Instant): Finding | null {
  const assessed = unbroken(
    incident.assessments.filter(({ assessedAt }) => !isAfter(assessedAt, at)),
    ({ assessedAt }) => assessedAt,
  ).map((since): Finding => ({ why: 'ASSESSMENT', since }));
  const stated = standingAudiences(incident).flatMap((audience) =>
    unbroken(
      audience.verdicts.filter(({ recordedAt }) => !isAfter(recordedAt, at)),
      ({ recordedAt }) => recordedAt,
    ).map((since): Finding => ({ why: 'AUDIENCE', since })),
  );
  const ordered = ordersToInform(incident)
    .filter(({ receivedAt }) => !isAfter(receivedAt, at))
    .map(({ receivedAt }): Finding => ({ why: 'ORDER', since: receivedAt }));
  const [first = null] = [...assessed, ...stated, ...ordered].sort((a, b) => epoch(a.since) - epoch(b.since));
  return first;
}

/** The instants of the unbroken run of HIGH_RISK that a list of verdicts ends with; none where it ends otherwise. */
function unbroken<E extends { readonly verdict: string | null }>(
  entries: readonly E[],
  instantOf: (entry: E) => Instant,
): readonly Instant[] {
  const before = entries.findLastIndex(({ verdict }) => verdict !== 'HIGH_RISK');
  return entries.slice(before + 1).map(instantOf);
}

/** Whom the duty is owed to: by the authority's order everybody, else the audiences at high risk. */
function owedAt(incident: Incident, at: Instant): readonly Audience[] {
  const ordered = ordersToInform(incident).some(({ receivedAt }) => !isAfter(receivedAt, at));
  return standingAudiences(incident).filter((audience) => ordered || isAtHighRisk(incident, audience, at));
}

/** What covers everybody; null where somebody is not, or where nobody is named and no decision speaks for all. */
function coversOf(incident: Incident, owed: readonly Audience[], at: Instant): readonly Cover[] | null {
  const covers = (owed.length === 0 ? [null] : owed).map((audience) => coverOf(incident, audience, at));
  const known = covers.filter((cover) => cover !== null);
  return known.length === covers.length ? known : null;
}

function covered(
  ruleSentence: ExplanationPart,
  covers: readonly Cover[],
  ...why: readonly ExplanationPart[]
): Pick<DutyAnswer, 'state' | 'metAt' | 'parts'> {
  const last = covers.reduce((a, b) => (epoch(a.since) >= epoch(b.since) ? a : b)).since;
  const told = covers.some(({ how }) => how === 'TOLD' || how === 'PUBLIC_MEASURE');
  const waived = covers.some(({ how }) => how === 'WAIVED');
  const parts = [ruleSentence, ...why, ...coverParts(covers)];
  if (told) {
    const met: ExplanationPart = { key: 'communicate.met', instants: { metAt: last } };
    return { state: 'MET', metAt: last, parts: [...parts, met] };
  }
  return { state: waived ? 'WAIVED' : 'NOT_REQUIRED', parts };
}

/** One sentence for every way in which audiences are covered otherwise than by being told. */
function coverParts(covers: readonly Cover[]): readonly ExplanationPart[] {
  const grounds = new Map(covers.flatMap(({ ground, since }) => (ground === null ? [] : [[ground, since] as const])));
  return [...grounds].map(([ground, since]) => ({ key: 'communicate.cover', values: { ground }, instants: { since } }));
}

function open(
  question: DutyQuestion,
  clock: RunningClock,
  since: Instant,
  owed: readonly Audience[],
  told: readonly ExplanationPart[],
): Pick<DutyAnswer, 'state' | 'parts'> {
  const { incident, organisation, at } = question;
  const left = owed.filter((audience) => coverOf(incident, audience, at) === null);
  const anchorKind = awareAtBy(incident, at) === since ? 'AWARENESS' : 'HIGH_RISK';
  const lacking: readonly ExplanationPart[] =
    owed.length === 0
      ? [{ key: 'communicate.noAudience' }]
      : [
          { key: 'communicate.uncovered', values: { count: left.length, names: namesOf(left) } },
          ...(left.some((audience) => isWrittenToInVain(incident, audience, at))
            ? [{ key: 'communicate.insufficient' } as const]
            : []),
        ];
  const parts = [
    ...told,
    ...targetPart(clock, since, organisation, anchorKind),
    ...otherTargets(question, clock, [
      ['AWARENESS', awareAtBy(incident, at)],
      ['DETECTION', incident.detectedAt],
      ['PROCESSOR_NOTICE', incident.informedByProcessorAt],
    ]),
    ...lacking,
  ];
  const deferral = deferralAt(incident, at);
  if (deferral === null) return { state: stateByTime(clock, at), parts };
  const { requestedBy, from, reviewAt } = deferral;
  const deferred: ExplanationPart = {
    key: 'communicate.deferred',
    values: { requestedBy },
    instants: { from, reviewAt },
  };
  return { state: 'DEFERRED', parts: [...parts, deferred] };
}

/** Something was sent to it that does not tell it what art. 34(2) asks. */
function isWrittenToInVain(incident: Incident, audience: Audience, at: Instant): boolean {
  return incident.communications.some(
    (sent) =>
      stands(sent) && sent.audienceId === audience.id && sent.complete && !informs(sent) && !isAfter(sent.sentAt, at),
  );
}

/** The deferral that holds at an instant (recital 88); of several the one reviewed last. It ends at reviewAt by itself. */
function deferralAt(incident: Incident, at: Instant): DeferSubjectsDecision | null {
  return incident.decisions
    .filter((decision) => decision.kind === 'DEFER_SUBJECTS')
    .filter(({ from, reviewAt }) => !isAfter(from, at) && isAfter(reviewAt, at))
    .filter((decision) => !hasLapsedAt(incident, decision, at))
    .reduce<DeferSubjectsDecision | null>((a, b) => (a !== null && !isAfter(b.reviewAt, a.reviewAt) ? a : b), null);
}
