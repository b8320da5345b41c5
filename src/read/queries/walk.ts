/** Pages by keyset: a page begins behind a place, not after so many rows, so that rows that come and go move nobody. */
import type { CompiledQuery } from 'kysely';

/** Runs a query and answers all its rows. */
export type Run = <Row>(query: CompiledQuery<Row>) => Promise<readonly Row[]>;

/** A stretch of a list that one index walks from end to end. Stretches follow one another. */
export interface Stretch<Row> {
  /** At most `limit` rows of the stretch, in order, behind the place the walk began at. */
  readonly rows: (limit: number) => CompiledQuery<Row>;
}

/** The first rows of the stretches, `limit` of them at most: a stretch is asked only where the ones before it did not fill the page. */
export async function walk<Row>(run: Run, stretches: readonly Stretch<Row>[], limit: number): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const { rows } of stretches) {
    if (found.length >= limit) break;
    found.push(...(await run(rows(limit - found.length))));
  }
  return found;
}
