/** The actor directory from one place into another: the same rows under the same ids, however often. */
import type { DirectoryStore, DirectoryTables } from './directoryStore.js';

/** Rows at once: SQLite takes 32,766 values, and a row has five at most. */
const ROWS = 500;

/** What is done with the rows of one table. */
interface Table<Row extends { readonly id: string }> {
  readonly name: string;
  page(store: DirectoryStore, after: string): Promise<readonly Row[]>;
  byId(store: DirectoryStore, ids: readonly string[]): Promise<readonly Row[]>;
  /** Those that are not there yet. */
  add(store: DirectoryStore, rows: readonly Row[]): Promise<unknown>;
}

const organisations: Table<DirectoryTables['organisations']> = {
  name: 'organisation',
  page: (store, after) =>
    store.selectFrom('organisations').selectAll().where('id', '>', after).orderBy('id').limit(ROWS).execute(),
  byId: (store, ids) => store.selectFrom('organisations').selectAll().where('id', 'in', ids).execute(),
  add: (store, rows) =>
    store
      .insertInto('organisations')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
};

const actors: Table<DirectoryTables['actors']> = {
  name: 'actor',
  page: (store, after) =>
    store.selectFrom('actors').selectAll().where('id', '>', after).orderBy('id').limit(ROWS).execute(),
  byId: (store, ids) => store.selectFrom('actors').selectAll().where('id', 'in', ids).execute(),
  add: (store, rows) =>
    store
      .insertInto('actors')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
};

/** What `inner` holds that `outer` does not hold alike, by its kind and random id; null where there is nothing. @throws the database's error. */
export async function directoryDifference(inner: DirectoryStore, outer: DirectoryStore): Promise<string | null> {
  return (await difference(organisations, inner, outer)) ?? (await difference(actors, inner, outer));
}

/** Adds what is not there yet. @returns how many organisations and actors were read. @throws the database's error. */
export async function copyDirectory(from: DirectoryStore, to: DirectoryStore): Promise<number> {
  // Actors refer to their organisations.
  return (await copy(organisations, from, to)) + (await copy(actors, from, to));
}

async function copy<Row extends { readonly id: string }>(
  table: Table<Row>,
  from: DirectoryStore,
  to: DirectoryStore,
): Promise<number> {
  let count = 0;
  for await (const rows of pages(table, from)) {
    await table.add(to, rows);
    count += rows.length;
  }
  return count;
}

async function difference<Row extends { readonly id: string }>(
  table: Table<Row>,
  inner: DirectoryStore,
  outer: DirectoryStore,
): Promise<string | null> {
  for await (const rows of pages(table, inner)) {
    const ids = rows.map(({ id }) => id);
    const others = new Map((await table.byId(outer, ids)).map((row) => [row.id, row]));
    const other = rows.find((row) => !isAlike(row, others.get(row.id)));
    if (other !== undefined) return `${table.name} ${other.id}`;
  }
  return null;
}

async function* pages<Row extends { readonly id: string }>(
  table: Table<Row>,
  store: DirectoryStore,
): AsyncGenerator<readonly Row[], void> {
  for (let after = ''; ;) {
    const rows = await table.page(store, after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.id;
  }
}

function isAlike(row: object, other: object | undefined): boolean {
  return other !== undefined && Object.entries(row).every(([column, value]) => Reflect.get(other, column) === value);
}
