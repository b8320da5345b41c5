/** Rows to PostgreSQL as one JSON value for each table: one statement, whose text is always the same, however many rows there are. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { replacing, type EndedVersion, type RowWriter, type Table } from './rowWriter.js';
import type { ReadTables } from './tables.js';

export class JsonWriter implements RowWriter {
  async insert<Row extends object>(
    within: Kysely<ReadTables>,
    table: Table,
    rows: readonly Row[],
    key: readonly (keyof Row & string)[] = [],
  ): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const columns = Object.keys(first);
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const insert = sql`insert into ${sql.table(table)} (${names}) select ${names} from ${given(table, rows)}`;
    await replacing(insert, columns, key).execute(within);
  }

  async delete(
    within: Kysely<ReadTables>,
    table: Table,
    column: string,
    values: readonly (string | number)[],
  ): Promise<void> {
    if (values.length === 0) return;
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${[...values]})`.execute(within);
  }

  async deleteRows(within: Kysely<ReadTables>, table: Table, rows: readonly object[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const same = Object.keys(first).map(
      (column) => sql`${sql.ref(`${table}.${column}`)} = ${sql.ref(`given.${column}`)}`,
    );
    await sql`delete from ${sql.table(table)} using ${given(table, rows)} where ${sql.join(same, sql` and `)}`.execute(
      within,
    );
  }

  async endVersions(within: Kysely<ReadTables>, ended: readonly EndedVersion[]): Promise<void> {
    if (ended.length === 0) return;
    await sql`
      update incident_versions set valid_to = given.valid_to from ${given('incident_versions', ended)}
      where incident_versions.incident = given.incident and incident_versions.revision = given.revision`.execute(
      within,
    );
  }
}

/** As rows of the table; columns that they do not have are null. */
function given(table: Table, rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) as given`;
}
