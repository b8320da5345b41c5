/** When the events of an incident happened, and a few of them whole: what a timeline is made of. */
import { LRUCache } from 'lru-cache';
import type { IncidentEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import { epoch } from '../law/instant.js';
import type { StreamName } from '../log/port.js';
import type { IncidentView, Occurrences } from './application.js';
import type { Place } from './cursors.js';
import { incidentStream } from './ids.js';
import { parseMetadata } from '../read/stored/metadata.js';
import { damaged, type States } from './states.js';

/** Kept for the timelines that are read most: two numbers an event, of all incidents together at most so many. */
const KEPT_EVENTS = 1_000_000;

export class Timelines {
  readonly #kept = new LRUCache<StreamName, Occurrences>({
    maxSize: KEPT_EVENTS,
    sizeCalculation: ({ recorded }) => recorded.length + 1,
  });

  constructor(private readonly states: States<Incident, IncidentEvent>) {}

  /** See Application.occurrences. Reads only what has come since it was last asked. */
  async occurrences({ incident }: IncidentView): Promise<Occurrences> {
    const stream = incidentStream(incident.id);
    const known = this.#kept.get(stream) ?? { recorded: [], occurred: [] };
    const count = incident.revision + 1;
    if (known.recorded.length > count) {
      const then = ({ number }: Place) => number < count;
      return { recorded: known.recorded.filter(then), occurred: known.occurred.filter(then) };
    }
    if (known.recorded.length === count) return known;
    const tail = await this.states.recorded(stream, count - known.recorded.length, known.recorded.length);
    const recorded = [...known.recorded, ...tail.map(({ metadata, revision }) => placeOf(stream, metadata, revision))];
    const occurrences = { recorded, occurred: recorded.toSorted((a, b) => a.at - b.at || a.number - b.number) };
    const kept = this.#kept.peek(stream)?.recorded.length ?? 0;
    if (kept < recorded.length) this.#kept.set(stream, occurrences);
    return occurrences;
  }

  /** See Application.events. */
  async events(
    { incident, organisation }: IncidentView,
    revisions: readonly number[],
  ): Promise<readonly IncidentEvent[]> {
    const stream = incidentStream(incident.id);
    const read = await Promise.all(
      runsOf(revisions).map(({ from, count }) => this.states.events(stream, organisation.id, from, count)),
    );
    const found = new Map(read.flat().map((event) => [event.revision, event]));
    return revisions.map((revision) => {
      const event = found.get(revision);
      if (event === undefined) throw damaged(stream, revision, 'it is missing');
      return event;
    });
  }
}

function placeOf(stream: StreamName, metadata: string, revision: bigint): Place {
  const parsed = parseMetadata(metadata);
  if (parsed === null) throw damaged(stream, Number(revision), 'its metadata does not fit its schema');
  return { at: epoch(parsed.occurredAt), number: Number(revision) };
}

interface Run {
  readonly from: number;
  readonly count: number;
}

/** Revisions as stretches that follow one another without a gap: each is one read. */
function runsOf(revisions: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const revision of revisions.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.count === revision)
      runs.splice(-1, 1, { ...last, count: last.count + 1 });
    else runs.push({ from: revision, count: 1 });
  }
  return runs;
}
