import type { Application } from '../../application/application.js';
import type { Caller } from '../../identity/caller.js';
import type { ReadLogArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { ReadLogEntry } from '../types/readLogEntry.js';
import { demandPageSize, foreignCursor, pageOf } from './pages.js';
import { actorOf } from './parts.js';

/** @throws {ApiError} BAD_USER_INPUT for a page size out of range, INVALID_CURSOR for a cursor of another list. */
export async function readsPage(
  application: Pick<Application, 'readLog' | 'sealCursor' | 'openCursor'>,
  caller: Caller,
  args: ReadLogArgs,
): Promise<Page<ReadLogEntry>> {
  demandPageSize(args.first);
  const incidentId = args.incidentId ?? null;
  const list = `reads/${caller.organisation}/${incidentId ?? ''}`;
  const after = args.after == null ? null : application.openCursor(list, args.after);
  if (args.after != null && after === null) throw foreignCursor();
  const asked = { incidentId, first: args.first, after: after?.number ?? null };
  const { entries, hasNextPage, totalCount } = await application.readLog.page(caller, asked);
  const cursorAt = (index: number): string | null => {
    const entry = entries.at(index);
    return entry === undefined ? null : application.sealCursor(list, { at: 0, number: entry.number });
  };
  return pageOf(
    { cursorAt, hasNextPage, hasPreviousPage: after !== null, totalCount },
    entries.map(({ id, at, incidentId: about, actor, role, read }) => ({
      id,
      at,
      incidentId: about,
      actor: actorOf(actor),
      actorRole: role,
      operation: read,
    })),
  );
}
