import type { Incident } from '../../incident/state.js';

/**
 * What the register knew, as JSON: the whole state by the names of the domain, instants with the offset they were given in. Notes under legal
 * privilege are left out for every reader, because a snapshot goes with a filing; `notesWithheld` says how many there were.
 */
export function snapshotOf(incident: Incident): Record<string, unknown> {
  const notes = incident.notes.filter((note) => note.visibility !== 'LEGAL_PRIVILEGE');
  return { ...incident, notes, notesWithheld: incident.notes.length - notes.length };
}
