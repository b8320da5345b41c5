/** Notes in pages, less what the caller may not read. */
import type { Application } from '../../application/application.js';
import { may } from '../../identity/permissions.js';
import type { Role } from '../../identity/roles.js';
import { stands } from '../../incident/standing.js';
import type { Incident, Note } from '../../incident/state.js';
import type { PageArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { Note as ShownNote } from '../types/entries.js';
import { noteOf } from './entries.js';
import { numbered, pageOf, sliceOf } from './pages.js';

/** Whether the role reads the note: legal privilege keeps some from reporters and auditors. */
export function readsNote(role: Role, note: Note): boolean {
  return note.visibility !== 'LEGAL_PRIVILEGE' || may(role, 'readPrivilegedNotes');
}

/** Numbers of the events whose words the role may not read: a note under legal privilege, and why it was struck. */
export function withheldRevisions({ notes }: Incident, role: Role): ReadonlySet<number> {
  const withheld = notes.filter((note) => !readsNote(role, note));
  return new Set(withheld.flatMap(({ revision, withdrawn }) => [revision, withdrawn?.revision ?? revision]));
}

/** A page of the notes that stand and that the role may read, oldest first. */
export function notesPage(application: Application, incident: Incident, role: Role, args: PageArgs): Page<ShownNote> {
  const listing = numbered(`notes/${incident.id}`, incident.notes, (note) => stands(note) && readsNote(role, note));
  const slice = sliceOf(application, listing, args);
  const standing = incident.notes.filter(stands).length;
  const page = pageOf(
    slice,
    slice.entries.map(({ entry }) => noteOf(entry)),
  );
  return { ...page, withheldCount: standing - slice.totalCount };
}
