/** An act outside that may have happened all the same: what cannot be refuses it, what is only irregular is kept beside it if it happened. */
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { decided, irregularitiesOf } from './refusal.js';

interface Act {
  readonly recordAsHappened?: boolean | null;
}

/**
 * @param impossible refuses the act whatever is said of it.
 * @param irregular refuses it unless it is said to have happened; then it comes back as warnings and its codes go into the events.
 * @param remarks warnings that refuse nothing; their codes are kept too.
 */
export function decidedAct(
  { recordAsHappened }: Act,
  impossible: readonly Refusal[],
  irregular: readonly Refusal[],
  events: (irregularities: string[]) => readonly IncidentEventBody[],
  remarks: readonly Refusal[] = [],
): Decided<IncidentEventBody> {
  const kept = [...irregular, ...remarks];
  return decided(
    recordAsHappened === true ? impossible : [...impossible, ...irregular],
    () => events(irregularitiesOf(kept)),
    kept,
  );
}
