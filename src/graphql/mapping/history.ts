/** The history: every event of the incident as it is on record, in pages. */
import { may } from '../../identity/permissions.js';
import type { Caller } from '../../identity/caller.js';
import type { GraphQLContext } from '../context.js';
import type { HistoryArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { Incident } from '../types/incident.js';
import type { RecordedEvent } from '../types/recordedEvent.js';
import { withheldRevisions } from './notes.js';
import { pageOf, sliceOf } from './pages.js';
import { recordedEventOf, type Withheld } from './recordedEvents.js';

/** A page of the history up to the state shown. Where the caller may not read what was written, the event is there without it. */
export async function historyPage(
  { application }: GraphQLContext,
  caller: Caller,
  { view }: Incident,
  args: HistoryArgs,
): Promise<Page<RecordedEvent>> {
  const { incident } = view;
  const descending = args.direction === 'DESC';
  const revisions = Array.from({ length: incident.revision + 1 }, (_, index) => index);
  const slice = sliceOf(
    application,
    {
      name: `history/${incident.id}/${args.direction}`,
      entries: descending ? revisions.reverse() : revisions,
      placeOf: (revision) => ({ at: 0, number: revision }),
      descending,
    },
    args,
  );
  await application.readLog.record(caller, 'incident.history', incident.id);
  const oldest = Math.min(...slice.entries);
  const records = slice.entries.length === 0 ? [] : await application.replay.events(view, oldest, slice.entries.length);
  const withheld = withheldRevisions(incident, caller.role);
  const hidden = (revision: number): Withheld | null => {
    if (!may(caller.role, 'readRecordedData')) return 'ROLE';
    return withheld.has(revision) ? 'LEGAL_PRIVILEGE' : null;
  };
  const events = records.map((record) => recordedEventOf(record, hidden(record.event.revision)));
  return pageOf(slice, descending ? events.reverse() : events);
}
