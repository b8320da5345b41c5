import { decided, refusal } from '../checks/refusal.js';
import { isBlank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import type { LinkIncidents } from './parties.js';
import type { Situation } from './situation.js';

/** Links the incident to another of the organisation, or to one elsewhere that words must name. The link lives in this incident alone. */
export function linkIncidents(input: LinkIncidents, { incident }: Situation): Decided<IncidentEventBody> {
  return decided(wrongTarget(input, incident), () => [
    {
      type: 'IncidentsLinked',
      data: {
        kind: input.kind,
        otherIncidentId: input.otherIncidentId ?? null,
        externalReference: isBlank(input.externalReference) ? null : (input.externalReference ?? null),
        reasons: input.reasons ?? null,
      },
    },
  ]);
}

function wrongTarget(input: LinkIncidents, incident: Incident): readonly Refusal[] {
  const other = input.otherIncidentId ?? null;
  if ((other === null) === isBlank(input.externalReference)) {
    return [refusal('INVALID_INPUT', 'whichIncident', ['otherIncidentId'])];
  }
  if (other === incident.id) return [refusal('INVALID_INPUT', 'linkedToItself', ['otherIncidentId'])];
  if (other !== null && !input.otherExists) return [refusal('NOT_FOUND', 'otherNotFound', ['otherIncidentId'])];
  return isLinked(input, incident)
    ? [refusal('INVALID_INPUT', 'alreadyLinked', [other === null ? 'externalReference' : 'otherIncidentId'])]
    : [];
}

function isLinked({ kind, otherIncidentId, externalReference }: LinkIncidents, incident: Incident): boolean {
  return incident.links.some(
    (link) =>
      stands(link) &&
      link.kind === kind &&
      link.otherIncidentId === (otherIncidentId ?? null) &&
      (link.externalReference ?? '') === (externalReference ?? ''),
  );
}
