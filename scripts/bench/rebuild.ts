/**
 * Making the read models anew from a log, against bare upserts of the very same rows, from the same log in the same run: what a projector would
 * cost that knew its rows without folding an incident or reckoning a duty. And how long a committed event takes to be visible. `npm run bench:rebuild [events]`: 100,000
 * events unless told; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { metadataText } from '../../src/read/stored/metadata.js';
import type { IncidentEventBody, OrganisationEventBody } from '../../src/incident/events/registry.js';
import type { ActorId } from '../../src/incident/ids.js';
import { instantAt } from '../../src/law/instant.js';
import {
  openEmbeddedLog,
  type EmbeddedLog,
  type EventId,
  type NewEvent,
  type OrganisationId,
  type StreamName,
} from '../../src/log/index.js';
import { freshSalt, sealedData } from '../../src/proof/index.js';
import { openReadModels } from '../../src/read/index.js';
import { machine, measure, report, table, type Alternative } from './harness.js';
import { bareUpserts, rowsIn } from './rebuildBare.js';

const EVENTS = Number(process.argv[2] ?? 100_000);
const EVENTS_PER_INCIDENT = 8;
const VISIBLE = 2_000;
const ROUNDS = 3;

const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const organisation = randomUUID() as OrganisationId;
const actor = randomUUID() as ActorId;
let clock = Date.parse('2026-06-01T12:00:00Z');

function recorded(body: IncidentEventBody | OrganisationEventBody): NewEvent {
  const recordedAt = instantAt((clock += 1_000));
  const correlationId = randomUUID();
  const about = { actor, causationId: correlationId, correlationId, occurredAt: recordedAt, organisation, recordedAt };
  const metadata = metadataText({ ...about, role: 'DPO', schemaVersion: 1 });
  const id = randomUUID() as EventId;
  return { id, type: body.type, organisation, recordedAt, data: sealedData(body.data, freshSalt()), metadata };
}

/** The life of an incident: what a DPO records of it in a week. */
function life(number: number): readonly IncidentEventBody[] {
  const awareAt = instantAt(clock - 3_600_000);
  const decided = { reasons: 'données de santé', newFactsKnownAt: null, advice: null } as const;
  const facts = { cause: ['INTERNAL_ACCIDENTAL'], dataCategories: ['HEALTH'], subjectsCount: number % 5_000 } as const;
  return [
    {
      type: 'IncidentDetected',
      data: {
        reference: `2026-${String(number).padStart(4, '0')}`,
        title: `Observations non enregistrées, cabinet n° ${number}`,
        summary: 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne.',
        role: number % 3 === 0 ? 'PROCESSOR' : 'CONTROLLER',
        exercise: number % 20 === 0,
        occurredFrom: null,
        occurredTo: null,
        ongoing: false,
        detectedAt: awareAt,
        informedByProcessorAt: null,
        processor: null,
        natures: ['AVAILABILITY', 'INTEGRITY'],
      },
    },
    { type: 'AwarenessEstablished', data: { awareAt, explanation: null } },
    {
      type: 'FactsRecorded',
      data: { facts: { ...facts, cause: [...facts.cause], dataCategories: [...facts.dataCategories] } },
    },
    note('appel du prestataire'),
    note('sauvegarde restaurée'),
    {
      type: 'IncidentAssessed',
      data: {
        facts: null,
        severity: null,
        likelihood: null,
        likelyConsequences: 'retard de soins',
        verdict: 'RISK',
        ...decided,
      },
    },
    note('praticiens prévenus'),
    note('point de situation'),
  ];
}

function note(text: string): IncidentEventBody {
  return { type: 'NoteAdded', data: { text, visibility: 'TEAM' } };
}

async function append(log: EmbeddedLog, stream: StreamName, bodies: readonly IncidentEventBody[], from: number) {
  const result = await log.append(stream, bodies.map(recorded), from === 0 ? 'noStream' : BigInt(from - 1));
  if (!result.ok) throw new Error('nobody else writes');
  return result.position;
}

