/**
 * Appending to the embedded log at 64 in flight, against rows of the same bytes that better-sqlite3 writes with nothing around it: same
 * group sizes, one transaction each, same durability. `npm run bench:append`; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  openEmbeddedLog,
  type EmbeddedLog,
  type EventId,
  type NewEvent,
  type OrganisationId,
  type StreamName,
} from '../../src/log/index.js';
import { canonicalJson, freshSalt, sealedData } from '../../src/proof/index.js';
import { machine, measure, report, table, type Alternative } from './harness.js';

const EVENTS = 8_192;
const IN_FLIGHT = 64;
/** Of an incident before its writer goes on to the next one. */
const EVENTS_PER_STREAM = 8;

const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const organisations = Array.from({ length: 4 }, () => randomUUID() as OrganisationId);

/** What a command hands over: an event of some 500 bytes of data, and where it goes. */
interface Planned {
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: EventId;
  readonly type: string;
  readonly organisation: OrganisationId;
  readonly recordedAt: string;
  readonly says: unknown;
  readonly about: unknown;
}

function plan(): Planned[][] {
  return Array.from({ length: IN_FLIGHT }, (_, writer) => {
    let stream = '' as StreamName;
    return Array.from({ length: EVENTS / IN_FLIGHT }, (__, index) => {
      const revision = index % EVENTS_PER_STREAM;
      if (revision === 0) stream = `incident-${randomUUID()}` as StreamName;
      const organisation = organisations[writer % organisations.length] ?? ('' as OrganisationId);
      const recordedAt = new Date(1_790_000_000_000 + index).toISOString();
      const says = {
        title: 'Champs de texte non enregistrés',
        summary: 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne. '.repeat(3),
        role: 'PROCESSOR',
        natures: ['AVAILABILITY', 'INTEGRITY'],
        occurredFrom: '2023-04-26T17:40:00.000+02:00',
        detectedAt: '2023-04-27T09:05:00.000+02:00',
        ongoing: false,
        processor: null,
      };
      const about = {
        actor: randomUUID(),
        role: 'HANDLER',
        organisation,
        recordedAt,
        occurredAt: recordedAt,
        correlationId: randomUUID(),
        causationId: randomUUID(),
        schemaVersion: 1,
      };
      return {
        stream,
        revision,
        id: randomUUID() as EventId,
        type: 'IncidentDetected',
        organisation,
        recordedAt,
        says,
        about,
      };
    });
  });
}

function canonical({ id, type, organisation, recordedAt, says, about }: Planned): NewEvent {
  return {
    id,
    type,
    organisation,
    recordedAt,
    data: sealedData(says, freshSalt()),
    metadata: canonicalJson(about),
  };
}

let count = 0;
const newFile = () => join(folder, `${(count += 1)}.sqlite`);

/** Bare rows in groups of 64: what SQLite itself costs. */
function bare(name: string, indexes: string): Alternative {
  let database: Sqlite.Database;
  let groups: (Planned & NewEvent)[][];
  return {
    name,
    prepare() {
      const writers = plan().map((events) => events.map((event) => ({ ...event, ...canonical(event) })));
      groups = Array.from({ length: EVENTS / IN_FLIGHT }, (_, index) =>
        writers.flatMap((events) => events[index] ?? []),
      );
      database = new Sqlite(newFile());
      for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL'])
        database.pragma(pragma);
      database.exec(`CREATE TABLE rows (position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT, type TEXT,
        organisation TEXT, recorded_at TEXT, data TEXT, metadata TEXT) STRICT; ${indexes}`);
      return Promise.resolve();
    },
    run() {
      const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
      const insert = database.prepare('INSERT INTO rows VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)');
      for (const group of groups) {
        begin.run();
        for (const { stream, revision, id, type, organisation, recordedAt, data, metadata } of group) {
          insert.run(stream, revision, id, type, organisation, recordedAt, data, metadata);
        }
        commit.run();
      }
      return Promise.resolve(EVENTS);
    },
    clean() {
      database.close();
      return Promise.resolve();
    },
  };
}

/** @param ready canonical texts made before the clock starts, or by it. */
function embedded(name: string, ready: boolean): Alternative {
  let log: EmbeddedLog;
  let writers: (() => NewEvent)[][];
  let places: Planned[][];
  return {
    name,
    prepare() {
      log = openEmbeddedLog({ file: newFile() });
      places = plan();
      writers = places.map((events) =>
        events.map((event) => {
          if (!ready) return () => canonical(event);
          const made = canonical(event);
          return () => made;
        }),
      );
      return Promise.resolve();
    },
    async run() {
      await Promise.all(
        places.map(async (events, writer) => {
          for (const [index, { stream, revision }] of events.entries()) {
            const make = writers[writer]?.[index];
            if (make === undefined) throw new Error('a maker per event');
            const result = await log.append(stream, [make()], revision === 0 ? 'noStream' : BigInt(revision - 1));
            if (!result.ok) throw new Error('nobody else writes');
          }
        }),
      );
      return EVENTS;
    },
    clean: () => log.close(),
  };
}

const measured = await measure([
  bare('bare rows', ''),
  bare(
    'bare rows with the two indexes of a stream',
    'CREATE UNIQUE INDEX a ON rows (stream, revision); CREATE INDEX b ON rows (stream, id);',
  ),
  embedded('embedded log, sealed, texts ready', true),
  embedded('embedded log, canonical and sealed', false),
]);
rmSync(folder, { recursive: true, force: true });
report(
  'docs/benchmarks.md',
  'append',
  [
    '## Appending, 64 in flight',
    '',
    `One event of about 1 kB (data, metadata) to an append, 64 appends to a transaction, WAL, \`synchronous=FULL\`; ${EVENTS.toLocaleString('en')} events a round, median of 7 interleaved rounds. ${machine()}.`,
    '',
    table(measured, 'events'),
    '',
    'Target: canonical and sealed at least 0.5 of the rate of bare rows.',
  ].join('\n'),
);
