import type { EntryId } from '../ids.js';
import type { Refusal } from '../refusal.js';
import { stands } from '../standing.js';
import type { Audience, Incident } from '../state.js';
import { refusal } from './refusal.js';

/** The standing audience of this id. */
export function audienceOf(incident: Incident, id: EntryId | null | undefined): Audience | undefined {
  return incident.audiences.find((audience) => audience.id === id && stands(audience));
}

/** Refuses the name of an audience that is not there or has been struck; none at all is none to refuse. */
export function unknownAudience(incident: Incident, audienceId: EntryId | null | undefined): readonly Refusal[] {
  if (audienceId === null || audienceId === undefined || audienceOf(incident, audienceId) !== undefined) return [];
  return [refusal('UNKNOWN_ENTRY', 'unknownAudience', ['audienceId'])];
}
