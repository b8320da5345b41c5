import { inEvents, wrongControllers } from '../checks/controllers.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import type { ControllerInput, IdentifyControllers } from './parties.js';
import type { Situation } from './situation.js';

/** Lists controllers known to be concerned, before any notice (GDPR art. 33(2)): from now on they are visible as untold. */
export function identifyControllers(input: IdentifyControllers, { now }: Situation): Decided<IncidentEventBody> {
  const nothing = input.controllers.length === 0 && input.remaining === undefined;
  const refusals = [
    ...(nothing ? [refusal('INVALID_INPUT', 'noControllers', ['controllers'])] : []),
    ...wrongControllers(input.controllers),
    ...inFuture(now, [['occurredAt'], input.occurredAt]),
  ];
  return decided(refusals, () => identified(input.controllers, input.remaining));
}

/** The events that list controllers, as many as it takes; what is said of those remaining stands on the last. */
export function identified(
  controllers: readonly ControllerInput[],
  remaining: number | null | undefined,
): readonly IncidentEventBody[] {
  const parts = controllers.length === 0 ? [[]] : inEvents(controllers);
  return parts.map((part, index) => ({
    type: 'ControllersIdentified',
    data: {
      controllers: part.map(({ externalId, name, note }) => ({ externalId, name, note: note ?? null })),
      ...(remaining === undefined || index < parts.length - 1 ? {} : { remaining }),
    },
  }));
}
