/** The log of reads from one place into another, in its order. Numbers are each place's own; ids go with the rows. */
import type { KeptRead, ReadLogStore } from '../../store/readLogStore.js';
import { differs } from './fault.js';

const ROWS = 500;

/** Which of the source's reads the target holds. */
export interface ReadsThere {
  readonly count: number;
  /** Number, in the source, of the last one that both hold; 0 where the target holds none. */
  readonly after: number;
}

const FIELDS = ['id', 'at', 'organisation', 'actor', 'role', 'read', 'incident'] as const;

/** @throws MoveFault where the target holds other reads than the first ones of the source; the database's error. */
export async function compareReads(source: ReadLogStore, target: ReadLogStore): Promise<ReadsThere> {
  const ours = everyRead(source);
  let [count, after] = [0, 0];
  for await (const copy of everyRead(target)) {
    const { value: read } = await ours.next();
    if (read === undefined || FIELDS.some((name) => read[name] !== copy[name])) {
      throw differs(`in its log of reads, number ${count + 1} is not the source's`);
    }
    count += 1;
    after = read.number;
  }
  return { count, after };
}

/** Copies the reads after a number of the source. @returns how many. @throws the database's error. */
export async function copyReads(source: ReadLogStore, target: ReadLogStore, after: number): Promise<number> {
  let copied = 0;
  for (let last = after; ;) {
    const rows = await source.oldest(ROWS, last);
    const newest = rows.at(-1);
    if (newest === undefined) return copied;
    await target.append(
      rows.map(({ id, at, organisation, actor, role, read, incident }) => ({
        ...{ id, at, organisation, actor, role, read, incident },
      })),
    );
    copied += rows.length;
    last = newest.number;
  }
}

async function* everyRead(store: ReadLogStore): AsyncGenerator<KeptRead, undefined> {
  for (let last = 0; ;) {
    const rows = await store.oldest(ROWS, last);
    const newest = rows.at(-1);
    if (newest === undefined) return undefined;
    yield* rows;
    last = newest.number;
  }
}
