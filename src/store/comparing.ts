/** How a PostgreSQL database compares texts. Lists, their cursors and the tests of both dialects hold where that is by their bytes. */
import { Kysely, sql } from 'kysely';
import { postgresDialect } from './postgres.js';

/** In the order of their bytes in UTF-8, which is that of no language, nor that of UTF-16. */
const IN_ORDER = ['A', 'Z', '_', 'a', 'a-c', 'ab', 'é', 'ﬁ', '😀'];

/** The database cannot be used as it was made; the message says why and what to do, and goes on from "cannot be used: ". */
export class ComparingFault extends Error {
  override readonly name = 'ComparingFault';
}

/** @throws ComparingFault where texts are not compared by their bytes, or are not UTF-8; the database's error; PostgresAddressFault. */
export async function assertComparesBytes(url: string): Promise<void> {
  const db = new Kysely<object>({ dialect: postgresDialect(url, { most: 1 }) });
  try {
    const asked = sql<{ readonly encoding: string; readonly collation: string; readonly sorted: string[] }>`
      select current_setting('server_encoding') as encoding,
        (select datcollate from pg_database where datname = current_database()) as collation,
        (select array_agg(word order by word) from unnest(${IN_ORDER}::text[]) as word) as sorted`;
    const { rows } = await asked.execute(db);
    const [found] = rows;
    if (found === undefined) throw new Error('the database answered nothing');
    const { encoding, collation, sorted } = found;
    if (encoding === 'UTF8' && sorted.join() === IN_ORDER.join()) return;
    throw new ComparingFault(
      `it must hold UTF-8 and compare texts by their bytes, and was made with encoding ${encoding} and a collation (${collation}, or what its provider adds) that sorts otherwise. Make another one with: create database … template template0 encoding 'UTF8' locale 'C' (docs/operations.md)`,
    );
  } finally {
    await db.destroy();
  }
}
