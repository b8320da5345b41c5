/**
 * Clocks: which rule applies, when it ends, and how late is late. Hours are elapsed time, so that changes of the clock, weekends and
 * holidays neither stop nor lengthen a limit (GDPR art. 33(1); no roll-over for periods in hours, Regulation 1182/71 art. 3(4)); only periods in days
 * and months, which other regimes name, follow the calendar.
 */
import { epoch, HOUR, MINUTE, plus, type Instant } from './instant.js';
import { endOfPeriod } from './periods.js';
import type { Rule, RuleTable } from './rules.js';
import type { ControllerRole, DutyKind } from './vocabulary.js';

/**
 * The rule in force at an anchor: of the rows valid then, the one that began last.
 * @returns null where no law of this kind was in force, or none binds this role.
 */
export function ruleInForce(rules: RuleTable, kind: DutyKind, role: ControllerRole, anchor: Instant): Rule | null {
  const at = epoch(anchor);
  let found: Rule | null = null;
  for (const rule of rules) {
    if (rule.kind !== kind || !rule.roles.includes(role)) continue;
    if (epoch(rule.validFrom) > at || (rule.validTo !== null && epoch(rule.validTo) <= at)) continue;
    if (found === null || epoch(rule.validFrom) > epoch(found.validFrom)) found = rule;
  }
  return found;
}

/** The last instant in time of a limit in elapsed hours, in UTC; null where the rule names no hour. */
export function limitOf(rule: Rule, anchor: Instant): Instant | null {
  return rule.limitHours === null ? null : plus(anchor, rule.limitHours * HOUR);
}

/**
 * The last instant in time of any limit, in UTC: elapsed hours, or a period of the calendar in a zone; null where the rule names neither.
 * @param timeZone IANA zone. @throws RangeError for an unknown one.
 */
export function limitIn(rule: Rule, anchor: Instant, timeZone: string): Instant | null {
  return rule.limitPeriod === undefined ? limitOf(rule, anchor) : endOfPeriod(rule.limitPeriod, anchor, timeZone);
}

/** The target, in UTC: the organisation's own aim in hours where it has one; null where neither names an hour or a legal limit stands. */
export function targetOf(rule: Rule, anchor: Instant, ownAimHours: number | null): Instant | null {
  if (rule.limitHours !== null || rule.limitPeriod !== undefined) return null;
  const hours = ownAimHours ?? rule.targetHours;
  return hours === null ? null : plus(anchor, hours * HOUR);
}

/** A clock that runs: when its limit or target is reached, and under which rule. */
export interface RunningClock {
  readonly rule: Rule;
  readonly dueAt: Instant | null;
  readonly targetAt: Instant | null;
}

/**
 * Where a running clock stands at an instant. A limit: due soon in its last hours and at its very instant, overdue from the next
 * millisecond on. A target: due soon from its instant on, never overdue.
 */
export function stateOfClock(clock: RunningClock, at: Instant): 'OPEN' | 'DUE_SOON' | 'OVERDUE' {
  const now = epoch(at);
  if (clock.dueAt !== null) {
    const due = epoch(clock.dueAt);
    if (now > due) return 'OVERDUE';
    return now >= due - clock.rule.warningHours * HOUR ? 'DUE_SOON' : 'OPEN';
  }
  return clock.targetAt !== null && now >= epoch(clock.targetAt) ? 'DUE_SOON' : 'OPEN';
}

/** How late an act was: ISO 8601 duration, null at or before the limit. */
export function lateness(dueAt: Instant, doneAt: Instant): string | null {
  const late = epoch(doneAt) - epoch(dueAt);
  return late > 0 ? isoDuration(late) : null;
}

/**
 * Elapsed milliseconds as an ISO 8601 duration in hours, minutes and seconds, `PT26H30M`, `PT0.001S`. No days: a day of the calendar is
 * not always 24 hours. A negative span has no duration and counts as none.
 */
export function isoDuration(milliseconds: number): string {
  const whole = Math.max(0, Math.trunc(milliseconds));
  const hours = Math.trunc(whole / HOUR);
  const minutes = Math.trunc((whole % HOUR) / MINUTE);
  const seconds = (whole % MINUTE) / 1000;
  const parts = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : '', seconds > 0 ? `${seconds}S` : ''];
  return `PT${parts.join('') || '0S'}`;
}
