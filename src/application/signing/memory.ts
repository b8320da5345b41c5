/** What was signed of an organisation's log: a stream of its own in the log, appended to only where nobody else did meanwhile. */
import { decodeCheckpointEvent } from '../../incident/decode.js';
import type { CheckpointEventBody } from '../../incident/events/registry.js';
import type { Instant } from '../../law/instant.js';
import type { EventLog, OrganisationId, Position, RecordedEvent } from '../../log/port.js';
import { openData, parseFrontier, serialiseFrontier, type Frontier } from '../../proof/index.js';
import { parseMetadata } from '../../read/stored/metadata.js';
import { checkpointStream, registerActorOf } from '../ids.js';
import { newEvents } from '../recording.js';
import { damaged } from '../states.js';
import { steadyAppend } from '../steadyAppend.js';

export const SIGNER_ROLE = 'SIGNER';

/** A head as it was signed. */
export interface Remembered {
  readonly epoch: number;
  readonly size: number;
  readonly frontier: Frontier;
  /** C2SP signed note, word for word. */
  readonly note: string;
}

/** The memory as it was read: what is newest in it, and where it ends. */
export interface Memory {
  readonly newest: Remembered | null;
  /** Where the newest head stands in the log; null where there is none. */
  readonly position: Position | null;
  /** Of its last event; -1 where there is none. */
  readonly revision: number;
  /** What is on record since the newest head that contradicts it, in words; null where nothing is. */
  readonly contradicted: string | null;
}

export class SignerMemory {
  /** Of the newest event that was written through here; null before the first. */
  #written: Position | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly organisation: OrganisationId,
    private readonly patience: number,
  ) {}

  get written(): Position | null {
    return this.#written;
  }

  /** @throws ApplicationError DAMAGED_STREAM where it cannot be read. */
  async read(): Promise<Memory> {
    // Mostly it ends with a head.
    const last = await this.#read(1);
    return last.revision < 0 || last.newest !== null ? last : this.#read();
  }

  async #read(limit?: number): Promise<Memory> {
    let revision = -1;
    let contradicted: string | null = null;
    const options = { direction: 'backwards', ...(limit === undefined ? {} : { limit }) } as const;
    for await (const event of this.log.readStream(checkpointStream(this.organisation), options)) {
      if (revision < 0) revision = Number(event.revision);
      const newest = rememberedIn(event);
      if (newest !== null) return { newest, position: event.position, revision, contradicted };
      contradicted ??= contradictionIn(event);
    }
    return { newest: null, position: null, revision, contradicted };
  }

  /** Every head that was signed, oldest first. */
  async *heads(): AsyncGenerator<Remembered> {
    for await (const event of this.log.readStream(checkpointStream(this.organisation))) {
      const remembered = rememberedIn(event);
      if (remembered !== null) yield remembered;
    }
  }

  /** Compare and set: false where the memory has gone on since it was read. */
  async remember({ epoch, size, frontier, note }: Remembered, after: Memory, at: Instant): Promise<boolean> {
    const text = Buffer.from(serialiseFrontier(frontier)).toString('base64');
    return this.#append({ type: 'CheckpointSigned', data: { epoch, size, frontier: text, note } }, after, at);
  }

  /** Keeps what contradicts a head beside it; the newest head unless told. False as above. */
  async contradict(
    found: { size: number; root: Uint8Array },
    after: Memory,
    at: Instant,
    note = after.newest?.note ?? '',
  ): Promise<boolean> {
    const root = Buffer.from(found.root).toString('base64');
    return this.#append({ type: 'CheckpointContradicted', data: { size: found.size, root, note } }, after, at);
  }

  /** Whether it is kept that the log contradicts this head. */
  async contradictedBy(note: string): Promise<boolean> {
    for await (const event of this.log.readStream(checkpointStream(this.organisation))) {
      const { type, data } = bodyIn(event);
      if (type === 'CheckpointContradicted' && data.note === note) return true;
    }
    return false;
  }

  async #append(body: CheckpointEventBody, after: Memory, at: Instant): Promise<boolean> {
    const stream = checkpointStream(this.organisation);
    const recorder = { actor: registerActorOf(this.organisation), organisation: this.organisation, role: SIGNER_ROLE };
    const recording = { recorder, commandId: `checkpoint/${after.revision + 1}`, mark: null };
    const expected = after.revision < 0 ? 'noStream' : BigInt(after.revision);
    const result = await steadyAppend(this.log, stream, newEvents(recording, [body], at), expected, this.patience);
    if (!result.ok) return false;
    this.#written = result.position;
    return true;
  }
}

/** Null where the event is something else than a head. */
function rememberedIn(event: RecordedEvent): Remembered | null {
  const { type, data } = bodyIn(event);
  if (type !== 'CheckpointSigned') return null;
  const { epoch, size, frontier, note } = data;
  const parsed = frontierIn(frontier);
  if (parsed?.size !== size) {
    throw damaged(event.stream, Number(event.revision), 'its frontier is none of its size');
  }
  return { epoch, size, frontier: parsed, note };
}

/** Only events that are no head are asked for. */
function contradictionIn(event: RecordedEvent): string | null {
  const { type, data } = bodyIn(event);
  return type === 'CheckpointContradicted'
    ? `since revision ${event.revision} of ${event.stream} it is on record that a signed head contradicts it at ${data.size} events`
    : null;
}

function bodyIn(event: RecordedEvent): CheckpointEventBody {
  const metadata = parseMetadata(event.metadata);
  const fault = (why: string) => damaged(event.stream, Number(event.revision), why);
  if (metadata === null) throw fault('its metadata does not fit its schema');
  const decoded = decodeCheckpointEvent(event.type, metadata.schemaVersion, openData(event.data));
  if (!decoded.ok) throw fault(decoded.reason);
  return decoded.body;
}

function frontierIn(text: string): Frontier | null {
  try {
    return parseFrontier(Buffer.from(text, 'base64'));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
