/** Reads of the read models, at once or on a connection of their own, with their faults in the words of this door. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { ReadModels } from '../../read/port.js';
import { ConnectionReads, ReadStopped, TooManyReads, type SlowReads } from '../../read/queries/slowReads.js';
import type { ReadTables } from '../../read/tables.js';
import { ApplicationError } from '../application.js';

export class Reads {
  readonly #slow: SlowReads;

  /** @param slow what may take long; on the connection of the read models where null. */
  constructor(
    private readonly readModels: Pick<ReadModels, 'reader' | 'status' | 'failed'>,
    slow: SlowReads | null,
  ) {
    this.#slow = slow ?? new ConnectionReads(() => this.#reader());
  }

  /** For what an index answers. @throws ApplicationError UNAVAILABLE where there is nothing to read from yet. */
  readonly atOnce = async <Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> => {
    const reader = this.#reader();
    try {
      return (await reader.executeQuery(query)).rows;
    } catch (error) {
      throw this.#fault(reader, error);
    }
  };

  /**
   * For what may take long.
   * @throws ApplicationError UNAVAILABLE where there is nothing to read from yet or too many wait; TIMEOUT where the signal ended it.
   */
  async slowly<Row>(query: CompiledQuery<Row>, signal: AbortSignal | undefined): Promise<readonly Row[]> {
    // Asked for the sake of its words where there is nothing to read from.
    const reader = this.#reader();
    try {
      return await this.#slow.run(query, signal);
    } catch (error) {
      if (error instanceof ReadStopped) {
        throw new ApplicationError('TIMEOUT', 'This read took too long and was ended. Narrow the list or the period.', {
          cause: error,
        });
      }
      if (error instanceof TooManyReads) {
        throw new ApplicationError('UNAVAILABLE', 'Too many long reads wait already: try again.', { cause: error });
      }
      throw this.#fault(reader, error);
    }
  }

  /** Where the read models are damaged, lists come back by themselves. */
  #fault(reader: Kysely<ReadTables>, error: unknown): unknown {
    if (!this.readModels.failed(reader, error)) return error;
    return new ApplicationError('UNAVAILABLE', 'Lists are being rebuilt: try again later.', { cause: error });
  }

  #reader(): Kysely<ReadTables> {
    const { reader } = this.readModels;
    if (reader !== null) return reader;
    const percent = this.readModels.status().rebuilding?.percent ?? 0;
    throw new ApplicationError('UNAVAILABLE', `Lists are being rebuilt, ${percent} %: try again later.`);
  }
}
