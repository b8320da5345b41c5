/** Events from one log into another: strictly in order, one append in flight, each with the exact revision that it must follow. */
import { steadyAppend } from '../../application/steadyAppend.js';
import { appendLimits, type EventLog, type Position, type RecordedEvent } from '../../log/index.js';
import { differs } from './fault.js';

export interface Copying {
  /** Of the source's last event that the target holds; null where it holds none. */
  readonly after: Position | null;
  /** Milliseconds to go on asking a server what became of an append. */
  readonly patience: number;
  /** Hears how many events were copied so far. */
  readonly tell: (copied: number) => void;
}

/**
 * Copies what the source holds after a position. An event that is there already, at its place, is not written again.
 * @returns how many events were copied.
 * @throws MoveFault where somebody else writes into the target; LogError: then what was copied so far stays, and is gone on from.
 */
export async function copyAfter(
  source: EventLog,
  target: EventLog,
  { after, patience, tell }: Copying,
): Promise<number> {
  let copied = 0;
  for await (const { first, events } of runsOf(source.readAll(after === null ? {} : { after }))) {
    const { stream, revision } = first;
    const expected = revision === 0n ? 'noStream' : revision - 1n;
    const result = await steadyAppend(target, stream, events, expected, patience);
    if (!result.ok) throw differs(`somebody else wrote into ${stream} there, which ends at ${result.conflict.actual}`);
    copied += events.length;
    tell(copied);
  }
  return copied;
}

interface Run {
  readonly first: RecordedEvent;
  readonly events: readonly RecordedEvent[];
}

/** Events of one stream that follow each other in the log, as many as one append takes. */
async function* runsOf(all: AsyncIterable<RecordedEvent>): AsyncGenerator<Run, void> {
  let run: RecordedEvent[] = [];
  let bytes = 0;
  for await (const event of all) {
    const more = bytesOf(event);
    const [first] = run;
    const fits = run.length < appendLimits.events && bytes + more <= appendLimits.bytes;
    if (first !== undefined && (first.stream !== event.stream || !fits)) {
      yield { first, events: run };
      [run, bytes] = [[], 0];
    }
    run.push(event);
    bytes += more;
  }
  const [first] = run;
  if (first !== undefined) yield { first, events: run };
}

function bytesOf({ type, data, metadata }: RecordedEvent): number {
  return Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata);
}
