import { connectionOf } from './connection.js';
import { Note } from './entries.js';

export const NoteConnection = connectionOf(
  'Note',
  () => Note,
  'notes, oldest first',
  'Notes under legal privilege that the caller’s role may not read.',
);
