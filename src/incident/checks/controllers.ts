import { isBefore, type Instant } from '../../law/instant.js';
import { controllersPerEvent } from '../events/controllers.js';
import type { ControllerInput } from '../commands/parties.js';
import type { Refusal } from '../refusal.js';
import { refusal, type Path } from './refusal.js';
import { blank } from './texts.js';

/** Controllers that one call may name; a larger list is several calls. */
export const controllersPerCall = 2_500;

/** Refuses a list that is too long, or that names the same key twice. */
export function wrongKeys(keys: readonly string[], field: string, key?: string): readonly Refusal[] {
  if (keys.length > controllersPerCall) {
    return [refusal('LIMIT_EXCEEDED', 'tooManyControllers', [field], { max: controllersPerCall })];
  }
  const at = (index: number): Path => [field, `${index}`, ...(key === undefined ? [] : [key])];
  const seen = new Set<string>();
  return keys.flatMap((name, index) => {
    if (seen.has(name)) return [refusal('INVALID_INPUT', 'controllerTwice', at(index))];
    seen.add(name);
    return [];
  });
}

/** Refuses controllers that cannot be listed as they are given. */
export function wrongControllers(controllers: readonly ControllerInput[]): readonly Refusal[] {
  const keys = controllers.map(({ externalId }) => externalId);
  if (keys.length > controllersPerCall) return wrongKeys(keys, 'controllers');
  return [
    ...wrongKeys(keys, 'controllers', 'externalId'),
    ...controllers.flatMap(({ externalId, name }, index) => [
      ...blank(['controllers', `${index}`, 'externalId'], externalId),
      ...blank(['controllers', `${index}`, 'name'], name),
    ]),
  ];
}

/** Refuses, unless it happened, what would have been sent before there was anything to tell. */
export function sentBeforeDetection(sentAt: Instant, detectedAt: Instant | null): readonly Refusal[] {
  if (detectedAt === null || !isBefore(sentAt, detectedAt)) return [];
  return [refusal('DATE_ORDER', 'sentBeforeDetection', ['sentAt'], { sent: sentAt, detected: detectedAt })];
}

/** A long list as parts that fit into one event each. */
export function inEvents<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / controllersPerEvent) }, (_, part) =>
    list.slice(part * controllersPerEvent, (part + 1) * controllersPerEvent),
  );
}
