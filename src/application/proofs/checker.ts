/** A whole log recomputed piece by piece: here, or in a thread that keeps nobody waiting. */
import type { OrganisationId, Seals } from '../../log/port.js';
import { LogCheck, type Checkable, type KnownHead, type LogFindings } from './logCheck.js';

/** Where events are recomputed: in this thread, or in one of its own. */
export interface Checker {
  add(events: readonly Checkable[]): Promise<void>;
  finish(): Promise<LogFindings>;
  /** Idempotent. */
  close(): void;
}

export type OpenChecker = (heads: readonly KnownHead[]) => Checker;

/** In the thread that asks: for tests and for logs that are small. */
export const checkerInPlace: OpenChecker = (heads) => {
  const check = new LogCheck(heads);
  return {
    add: (events) => {
      for (const event of events) check.add(event);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(check.finish()),
    close: () => undefined,
  };
};

export interface Recomputed {
  readonly organisation: OrganisationId;
  /** Leaves, from the first. */
  readonly size: number;
  readonly heads: readonly KnownHead[];
  /** Aborted: the check throws its reason at the next piece. */
  readonly signal: AbortSignal;
  /** Hears how many more were checked. */
  readonly progress?: (events: number) => void;
}

/** Handed over at once. */
const AT_ONCE = 200;

/** Recomputes a log from what is stored and holds it to heads. @throws LogError, the signal's reason, or what the checker suffers. */
export async function recompute(
  seals: Pick<Seals, 'leaves'>,
  open: OpenChecker,
  { organisation, size, heads, signal, progress = () => undefined }: Recomputed,
): Promise<LogFindings> {
  signal.throwIfAborted();
  const checker = open(heads);
  try {
    let batch: Checkable[] = [];
    const hand = async () => {
      await checker.add(batch);
      progress(batch.length);
      batch = [];
    };
    for await (const sealed of seals.leaves(organisation, { from: 0, to: size })) {
      signal.throwIfAborted();
      batch.push(checkable(sealed));
      if (batch.length === AT_ONCE) await hand();
    }
    await hand();
    return await checker.finish();
  } finally {
    checker.close();
  }
}

function checkable({ envelope, event, leaf }: Checkable): Checkable {
  const { data, metadata, stream } = event;
  return { envelope, leaf: { seq: leaf.seq, hash: leaf.hash }, event: { data, metadata, stream } };
}
