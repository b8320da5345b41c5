import { lateness, limitOf, ruleInForce } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { epoch, type Instant } from '../../law/instant.js';
import { RULES, type Rule, type RuleTable } from '../../law/rules.js';
import type { Duty } from '../duty.js';
import type { Filing, Incident } from '../state.js';
import { awareAt as awarenessInForce, isNotification, presentAssessment } from '../standing.js';
import { awareAtBy, declineAt, filingsAt, ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, rulePart, stateByTime, type DutyAnswer, type DutyQuestion } from './build.js';

/** The clock of art. 33(1) as a filing freezes it. */
export interface AuthorityClock {
  readonly dueAt: Instant;
  readonly rule: string;
  readonly ruleVersion: string;
}

/**
 * GDPR art. 33(1): the limit from the awareness in force, under the rule in force then.
 * @returns null where no clock runs: no awareness, a processor, no law with an hour at that time.
 */
export function authorityClock(incident: Incident, rules: RuleTable = RULES): AuthorityClock | null {
  const awareAt = awarenessInForce(incident);
  if (awareAt === null) return null;
  const rule = ruleInForce(rules, 'NOTIFY_AUTHORITY', incident.role, awareAt);
  const dueAt = rule === null ? null : limitOf(rule, awareAt);
  return rule === null || dueAt === null ? null : { dueAt, rule: rule.id, ruleVersion: rule.version };
}

/**
 * GDPR art. 33(1): the controller notifies the authority within the limit from awareness. Asked of controllers and joint controllers.
 * @returns null where no law asked it.
 */
export function notifyAuthorityDuty(question: DutyQuestion): Duty | null {
  const { incident, organisation, at, rules } = question;
  const awareAt = awareAtBy(incident, at);
  const first = filingsAt(incident, at).find(isNotification) ?? null;
  const rule = ruleInForce(
    rules,
    'NOTIFY_AUTHORITY',
    incident.role,
    awarenessInForce(incident) ?? first?.filedAt ?? at,
  );
  if (rule === null) return null;
  const clock = awareAt === null ? null : clockFrom(rule, awareAt, organisation);
  const base = { rule, anchor: awareAt, clock };
  const ruleSentence = rulePart('notify.rule', rule);
  const clockParts = [ruleSentence, ...limitPart(base), ...otherAnchors(question, awareAt)];

  if (ruledOutAt(incident, at)) {
    return makeDuty(question, { ...base, state: 'NOT_REQUIRED', parts: [ruleSentence, { key: 'state.ruledOut' }] });
  }
  if (first !== null) return makeDuty(question, met(base, clockParts, incident, first));
  const decline = declineAt(incident, at);
  if (decline !== null) {
    const part: ExplanationPart = {
      key: 'notify.declined',
      values: { ground: decline.ground },
      instants: { decidedAt: decline.decidedAt },
    };
    const state = decline.ground === 'RISK_UNLIKELY' ? 'NOT_REQUIRED' : 'WAIVED';
    return makeDuty(question, { ...base, state, parts: [...clockParts, part] });
  }
  const state = stateByTime(clock, at);
  const unlikely = presentAssessment(incident)?.verdict === 'UNLIKELY';
  const parts: ExplanationPart[] = [
    ...clockParts,
    { key: 'notify.state', values: { state, warning: rule.warningHours } },
  ];
  return makeDuty(question, { ...base, state, parts: unlikely ? [...parts, { key: 'notify.unlikely' }] : parts });
}

type Base = Pick<DutyAnswer, 'rule' | 'anchor' | 'clock'>;

function met(base: Base, clockParts: readonly ExplanationPart[], incident: Incident, first: Filing): DutyAnswer {
  const lateBy = frozenLateness(first);
  const corrected = correctedLateness(base, incident, first);
  const metPart: ExplanationPart = {
    key: 'notify.met',
    values: { precision: first.filedAtPrecision, late: lateBy === null ? 'no' : 'yes' },
    instants: { metAt: first.filedAt },
    durations: { lateBy: lateBy ?? 'PT0S' },
  };
  const correctedPart: ExplanationPart = {
    key: 'notify.corrected',
    values: { late: corrected.lateBy === null ? 'no' : 'yes' },
    durations: { lateBy: corrected.lateBy ?? 'PT0S' },
  };
  return {
    ...base,
    state: lateBy === null ? 'MET' : 'MET_LATE',
    metAt: first.filedAt,
    lateBy,
    lateByCorrected: corrected.lateBy,
    parts: [...clockParts, metPart, ...(corrected.applies ? [correctedPart] : [])],
  };
}

/**
 * Lateness as the record had it. A filing that only became the first one because another was struck, or was recorded out of order,
 * froze a limit but no lateness: it follows from that limit.
 */
function frozenLateness(filing: Filing): string | null {
  if (filing.lateBy !== null || filing.dueAt === null || filing.filedAtPrecision !== 'INSTANT') return filing.lateBy;
  return lateness(filing.dueAt, filing.filedAt);
}

/** Against the present awareness, where it was established or corrected after the filing was recorded. */
function correctedLateness(base: Base, incident: Incident, first: Filing): { applies: boolean; lateBy: string | null } {
  const inForce = incident.awareness.at(-1);
  const applies = inForce !== undefined && inForce.revision > first.revision && first.filedAtPrecision === 'INSTANT';
  const dueAt = inForce === undefined ? null : limitOf(base.rule, inForce.awareAt);
  return { applies, lateBy: applies && dueAt !== null ? lateness(dueAt, first.filedAt) : null };
}

function limitPart({ rule, anchor, clock }: Base): readonly ExplanationPart[] {
  if (anchor === null) return [{ key: 'clock.notAware' }];
  if (clock?.dueAt == null) return [];
  return [{ key: 'clock.limit', values: { anchorKind: rule.anchor }, instants: { anchor, due: clock.dueAt } }];
}

/** What other starting points would give, each under the law in force then: information, never the limit. */
function otherAnchors({ incident, rules }: DutyQuestion, awareAt: Instant | null): readonly ExplanationPart[] {
  const others: readonly (readonly [string, Instant | null | undefined])[] = [
    ['DETECTION', incident.detectedAt],
    ['PROCESSOR_NOTICE', incident.informedByProcessorAt],
    ['NEW_FACTS', presentAssessment(incident)?.newFactsKnownAt],
  ];
  return others.flatMap(([other, anchor]): readonly ExplanationPart[] => {
    if (anchor == null || (awareAt !== null && epoch(anchor) === epoch(awareAt))) return [];
    const due = dueFrom(rules, incident, anchor);
    return due === null ? [] : [{ key: 'clock.otherAnchor', values: { other }, instants: { anchor, due } }];
  });
}

function dueFrom(rules: RuleTable, incident: Incident, anchor: Instant): Instant | null {
  const rule: Rule | null = ruleInForce(rules, 'NOTIFY_AUTHORITY', incident.role, anchor);
  return rule === null ? null : limitOf(rule, anchor);
}
