import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { namelessDecider, withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import { standingNotifications } from '../standing.js';
import type { RuleOutIncident } from './command.js';
import type { Situation } from './situation.js';

/** Finds that there was no breach. What was filed before is not undone by it: the authority must be told. */
export function ruleOutIncident(input: RuleOutIncident, { incident, now }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...inFuture(now, [['occurredAt'], input.occurredAt]),
  ];
  const warnings =
    standingNotifications(incident).length > 0 ? [refusal('CONTRADICTORY_FACTS', 'filingsStandAfterRulingOut')] : [];
  return decided(
    refusals,
    () => [{ type: 'IncidentRuledOut', data: { reasons: input.reasons, decidedBy: input.decidedBy } }],
    warnings,
  );
}