/** Incidents side by side, as in a busy register: an incident's events are far from one another. */
async function fill(log: EmbeddedLog): Promise<void> {
  const registered: OrganisationEventBody = { type: 'OrganisationRegistered', data: { claim: 'bench' } };
  await log.append(`organisation-${organisation}` as StreamName, [recorded(registered)], 'noStream');
  const count = Math.ceil(EVENTS / EVENTS_PER_INCIDENT);
  const width = 64;
  for (let start = 0; start < count; start += width) {
    const lives = Array.from({ length: Math.min(width, count - start) }, (_, index) => ({
      stream: `incident-${randomUUID()}` as StreamName,
      events: life(start + index),
    }));
    for (let step = 0; step < EVENTS_PER_INCIDENT; step += 1) {
      await Promise.all(lives.map(({ stream, events }) => append(log, stream, events.slice(step, step + 1), step)));
    }
  }
}

let files = 0;

function rebuilding(log: EmbeddedLog): Alternative {
  let own: string;
  return {
    name: 'read models made anew',
    prepare() {
      own = join(folder, `models-${(files += 1)}`);
      mkdirSync(own);
      return Promise.resolve();
    },
    async run() {
      const models = await openReadModels({ folder: own, log });
      if (models.reader === null) await models.rebuild();
      const events = models.status().serving?.events ?? 0;
      await models.close();
      return events;
    },
    clean() {
      rmSync(own, { recursive: true });
      return Promise.resolve();
    },
  };
}

/** Their rows, as they are in the end. */
async function made(log: EmbeddedLog) {
  const own = join(folder, 'made');
  mkdirSync(own);
  const models = await openReadModels({ folder: own, log });
  if (models.reader === null) await models.rebuild();
  const { file } = models;
  await models.close();
  return rowsIn(file ?? '');
}

/** Milliseconds from an acknowledged append to its row's being visible, each after the one before: ascending. */
async function delays(log: EmbeddedLog): Promise<readonly number[]> {
  const own = join(folder, 'visible');
  mkdirSync(own);
  const models = await openReadModels({ folder: own, log });
  if (models.reader === null) await models.rebuild();
  const measured: number[] = [];
  for (let count = 0; count < VISIBLE; count += 1) {
    const position = await append(log, `incident-${randomUUID()}` as StreamName, life(count).slice(0, 1), 0);
    const before = process.hrtime.bigint();
    if (!(await models.waitFor(position, 10_000))) throw new Error('It never became visible');
    measured.push(Number(process.hrtime.bigint() - before) / 1_000_000);
  }
  await models.close();
  return measured.sort((a, b) => a - b);
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2);
}

const log = openEmbeddedLog({ file: join(folder, 'events.sqlite') });
await fill(log);
const bare = bareUpserts(log, await made(log), () => join(folder, `bare-${(files += 1)}.sqlite`));
const measured = await measure([bare, rebuilding(log)], ROUNDS);
const sorted = await delays(log);
await log.close();
rmSync(folder, { recursive: true, force: true });
report(
  'docs/benchmarks.md',
  'rebuild',
  [
    '## Making the read models anew',
    '',
    `A log of ${EVENTS.toLocaleString('en')} events, ${EVENTS_PER_INCIDENT} to an incident; median of ${ROUNDS} interleaved rounds. ${machine()}.`,
    '',
    table(measured, 'events'),
    '',
    'Bare upserts read the same log and write the same rows into the same tables by prepared statements, in transactions of 1,000 events: of each event the row of its incident and of its version, with the first one its duties, words and facets; then the same indexes. Target: at least 0.4 of their rate.',
    '',
    `From an acknowledged append to its visible rows, ${VISIBLE.toLocaleString('en')} appends one after the other: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms, p99 ${at(sorted, 0.99)} ms.`,
  ].join('\n'),
);
