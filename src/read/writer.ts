/** Writes rows by statements that are compiled once: building a query costs more than running it. */
import { sql, type CompiledQuery, type Kysely } from 'kysely';
import { replacing, type EndedVersion, type RowWriter, type Table } from './rowWriter.js';
import type { ReadTables } from './tables.js';

/** So many rows go into one statement; few sizes, so that few statements are kept. SQLite takes 32,766 parameters. */
const SIZES = [64, 8, 1] as const;

interface Compiled {
  readonly query: CompiledQuery;
  readonly columns: readonly string[];
}

/** Of one connection. Every method is to be called within a transaction of that connection. */
export class Writer implements RowWriter {
  readonly #compiled = new Map<string, Compiled>();

  /** @param db of the connection; within a transaction give that to the methods. */
  constructor(private readonly db: Kysely<ReadTables>) {}

  async insert<Row extends object>(
    within: Kysely<ReadTables>,
    table: Table,
    rows: readonly Row[],
    key: readonly (keyof Row & string)[] = [],
  ): Promise<void> {
    for (const piece of pieces(rows)) {
      const { query, columns } = this.#kept(`insert ${table} ${piece.length}`, () => {
        const names = Object.keys(piece[0] ?? {});
        return { query: insertion(table, names, piece.length, key).compile(this.db), columns: names };
      });
      const parameters = piece.flatMap((row) => valuesOf(row, columns));
      await within.executeQuery({ ...query, parameters });
    }
  }

  async delete(
    within: Kysely<ReadTables>,
    table: Table,
    column: string,
    values: readonly (string | number)[],
  ): Promise<void> {
    for (const piece of pieces(values)) {
      const { query } = this.#kept(`delete ${table} ${piece.length}`, () => ({
        query: sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(piece)})`.compile(this.db),
        columns: [column],
      }));
      await within.executeQuery({ ...query, parameters: piece });
    }
  }

  async deleteRows(within: Kysely<ReadTables>, table: Table, rows: readonly object[]): Promise<void> {
    for (const row of rows) {
      const columns = Object.keys(row);
      const { query } = this.#kept(`delete row ${table}`, () => ({
        query: sql`delete from ${sql.table(table)} where ${sql.join(
          columns.map((column) => sql`${sql.ref(column)} = ${''}`),
          sql` and `,
        )}`.compile(this.db),
        columns,
      }));
      await within.executeQuery({ ...query, parameters: valuesOf(row, columns) });
    }
  }

  async endVersions(within: Kysely<ReadTables>, ended: readonly EndedVersion[]): Promise<void> {
    for (const { incident, revision, valid_to: at } of ended) {
      const { query } = this.#kept('end version', () => ({
        query:
          sql`update incident_versions set valid_to = ${at} where incident = ${incident} and revision = ${revision}`.compile(
            this.db,
          ),
        columns: [],
      }));
      await within.executeQuery({ ...query, parameters: [at, incident, revision] });
    }
  }

  #kept(name: string, compile: () => Compiled): Compiled {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const compiled = compile();
    this.#compiled.set(name, compiled);
    return compiled;
  }
}

/** All rows of a table are made by one literal, so that their columns come in one order. */
function valuesOf(row: object, columns: readonly string[]): readonly unknown[] {
  const values: readonly unknown[] = Object.values(row);
  if (values.length !== columns.length) throw new TypeError('Rows of one table have the same columns');
  return values;
}

function insertion(table: Table, columns: readonly string[], rows: number, key: readonly string[]) {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const row = sql`(${sql.join(columns.map(() => ''))})`;
  const values = sql.join(Array.from({ length: rows }, () => row));
  const insert = sql`insert into ${sql.table(table)} (${names}) values ${values}`;
  return replacing(insert, columns, key);
}

function* pieces<T>(all: readonly T[]): Generator<readonly T[], void> {
  let start = 0;
  while (start < all.length) {
    const left = all.length - start;
    const size = SIZES.find((candidate) => candidate <= left) ?? 1;
    yield all.slice(start, start + size);
    start += size;
  }
}
