import { isBefore } from '../../law/instant.js';
import { triage } from '../../law/triage/triage.js';
import { contradictions, impossibleFacts, patchOf } from '../checks/facts.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import { mergeFacts } from '../facts.js';
import { storedAdvice, triageFactsOf } from '../triageFacts.js';
import type { Decided, Refusal } from '../refusal.js';
import type { Incident } from '../state.js';
import type { AssessIncident } from './command.js';
import type { Situation } from './situation.js';

/** Records a verdict on the risk, with its reasons. A re-examination with the same outcome is a fact too. */
export function assessIncident(input: AssessIncident, situation: Situation): Decided<IncidentEventBody> {
  const { incident, now } = situation;
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...inFuture(now, [['occurredAt'], input.occurredAt], [['newFactsKnownAt'], input.newFactsKnownAt]),
    ...impossibleFacts(input.facts, now),
    ...knownTooEarly(input, incident),
  ];
  return decided(
    refusals,
    () => [
      {
        type: 'IncidentAssessed',
        data: {
          facts: patchOf(input.facts),
          severity: input.severity ?? null,
          likelihood: input.likelihood ?? null,
          likelyConsequences: input.likelyConsequences ?? null,
          verdict: input.verdict,
          reasons: input.reasons,
          newFactsKnownAt: input.newFactsKnownAt ?? null,
          advice: adviceOn(input, situation),
        },
      },
    ],
    contradictions(input.facts, incident),
  );
}

/** Triage on the facts as they stand with this assessment, by the rules of the instant it was made: kept beside the verdict, whatever that is. */
function adviceOn(input: AssessIncident, { incident, organisation, now }: Situation): ReturnType<typeof storedAdvice> {
  const facts = mergeFacts(incident.facts, patchOf(input.facts) ?? {});
  return storedAdvice(triage(triageFactsOf(incident, organisation, facts), input.occurredAt ?? now));
}

function knownTooEarly(input: AssessIncident, incident: Incident): readonly Refusal[] {
  const known = input.newFactsKnownAt ?? null;
  const detected = incident.detectedAt;
  if (known === null || detected === null || !isBefore(known, detected)) return [];
  return [refusal('DATE_ORDER', 'newFactsBeforeDetection', ['newFactsKnownAt'], { known, detected })];
}
