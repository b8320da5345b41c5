import { openDatabase } from '../../src/log/embedded/database.js';
import { SQL } from '../../src/log/embedded/statements.js';
import { aFolder } from './folder.js';

/** What a statement's named parameters are given. */
function named(sql: string): readonly object[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, 1] as const);
  return names.length === 0 ? [] : [Object.fromEntries(names)];
}

describe('query plans of the embedded log', () => {
  const folder = aFolder();
  const database = openDatabase(folder.path('log.sqlite'));
  afterAll(() => {
    database.close();
    folder.remove();
  });

  const plan = (sql: string) =>
    database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 1), ...named(sql))
      .map(({ detail }) => detail);

  /** One row alone; the newest thousand by rowid; the newest event by rowid: each ends by itself. */
  const bounded: Partial<Record<keyof typeof SQL, string[]>> = {
    logId: ['SCAN log'],
    newestRecordedAt: ['CO-ROUTINE (subquery-1)', 'SCAN events', 'SEARCH (subquery-1)'],
    newestEvent: ['SCAN e'],
  };

  it.each(Object.entries(SQL))('%s searches an index or the rowid and sorts nothing', (name, sql) => {
    const steps = plan(sql);
    const allowed = Object.entries(bounded).find(([key]) => key === name)?.[1] ?? [];
    for (const step of steps) {
      if (allowed.includes(step)) continue;
      expect(step).toMatch(/^SEARCH \w+( USING .*(INDEX|INTEGER PRIMARY KEY).*)?$/);
      expect(step).not.toMatch(/AUTOMATIC|TEMP B-TREE/);
    }
    if (/^SELECT/.test(sql)) expect(steps.length).toBeGreaterThan(0);
  });

  it.each<[keyof typeof SQL, string]>([
    ['forwards', 'SEARCH e USING INDEX events_by_revision (stream=? AND revision>?)'],
    ['backwards', 'SEARCH e USING INDEX events_by_revision (stream=? AND revision<?)'],
    ['all', 'SEARCH e USING INTEGER PRIMARY KEY (rowid>?)'],
    ['byId', 'SEARCH events USING INDEX events_by_id (stream=? AND <expr>=?)'],
    ['byRevision', 'SEARCH events USING INDEX events_by_revision (stream=? AND revision=?)'],
    ['lastOfStream', 'SEARCH events USING INDEX events_by_revision (stream=?)'],
    ['leaves', 'SEARCH e USING INDEX events_by_seq (organisation=? AND seq>? AND seq<?)'],
    ['sealOf', 'SEARCH e USING INDEX events_by_id (stream=? AND <expr>=?)'],
    ['newestSealed', 'SEARCH e USING INDEX events_by_seq (organisation=? AND seq>?)'],
    ['lastPosition', 'SEARCH events'],
  ])('%s reads only the rows that it gives back', (name, step) => {
    expect(plan(SQL[name])).toContain(step);
  });
});
