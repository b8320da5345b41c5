/** Whether one log is the beginning of another: event by event, in the order of the log. */
import type { EventLog, OrganisationId, Position, RecordedEvent } from '../../log/index.js';
import { differs } from './fault.js';

export interface Compared {
  /** Events of the source. */
  readonly events: number;
  /** How many of them the target holds: the first so many. */
  readonly there: number;
  /** Of the last one that both hold, in the source; null where the target is empty. */
  readonly after: Position | null;
  /** Whose events the source holds. */
  readonly organisations: ReadonlySet<OrganisationId>;
}

/** Positions are each log's own. */
const FIELDS = ['stream', 'revision', 'id', 'type', 'organisation', 'recordedAt', 'data', 'metadata'] as const;

/**
 * @param tell hears how many events of the source were read.
 * @throws MoveFault where the target is not the beginning of the source, naming the first event that differs and nothing of what is in it.
 * LogError.
 */
export async function compare(source: EventLog, target: EventLog, tell: (events: number) => void): Promise<Compared> {
  const theirs = target.readAll()[Symbol.asyncIterator]();
  const organisations = new Set<OrganisationId>();
  let [events, there] = [0, 0];
  let after: Position | null = null;
  try {
    let copy = await theirs.next();
    for await (const event of source.readAll()) {
      events += 1;
      organisations.add(event.organisation);
      tell(events);
      if (copy.done === true) continue;
      assertAlike(event, copy.value, events);
      there += 1;
      after = event.position;
      copy = await theirs.next();
    }
    if (copy.done !== true) {
      throw differs(`it has gone on, and holds ${placeOf(copy.value)} behind all ${events} events of the source`);
    }
  } finally {
    await theirs.return?.();
  }
  return { events, there, after, organisations };
}

function assertAlike(event: RecordedEvent, copy: RecordedEvent, number: number): void {
  const field = FIELDS.find((name) => event[name] !== copy[name]);
  if (field === undefined) return;
  const isAnother = event.stream !== copy.stream || event.revision !== copy.revision;
  const what = isAnother ? `where the source has ${placeOf(event)}` : `with another ${field}`;
  throw differs(`its event number ${number} is ${placeOf(copy)}, ${what}`);
}

function placeOf({ stream, revision }: RecordedEvent): string {
  return `event ${revision} of ${stream}`;
}
