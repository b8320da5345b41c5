/**
 * When duties change state by time alone: the record stands, the clock goes on. Nothing of the law is repeated here: `duties` is asked at the
 * few instants at which its answer can change. For whoever shows, lists or rings duties (live pages, read models).
 */
import { epoch, HOUR, instantAt, isAfter, parseInstant, type Instant } from '../law/instant.js';
import { RULES, type RuleTable } from '../law/rules.js';
import type { DutyState } from '../law/vocabulary.js';
import { duties, dutyFinder } from './duties.js';
import type { Duty } from './duty.js';
import type { DutyQuestion } from './duties/build.js';
import type { Organisation } from './organisation.js';
import type { Incident } from './state.js';

/** A duty that is in another state from an instant on. */
export interface DutyChange {
  readonly at: Instant;
  /** Null where the duty was not there before. */
  readonly before: DutyState | null;
  /** As of `at`. */
  readonly duty: Duty;
}

/** So many instants are looked at, at most: an incident has a few dozen. */
const INSTANTS_MAX = 10_000;

/**
 * The changes by time alone after `from` (exclusive) up to `to` (inclusive), in their order; at one instant in the order of `duties`.
 * @param from and @param to UTC; the record is taken as it stands, whenever it came to stand so.
 */
export function changesByTime(
  incident: Incident,
  organisation: Organisation,
  from: Instant,
  to: Instant,
  rules: RuleTable = RULES,
): readonly DutyChange[] {
  const changes: DutyChange[] = [];
  walk(incident, organisation, from, rules, (at, told) => {
    if (isAfter(at, to)) return false;
    changes.push(...told);
    return true;
  });
  return changes;
}

/** The duties as of `from`, and the changes by time alone for ever after; see changesByTime. */
export function courseByTime(
  incident: Incident,
  organisation: Organisation,
  from: Instant,
  rules: RuleTable = RULES,
): { readonly duties: readonly Duty[]; readonly changes: readonly DutyChange[] } {
  const changes: DutyChange[] = [];
  const known = walk(incident, organisation, from, rules, (_at, told) => {
    changes.push(...told);
    return true;
  });
  return { duties: known, changes };
}

/** The first instant after `after` at which a duty changes state by time alone; null where none ever will. */
export function nextDutyChange(
  incident: Incident,
  organisation: Organisation,
  after: Instant,
  rules: RuleTable = RULES,
): Instant | null {
  let next: Instant | null = null;
  walk(incident, organisation, after, rules, (at, told) => {
    if (told.length > 0) next = at;
    return told.length === 0;
  });
  return next;
}

/** What differs between the duties of two instants, or of two states of the record. */
export function differences(before: readonly Duty[], after: readonly Duty[], at: Instant): readonly DutyChange[] {
  const states = new Map(before.map(({ key, state }) => [key, state]));
  return after
    .filter(({ key, state }) => states.get(key) !== state)
    .map((duty) => ({ at, before: states.get(duty.key) ?? null, duty }));
}

/**
 * Goes from one instant to the next that may change something, while `visit` says so; instants of new clocks are found on the way.
 * @returns the duties as of `from`.
 */
function walk(
  incident: Incident,
  organisation: Organisation,
  from: Instant,
  rules: RuleTable,
  visit: (at: Instant, changes: readonly DutyChange[]) => boolean,
): readonly Duty[] {
  let now = epoch(from);
  const first = duties(incident, organisation, from, rules);
  let known = first;
  const ahead: Ahead = new Map([...recordedAfter(incident, now, new Set<number>())].map((instant) => [instant, null]));
  for (let visited = 0; visited < INSTANTS_MAX; visited += 1) {
    for (const duty of known) addClock(ahead, duty, now, rules);
    if (ahead.size === 0) return first;
    now = Math.min(...ahead.keys());
    const concerned = ahead.get(now) ?? null;
    ahead.delete(now);
    const at = instantAt(now);
    const then = dutiesThen(known, concerned, { incident, organisation, at, rules });
    if (!visit(at, differences(known, then, at))) return first;
    known = then;
  }
  return first;
}

/** Instants to be looked at, in milliseconds since 1970: whose clock alone may change a state there, by their keys; null where anything may change. */
type Ahead = Map<number, Set<string> | null>;

function addClock(ahead: Ahead, duty: Duty, now: number, rules: RuleTable): void {
  for (const instant of clockInstants(duty, rules)) {
    if (instant <= now) continue;
    const concerned = ahead.get(instant);
    if (concerned === undefined) ahead.set(instant, new Set([duty.key]));
    else concerned?.add(duty.key);
  }
}

/** The duties as of an instant, from those just before it: where only clocks reach their ends, only theirs are reckoned anew. */
function dutiesThen(
  known: readonly Duty[],
  concerned: ReadonlySet<string> | null,
  { incident, organisation, at, rules }: DutyQuestion,
): readonly Duty[] {
  if (concerned === null) return duties(incident, organisation, at, rules);
  const find = dutyFinder(incident, organisation, at, rules);
  return known.map((duty) => (concerned.has(duty.key) ? (find(duty.key) ?? duty) : duty));
}

/** Where a running clock changes the state: the warning before its limit, the moment after it, its target. Milliseconds since 1970. */
function clockInstants({ dueAt, targetAt, rule, ruleVersion }: Duty, rules: RuleTable): readonly number[] {
  const { warningHours } = rules.find(({ id, version }) => id === rule && version === ruleVersion) ?? {
    warningHours: 0,
  };
  const instants: number[] = [];
  // At the limit itself a duty is still in time.
  if (dueAt !== null) instants.push(epoch(dueAt) - warningHours * HOUR, epoch(dueAt) + 1);
  if (targetAt !== null) instants.push(epoch(targetAt));
  return instants;
}

/** Every instant in the record after `from`: from each of them on something may hold, or hold no longer. Milliseconds since 1970. */
function recordedAfter(value: unknown, from: number, found: Set<number>): Set<number> {
  if (typeof value === 'string') {
    const instant = looksLikeInstant(value) ? parseInstant(value) : null;
    if (instant !== null && epoch(instant) > from) found.add(epoch(instant));
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) recordedAfter(inner, from, found);
  }
  return found;
}

/** Spares most texts the reading: ten thousand notices have a hundred thousand. */
function looksLikeInstant(text: string): boolean {
  return text.length >= 20 && text.length <= 35 && text.charAt(4) === '-' && text.charAt(13) === ':';
}
