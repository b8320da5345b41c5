import { ruleInForce } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { inUtc, type Instant } from '../../law/instant.js';
import type { Duty } from '../duty.js';
import { isUntold } from '../notices.js';
import { awareAt as awarenessInForce, stands } from '../standing.js';
import type { Incident, Notice } from '../state.js';
import { awareAtBy, ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, otherTargets, rulePart, stateByTime, targetPart, type DutyQuestion } from './build.js';

/**
 * GDPR art. 33(2): a processor tells every controller known to be concerned, without undue delay after becoming aware, whatever the risk.
 * Met when all of them were told and nobody is said to be still missing from the list.
 */
export function notifyControllersDuty(question: DutyQuestion): Duty | null {
  const { incident, organisation, at, rules } = question;
  const rule = ruleInForce(rules, 'NOTIFY_CONTROLLERS', incident.role, awarenessInForce(incident) ?? at);
  if (rule === null) return null;
  const anchor = awareAtBy(incident, at);
  const clock = anchor === null ? null : clockFrom(rule, anchor, organisation);
  const base = { rule, anchor, clock };
  const ruleSentence = rulePart('controllers.rule', rule);

  if (ruledOutAt(incident, at)) {
    return makeDuty(question, { ...base, state: 'NOT_REQUIRED', parts: [ruleSentence, { key: 'state.ruledOut' }] });
  }
  const tally = tallyAt(incident.notices, at);
  const lacking = [...untoldParts(tally), ...remainingParts(incident)];
  if (clock === null) {
    return makeDuty(question, {
      ...base,
      state: 'NOT_STARTED',
      parts: [ruleSentence, { key: 'clock.notAware' }, ...lacking],
    });
  }
  if (lacking.length === 0 && tally.lastToldAt !== null) {
    const metAt = tally.lastToldAt;
    const met: ExplanationPart = { key: 'controllers.met', values: { count: tally.known }, instants: { metAt } };
    return makeDuty(question, { ...base, state: 'MET', metAt, parts: [ruleSentence, met] });
  }
  const others = otherTargets(question, clock, [['DETECTION', incident.detectedAt]]);
  const parts = [ruleSentence, ...targetPart(clock, anchor, organisation), ...others, ...lacking];
  return makeDuty(question, { ...base, state: stateByTime(clock, at), parts });
}

interface Tally {
  readonly known: number;
  readonly untold: number;
  /** Of the untold, those to whom something was sent that came back. */
  readonly failed: number;
  /** When the one untold for longest was identified. */
  readonly untoldSince: Instant | null;
  /** When the last of those told was first told. */
  readonly lastToldAt: Instant | null;
}

/** Counts the standing notices as they stood at an instant, in one pass. */
function tallyAt(notices: readonly Notice[], at: Instant): Tally {
  const utc = rememberingUtc();
  const now = utc(at);
  let [known, untold, failed] = [0, 0, 0];
  let untoldSince: Instant | null = null;
  let lastToldAt: Instant | null = null;
  for (const notice of notices) {
    if (!stands(notice)) continue;
    const toldAt = isUntold(notice) || notice.toldAt === null ? null : utc(notice.toldAt);
    if (toldAt !== null && toldAt <= now) {
      known += 1;
      if (lastToldAt === null || toldAt > lastToldAt) lastToldAt = toldAt;
      continue;
    }
    const identifiedAt = utc(notice.identifiedAt);
    if (identifiedAt > now) continue;
    known += 1;
    untold += 1;
    if (notice.state === 'FAILED') failed += 1;
    if (untoldSince === null || identifiedAt < untoldSince) untoldSince = identifiedAt;
  }
  return { known, untold, failed, untoldSince, lastToldAt };
}

/**
 * Instants in UTC, whose texts are in the order of time: thousands of them are compared without reading each. Those with another offset, of
 * which thousands of notices share a few, are read once.
 */
function rememberingUtc(): (instant: Instant) => Instant {
  const known = new Map<Instant, Instant>();
  return (instant) => {
    if (instant.endsWith('Z')) return instant;
    let utc = known.get(instant);
    if (utc === undefined) known.set(instant, (utc = inUtc(instant)));
    return utc;
  };
}

function untoldParts({ known, untold, failed, untoldSince }: Tally): readonly ExplanationPart[] {
  if (known === 0) return [{ key: 'controllers.nobody' }];
  if (untoldSince === null) return [];
  return [{ key: 'controllers.untold', values: { untold, known, failed }, instants: { since: untoldSince } }];
}

/** What people said of those still to be identified; where nobody spoke of it the known ones decide. */
function remainingParts({ controllersRemaining }: Incident): readonly ExplanationPart[] {
  if (controllersRemaining === null || controllersRemaining.count === 0) return [];
  const { count } = controllersRemaining;
  return [{ key: 'controllers.remaining', values: { known: count === null ? 'no' : 'yes', count: count ?? 0 } }];
}
