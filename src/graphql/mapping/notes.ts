/** Notes in pages, less what the caller may not read. */
import { may } from '../../identity/permissions.js';
import type { Role } from '../../identity/roles.js';
import { stands } from '../../incident/standing.js';
import type { Note } from '../../incident/state.js';
import { ApiError } from '../errors.js';
import type { NoteConnection } from '../types/noteConnection.js';
import { noteOf } from './entries.js';

/** Largest page of any list. */
export const PAGE_LIMIT = 100;

/** Whether the role reads the note: legal privilege keeps some from reporters and auditors. */
export function readsNote(role: Role, note: Note): boolean {
  return note.visibility !== 'LEGAL_PRIVILEGE' || may(role, 'readPrivilegedNotes');
}

/**
 * A page of the notes that stand and that the role may read, oldest first. The cursor is the note's id: it says nothing that the note does
 * not, and one of another list is not found.
 * @throws {ApiError} BAD_USER_INPUT for a page size out of range, INVALID_CURSOR for a cursor that this list has not given out.
 */
export function notesPage(notes: readonly Note[], role: Role, first: number, after: string | null): NoteConnection {
  if (first < 1 || first > PAGE_LIMIT) throw new ApiError('BAD_USER_INPUT', `A page has 1 to ${PAGE_LIMIT} entries.`);
  const standing = notes.filter(stands);
  const readable = standing.filter((note) => readsNote(role, note));
  const start = after === null ? 0 : placeAfter(notes, readable, role, after);
  const nodes = readable.slice(start, start + first).map(noteOf);
  return {
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    nodes,
    pageInfo: {
      hasNextPage: start + nodes.length < readable.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.at(0)?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
    totalCount: readable.length,
    withheldCount: standing.length - readable.length,
  };
}

/** A note that has been struck since still marks its place. */
function placeAfter(notes: readonly Note[], readable: readonly Note[], role: Role, cursor: string): number {
  const last = notes.find((note) => note.id === cursor && readsNote(role, note));
  if (last === undefined)
    throw new ApiError('INVALID_CURSOR', 'This cursor is not of this list. Read it again from its beginning.');
  return readable.filter((note) => note.revision <= last.revision).length;
}
