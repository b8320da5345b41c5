/** The roots of subscriptions. What is streamed are the application's own items, so that each is rendered once for all who ask the same. */
import { Args, Ctx, FieldResolver, Resolver, Root, Subscription, type PubSub } from 'type-graphql';
import type { IncidentView } from '../../application/application.js';
import type { DutyAlert as AlertItem, LiveItem, Stream } from '../../application/live/live.js';
import type { Read } from '../../application/reads/readLog.js';
import type { EventRecord } from '../../application/records.js';
import type { Caller } from '../../identity/caller.js';
import { may } from '../../identity/permissions.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { dutyOf } from '../mapping/duties.js';
import { incidentOf } from '../mapping/incidentMapper.js';
import { withheldRevisions } from '../mapping/notes.js';
import { recordedEventOf, type Withheld } from '../mapping/recordedEvents.js';
import { Incident } from '../types/incident.js';
import { RecordedEvent } from '../types/recordedEvent.js';
import { DutyAlertsArgs, EventsArgs, IncidentArgs } from './args.js';
import { DutyAlert } from './dutyAlert.js';
import { LiveEvent } from './liveEvent.js';
import type { LiveEvent as LiveEventRoot } from './liveEvent.js';
import { streamOf } from './refusals.js';

/** Required by the library, used by none of our roots: each subscribes to the application. */
export const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('Subscriptions come from the application');
  },
};

/** Writes down that it is read, once for each subscriber. Nothing of a stream is begun before its first item is asked for. */
async function readThrough<T>(
  { application }: GraphQLContext,
  caller: Caller,
  read: Read,
  incidentId: string | null,
  stream: Stream<T>,
): Promise<Stream<T>> {
  try {
    await application.readLog.record(caller, read, incidentId);
    return stream;
  } catch (error) {
    await stream.return?.();
    throw error;
  }
}

/** What `subscribe` is given. */
interface Asked<Arguments> {
  readonly args: Arguments;
  readonly context: GraphQLContext;
}

@Resolver()
export class Subscriptions {
  @Subscription(() => Incident, {
    description:
      'The incident now, after each event, and whenever one of its duties changes state by time alone. A slow client is spared what is old by the time it reads.',
    subscribe: async ({ args, context }: Asked<IncidentArgs>): Promise<Stream<IncidentView>> => {
      const caller = callerFor(context, 'incident');
      const live = await context.application.live.incident(caller, args.id);
      return readThrough(context, caller, 'incident.live', args.id, streamOf(live));
    },
  })
  incident(@Root() view: IncidentView): Incident {
    return incidentOf(view);
  }

  @Subscription(() => LiveEvent, {
    description:
      'Every event of the incidents that the caller may see, without gap and in order: first all since `after`, then live; an event may come twice, with the same id. The first item and each heartbeat carry no event. Where the client does not keep up: SLOW_CONSUMER, with the last position delivered in its extensions; where `after` is of another log: RESYNC_REQUIRED.',
    subscribe: async ({ args, context }: Asked<EventsArgs>): Promise<Stream<LiveItem>> => {
      const caller = callerFor(context, 'events');
      const incidentId = args.incidentId ?? null;
      const live = await context.application.live.events(caller, args.after ?? null, incidentId);
      return readThrough(context, caller, 'events.live', incidentId, streamOf(live));
    },
  })
  events(@Root() item: LiveItem): LiveEvent {
    return {
      item,
      live: item.live,
      get position() {
        return item.position;
      },
    };
  }

  @Subscription(() => DutyAlert, {
    description:
      'Duties that came to be due soon, overdue, met or waived, of drills too: all after `since`, in order, then live. The same id is the same alert, after a restart too.',
    subscribe: async ({ args, context }: Asked<DutyAlertsArgs>): Promise<Stream<AlertItem>> => {
      const caller = callerFor(context, 'dutyAlerts');
      return streamOf(await context.application.live.dutyAlerts(caller, args.since ?? null, args.filter ?? {}));
    },
  })
  dutyAlerts(@Root() { id, at, duty, view }: AlertItem, @Ctx() { language }: GraphQLContext): DutyAlert {
    const incident = incidentOf(view, { id: `${view.incident.id}@${at}`, shownAt: at });
    return { id, at, state: duty.state, duty: dutyOf(duty, incident, language) };
  }
}

// Arguments are for `subscribe`. The methods show one item each, and have no use for them: they are declared beside them.
Args(() => IncidentArgs)(Subscriptions.prototype, 'incident', 1);
Args(() => EventsArgs)(Subscriptions.prototype, 'events', 1);
Args(() => DutyAlertsArgs)(Subscriptions.prototype, 'dutyAlerts', 2);

@Resolver(() => LiveEvent)
export class LiveEventFields {
  @FieldResolver(() => RecordedEvent, {
    nullable: true,
    description: 'Null at the beginning, when caught up, and at every heartbeat.',
  })
  async event(@Root() { item }: LiveEventRoot, @Ctx() context: GraphQLContext): Promise<RecordedEvent | null> {
    const caller = callerFor(context, 'events');
    if (item.event === null || item.incidentId === null) return null;
    const record = await context.application.records.of(item.event);
    return recordedEventOf(record, await withheldFrom(context, caller, record));
  }

  @FieldResolver(() => Incident, {
    nullable: true,
    description:
      'The incident of the event as it is when this is sent: with this event in it, and perhaps with later ones.',
  })
  async incident(@Root() { item }: LiveEventRoot, @Ctx() context: GraphQLContext): Promise<Incident | null> {
    if (item.incidentId === null) return null;
    const view = await context.application.incident(callerFor(context, 'events'), item.incidentId);
    return view === null ? null : incidentOf(view);
  }
}

async function withheldFrom(
  { application }: GraphQLContext,
  caller: Caller,
  { incidentId, event }: EventRecord,
): Promise<Withheld | null> {
  if (!may(caller.role, 'readRecordedData')) return 'ROLE';
  if (may(caller.role, 'readPrivilegedNotes')) return null;
  const view = await application.incident(caller, incidentId);
  // What cannot be looked up is withheld.
  const withheld = view === null || withheldRevisions(view.incident, caller.role).has(event.revision);
  return withheld ? 'LEGAL_PRIVILEGE' : null;
}
