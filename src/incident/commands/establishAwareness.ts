import { impossible, inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { isBlank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import { awareAt } from '../standing.js';
import type { EstablishAwareness } from './command.js';
import type { Situation } from './situation.js';

/** Says when a breach became reasonably certain. Saying it again corrects it: both instants stay on record, and the second needs its why. */
export function establishAwareness(
  input: EstablishAwareness,
  { incident, now }: Situation,
): Decided<IncidentEventBody> {
  const explanation = input.explanation ?? null;
  const again = awareAt(incident) !== null;
  const said = { awareAt: input.awareAt };
  const refusals = [
    ...(again && isBlank(explanation) ? [refusal('REASONS_REQUIRED', 'explanationRequired', ['explanation'])] : []),
    ...inFuture(now, [['awareAt'], input.awareAt]),
    ...impossible({ ...incident, ...said }, said),
  ];
  return decided(refusals, () => [
    again
      ? { type: 'AwarenessCorrected', data: { ...said, explanation: explanation ?? '' } }
      : { type: 'AwarenessEstablished', data: { ...said, explanation } },
  ]);
}
