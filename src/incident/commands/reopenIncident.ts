import { inFuture } from '../checks/instants.js';
import { decided } from '../checks/refusal.js';
import { namelessDecider, withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import type { ReopenIncident } from './command.js';
import type { Situation } from './situation.js';

/** Takes up again what was closed or ruled out. */
export function reopenIncident(input: ReopenIncident, { now }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...inFuture(now, [['occurredAt'], input.occurredAt]),
  ];
  return decided(refusals, () => [
    { type: 'IncidentReopened', data: { reasons: input.reasons, decidedBy: input.decidedBy } },
  ]);
}
