/** Reads that may take long: searches, counts, lists of the past, what no index has in order. They must not hold up everybody else. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { ReadTables } from '../tables.js';

export interface SlowReads {
  /**
   * All rows of the query.
   * @param signal ends the query where it is still running when the signal is given.
   * @throws ReadStopped where the signal was given or the reads are closed, TooManyReads where too many wait already; what the database says where it fails.
   */
  run<Row>(query: CompiledQuery<Row>, signal?: AbortSignal): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** The query was ended before it had an answer. */
export class ReadStopped extends Error {
  override readonly name = 'ReadStopped';
}

/** More reads wait than can be answered in time. */
export class TooManyReads extends Error {
  override readonly name = 'TooManyReads';
}

/** Slow reads on a connection that others use too: for a database that is a process of its own, and for registers so small that nothing is slow. */
export class ConnectionReads implements SlowReads {
  /** @param reader the connection as it is now. */
  constructor(private readonly reader: () => Kysely<ReadTables>) {}

  async run<Row>(query: CompiledQuery<Row>, signal?: AbortSignal): Promise<readonly Row[]> {
    if (signal?.aborted === true) throw new ReadStopped('The read was not begun');
    const { rows } = await this.reader().executeQuery(query);
    return rows;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
