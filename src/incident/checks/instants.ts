import { epoch, isBefore, MINUTE, type Instant } from '../../law/instant.js';
import type { Refusal } from '../refusal.js';
import type { MessageKey } from '../texts/messages.js';
import { refusal, type Path } from './refusal.js';

/** How far ahead of the register's clock another clock may run before what it says counts as the future. Milliseconds. */
export const FUTURE_TOLERANCE = 5 * MINUTE;

/** Refuses each instant, of those that are given, that has not come yet. */
export function inFuture(
  now: Instant,
  ...instants: readonly (readonly [Path, Instant | null | undefined])[]
): readonly Refusal[] {
  const latest = epoch(now) + FUTURE_TOLERANCE;
  return instants.flatMap(([field, instant]) =>
    typeof instant === 'string' && epoch(instant) > latest
      ? [refusal('IN_FUTURE', 'inFuture', field, { instant })]
      : [],
  );
}

/** What is said of the course of a breach; null or absent where it is unknown. */
export interface Chronology {
  readonly occurredFrom?: Instant | null;
  readonly occurredTo?: Instant | null;
  readonly ongoing?: boolean | null;
  readonly detectedAt?: Instant | null;
  readonly awareAt?: Instant | null;
}

type Moment = Exclude<keyof Chronology, 'ongoing'>;
interface Order {
  readonly later: Moment;
  readonly earlier: Moment;
  readonly message: MessageKey;
  /** How the text names the later and the earlier one. */
  readonly names: readonly [string, string];
}

const ORDERS: readonly Order[] = [
  { later: 'occurredTo', earlier: 'occurredFrom', message: 'endBeforeStart', names: ['end', 'start'] },
  { later: 'detectedAt', earlier: 'occurredFrom', message: 'detectedBeforeStart', names: ['detected', 'start'] },
  { later: 'awareAt', earlier: 'detectedAt', message: 'awareBeforeDetection', names: ['aware', 'detected'] },
  { later: 'awareAt', earlier: 'occurredFrom', message: 'awareBeforeStart', names: ['aware', 'start'] },
];

/**
 * Refuses a course of events that cannot be: an end before its beginning, knowledge before the thing known.
 * @param given what this command says; an order in which nothing of it takes part is not this command's fault.
 */
export function impossible(course: Chronology, given: Chronology): readonly Refusal[] {
  const says = (field: keyof Chronology): boolean => given[field] !== undefined;
  const refusals = ORDERS.flatMap(({ later, earlier, message, names: [laterName, earlierName] }) => {
    const [a, b] = [course[earlier] ?? null, course[later] ?? null];
    if (a === null || b === null || !isBefore(b, a) || !(says(later) || says(earlier))) return [];
    return [refusal('DATE_ORDER', message, [says(later) ? later : earlier], { [laterName]: b, [earlierName]: a })];
  });
  const end = course.occurredTo ?? null;
  if (course.ongoing !== true || end === null || !(says('ongoing') || says('occurredTo'))) return refusals;
  return [
    ...refusals,
    refusal('CONTRADICTORY_FACTS', 'ongoingWithEnd', [says('ongoing') ? 'ongoing' : 'occurredTo'], { end }),
  ];
}
