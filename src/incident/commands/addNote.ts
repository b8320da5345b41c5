import { inFuture } from '../checks/instants.js';
import { decided } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import type { AddNote } from './command.js';
import type { Situation } from './situation.js';

/** Writes something down. Never refused for the incident's state. */
export function addNote(input: AddNote, { now }: Situation): Decided<IncidentEventBody> {
  const refusals = [...blank(['text'], input.text), ...inFuture(now, [['occurredAt'], input.occurredAt])];
  return decided(refusals, () => [
    { type: 'NoteAdded', data: { text: input.text, visibility: input.visibility ?? 'TEAM' } },
  ]);
}
