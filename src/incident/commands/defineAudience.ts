import { decided, refusal } from '../checks/refusal.js';
import { unknownAudience } from '../checks/entries.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import type { DefineAudience } from './parties.js';
import type { Situation } from './situation.js';

/** Names a category of persons that is told or not (GDPR art. 34), or says anew what is known of one on record. */
export function defineAudience(input: DefineAudience, { incident }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['name'], input.name),
    ...unknownAudience(incident, input.audienceId),
    ...informedWithoutLetter(input, incident),
  ];
  return decided(refusals, () => [
    {
      type: 'AudienceDefined',
      data: {
        audienceId: input.audienceId ?? null,
        name: input.name,
        categories: [...input.categories],
        count: input.count ?? null,
        verdict: input.verdict ?? null,
        information: input.information ?? null,
        plannedFor: input.plannedFor ?? null,
      },
    },
  ]);
}

/** That people were told is shown by what they were told. */
function informedWithoutLetter({ audienceId, information }: DefineAudience, incident: Incident): readonly Refusal[] {
  if (information !== 'INFORMED') return [];
  const written = incident.communications.some((sent) => stands(sent) && sent.audienceId === audienceId);
  return written ? [] : [refusal('CONTRADICTORY_FACTS', 'informedWithoutLetter', ['information'])];
}
