import { ruleInForce } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import type { Duty } from '../duty.js';
import { isNotification } from '../standing.js';
import type { Filing } from '../state.js';
import { declineAt, filingsAt, ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, rulePart, stateByTime, targetPart, type DutyQuestion } from './build.js';

/**
 * GDPR art. 33(4): what an initial notification could not say yet follows without undue further delay; the CNIL asks for it within 72 h
 * of the initial one where possible. Asked of controllers and joint controllers.
 */
export function completeNotificationDuty(question: DutyQuestion): Duty | null {
  const { incident, organisation, at, rules } = question;
  const filings = filingsAt(incident, at);
  const notifications = filings.filter(isNotification);
  const first = notifications.find((filing) => !isWithdrawnWithAuthority(filing, filings)) ?? null;
  const initial = first?.kind === 'INITIAL' ? first : null;
  const rule = ruleInForce(rules, 'COMPLETE_NOTIFICATION', incident.role, initial?.filedAt ?? at);
  if (rule === null) return null;
  const anchor = initial?.filedAt ?? null;
  const clock = anchor === null ? null : clockFrom(rule, anchor, organisation);
  const base = { rule, anchor, clock };
  const ruleSentence = rulePart('complete.rule', rule);
  const answer = (state: 'NOT_STARTED' | 'NOT_REQUIRED', part: ExplanationPart) =>
    makeDuty(question, { ...base, state, parts: [ruleSentence, part] });

  if (ruledOutAt(incident, at)) return answer('NOT_REQUIRED', { key: 'state.ruledOut' });
  if (first?.kind === 'COMPLETE') return answer('NOT_REQUIRED', { key: 'complete.whole' });
  if (initial === null) {
    if (notifications.length > 0) return answer('NOT_REQUIRED', { key: 'complete.withdrawn' });
    if (declineAt(incident, at) !== null) return answer('NOT_REQUIRED', { key: 'complete.declined' });
    return answer('NOT_STARTED', { key: 'complete.notFiled' });
  }
  const telling = filings.filter((filing) => filing.kind !== 'WITHDRAWAL');
  const whole = telling.find((filing) => filing.missing.length === 0);
  if (whole !== undefined) {
    const parts: ExplanationPart[] = [ruleSentence, { key: 'complete.met', instants: { metAt: whole.filedAt } }];
    return makeDuty(question, { ...base, state: 'MET', metAt: whole.filedAt, parts });
  }
  const lacking: ExplanationPart = {
    key: 'complete.lacking',
    values: { items: (telling.at(-1) ?? initial).missing.join(', ') },
  };
  const parts = [ruleSentence, ...targetPart(clock, anchor, organisation), lacking];
  return makeDuty(question, { ...base, state: stateByTime(clock, at), parts });
}

/** A WITHDRAWAL names the notification that it takes back. */
function isWithdrawnWithAuthority(notification: Filing, filings: readonly Filing[]): boolean {
  return filings.some((filing) => filing.kind === 'WITHDRAWAL' && filing.refersTo === notification.id);
}
