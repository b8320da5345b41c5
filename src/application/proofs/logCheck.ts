/** A whole log recomputed from what is stored, by the very code that verifies a bundle. Pure: fed with events in their order. */
import type { SealedEvent } from '../../log/port.js';
import type { Brackets } from '../../verifier/brackets.js';
import { parseEnvelope, SealedLog, type Roots } from '../../verifier/envelopes.js';
import type { Fault } from '../../verifier/faults.js';
import { payloadState } from '../../verifier/payloads.js';
import { Faults } from '../../verifier/report.js';

/** A head that the log is held to. */
export interface KnownHead {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** Kept outside by whoever asks. */
  readonly isOutside: boolean;
}

/** What of an event is checked: plain data, so that it can be handed to another thread. */
export type Checkable = Pick<SealedEvent, 'envelope'> & {
  readonly leaf: { readonly seq: number; readonly hash: Uint8Array };
  readonly event: Pick<SealedEvent['event'], 'data' | 'metadata' | 'stream'>;
};

export interface LogFindings {
  readonly checked: number;
  /** The first ones. */
  readonly faults: readonly Fault[];
  /** Whether the log leads to the heads that were kept outside, and what it has in place of the first that it does not; null where none was given. */
  readonly outside: { readonly isMet: boolean; readonly size: number; readonly root: Uint8Array } | null;
}

export class LogCheck {
  readonly #log: SealedLog;

  /** @param brackets of the times that the heads state; without them times are not looked at. @param faults gathers what is found. */
  constructor(
    private readonly heads: readonly KnownHead[],
    private readonly brackets: Brackets | null = null,
    private readonly faults = new Faults(),
  ) {
    this.#log = new SealedLog(new Set(heads.map(({ size }) => size)));
  }

  get checked(): number {
    return this.#log.size;
  }

  /** At the sizes of the heads, as far as the log reaches. */
  get roots(): Roots {
    return this.#log.roots;
  }

  add({ envelope, event, leaf }: Checkable): void {
    const read = parseEnvelope(envelope);
    if (read === null) {
      this.faults.add({ code: 'ENVELOPE_MALFORMED', seq: leaf.seq });
      this.#log.addUnread(Buffer.from(envelope));
      return;
    }
    const place = { seq: leaf.seq, stream: read.stream, revision: read.revision };
    const added = this.#log.add(envelope, read);
    if (this.brackets?.contradict(read) === true) {
      this.faults.add({ code: 'TIME_OUT_OF_BRACKET', ...place, detail: read.at });
    }
    this.faults.add(...added.faults);
    if (Buffer.compare(added.leaf, leaf.hash) !== 0) {
      this.faults.add({ code: 'ROOT_DIFFERS', ...place, detail: 'the leaf is not the hash of its envelope' });
    }
    const state = payloadState(Buffer.from(event.data), Buffer.from(event.metadata), read.commitment);
    if (state !== 'AS_SEALED') this.faults.add({ code: `PAYLOAD_${state}`, ...place });
  }

  finish(): LogFindings {
    let outside: LogFindings['outside'] = null;
    for (const { size, root, isOutside } of this.heads) {
      const found = this.#log.roots.get(size);
      const isMet = found !== undefined && Buffer.from(found).toString('base64') === root;
      if (isOutside && outside?.isMet !== false) {
        outside = { isMet, size: Math.min(size, this.#log.size), root: found ?? this.#log.root() };
      }
      if (found === undefined) {
        const detail = `${this.#log.size} of at least ${size} events`;
        this.faults.add({ code: 'TAIL_MISSING', detail });
      } else if (!isMet) {
        const code = isOutside ? 'HEADS_DISAGREE' : 'ROOT_DIFFERS';
        this.faults.add({ code, detail: `another root at ${size} events` });
      }
    }
    return { checked: this.#log.size, faults: this.faults.shown, outside };
  }
}
