import { contradictions, impossibleFacts, patchOf } from '../checks/facts.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import type { RecordFacts } from './command.js';
import type { Situation } from './situation.js';

/** Records what has become known. Facts of the outside world are never refused for the incident's state. */
export function recordFacts(input: RecordFacts, { incident, now }: Situation): Decided<IncidentEventBody> {
  const facts = patchOf(input.facts);
  const refusals = [
    ...(facts === null ? [refusal('INVALID_INPUT', 'noFacts', ['facts'])] : []),
    ...inFuture(now, [['occurredAt'], input.occurredAt]),
    ...impossibleFacts(input.facts, now),
  ];
  return decided(
    refusals,
    () => [{ type: 'FactsRecorded', data: { facts: facts ?? {} } }],
    contradictions(input.facts, incident),
  );
}
