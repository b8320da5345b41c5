/** The timeline: every event of the incident, told to people, in pages. */
import { parseRole } from '../../identity/roles.js';
import type { IncidentEvent } from '../../incident/record.js';
import { tellEvent } from '../../incident/texts/timeline.js';
import { epoch, HOUR } from '../../law/instant.js';
import type { Caller } from '../../identity/caller.js';
import type { GraphQLContext } from '../context.js';
import type { TimelineArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { Incident } from '../types/incident.js';
import type { TimelineEntry } from '../types/timeline.js';
import { withheldRevisions } from './notes.js';
import { pageOf, sliceOf } from './pages.js';
import { actorOf, eventIdOf } from './parts.js';

/** Recorded later than this after it happened, an event is said to be backdated: milliseconds. */
const BACKDATED = HOUR;

/** A page of the timeline. Where the caller may not read what was written, its entry says so and no more. */
export async function timelinePage(
  { application, language }: GraphQLContext,
  caller: Caller,
  { view }: Incident,
  args: TimelineArgs,
): Promise<Page<TimelineEntry>> {
  const { occurred, recorded } = await application.occurrences(view);
  const descending = args.direction === 'DESC';
  const ascending = args.orderBy === 'OCCURRED' ? occurred : recorded;
  const slice = sliceOf(
    application,
    {
      name: `timeline/${view.incident.id}/${args.orderBy}/${args.direction}`,
      entries: descending ? ascending.toReversed() : ascending,
      placeOf: ({ at, number }) => ({ at: args.orderBy === 'OCCURRED' ? at : 0, number }),
      descending,
    },
    args,
  );
  const events = await application.events(
    view,
    slice.entries.map(({ number }) => number),
  );
  const withheld = withheldRevisions(view.incident, caller.role);
  const { timeZone } = view.organisation;
  return pageOf(
    slice,
    events.map((event) => ({
      ...entryOf(event, view.incident.id),
      ...tellEvent(event, language, timeZone, withheld.has(event.revision)),
    })),
  );
}

function entryOf(event: IncidentEvent, incidentId: string): Omit<TimelineEntry, 'title' | 'detail'> {
  const { id, type, occurredAt, recordedAt, revision } = event;
  const actorRole = parseRole(event.role);
  if (actorRole === null) throw new Error(`Event ${revision} was recorded in a role that the register does not know`);
  const backdated = epoch(recordedAt) - epoch(occurredAt) > BACKDATED;
  return {
    id: eventIdOf(incidentId, id),
    type,
    occurredAt,
    recordedAt,
    backdated,
    revision,
    actor: actorOf(event.actor),
    actorRole,
  };
}
