/** What a look into the past costs, in events: not in time, which belongs to the machine. */
import { differences } from '../../../src/application/replay/differences.js';
import { EntryList } from '../../../src/application/replay/entryList.js';
import { incidentStream } from '../../../src/application/ids.js';
import { newEvents } from '../../../src/application/recording.js';
import type { AsOf } from '../../../src/application/replay/replay.js';
import type { IncidentEventBody } from '../../../src/incident/events/registry.js';
import { instantAt } from '../../../src/law/instant.js';
import { hour } from '../../support/story.js';
import { between, isIncident } from '../between.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';

const EVENTS = 10_000;
const BATCH = 500;
/** Events between two states that are kept of a long life. */
const STRIDE = 250;
/** Of ten thousand. */
const HALVES = 14;
/** The two ends of whatever is asked. */
const FEW = 5;

describe('an incident of ten thousand events', () => {
  const clock = { now: Date.parse(hour(41)) };
  const dpo = somebody('DPO');
  let register: TestRegister;
  let id: string;
  let read = 0;

  beforeAll(async () => {
    register = await openRegister({ now: () => clock.now }, (log) =>
      between(log, {
        damage: (event) => {
          if (isIncident(event.stream)) read += 1;
          return event;
        },
      }),
    );
    const incident = incidentIn(await by(register.application, dpo)('reportIncident', { title: 'Longue histoire' })).id;
    id = incident;
    const note: IncidentEventBody = { type: 'NoteAdded', data: { text: 'Appel', visibility: 'TEAM' } };
    const stream = incidentStream(incident);
    for (let from = 1; from < EVENTS; from += BATCH) {
      clock.now += 60_000;
      const count = Math.min(BATCH, EVENTS - from);
      const recording = { stream, recorder: dpo, commandId: `notes ${from}`, mark: null };
      const bodies = Array.from({ length: count }, () => note);
      const written = await register.log.append(
        stream,
        newEvents(recording, bodies, instantAt(clock.now)),
        BigInt(from - 1),
      );
      if (!written.ok) throw new Error('Somebody else wrote');
    }
  }, 60_000);
  afterAll(() => register.end());

  /** Events of the incident that the work reads from the log: whatever is read is folded once. */
  const cost = async (work: () => Promise<unknown>): Promise<number> => {
    read = 0;
    expect(await work()).toEqual(expect.anything());
    return read;
  };
  const past = (asOf: AsOf) => register.application.replay.incident(dpo, id, asOf);
  const compare = async (from: AsOf, to: AsOf) => {
    const changes = await register.application.replay.compare(dpo, id, from, to);
    return typeof changes === 'string' ? null : changes;
  };

  test('is read through once; after that a look at any revision reads what lies since the last state kept, at most', async () => {
    await register.application.incident(dpo, id);
    expect(await cost(() => past({ revision: EVENTS - 1 }))).toBeLessThan(EVENTS + FEW);
    for (const revision of [0, 249, 250, 5_100, 9_998, EVENTS - 1]) {
      expect([revision, (await cost(() => past({ revision }))) < STRIDE + FEW]).toEqual([revision, true]);
    }
  });

  test('is looked at by an instant as by a revision, which is sought by halves', async () => {
    for (const minutes of [0, 1, 7, 13]) {
      const recordedAt = instantAt(clock.now - minutes * 60_000);
      expect([minutes, (await cost(() => past({ recordedAt }))) < STRIDE + HALVES + FEW]).toEqual([minutes, true]);
    }
  });

  test.each([0, 1, 10, 100, 500])('is compared over %i events by reading these, and two looks', async (way) => {
    const [from, to] = [{ revision: 5_100 }, { revision: 5_100 + way }];
    expect(await compare(from, to)).toHaveLength(way);
    expect(await cost(() => compare(from, to))).toBeLessThan(way + 3 * STRIDE + FEW);
    expect(await cost(() => compare(to, from))).toBeLessThan(way + 3 * STRIDE + FEW);
  });
});

test('of two lists of ten thousand entries only those are written down that are not the same', () => {
  let written = 0;
  const listOf = (entries: readonly { readonly id: string }[]) =>
    new EntryList(entries, (index) => {
      written += 1;
      const entry = entries[index];
      return entry === undefined ? null : [entry.id, { ...entry }];
    });
  const entries = Array.from({ length: EVENTS }, (_, index) => ({ id: `e${index}` }));
  const changed = entries.with(4_000, { id: 'e4000', ...{ text: 'changed' } });
  const found = (before: typeof entries, after: typeof entries) => {
    written = 0;
    return differences({ list: listOf(before) }, { list: listOf(after) }).map(({ kind, path }) => `${kind} ${path}`);
  };
  expect([found(entries, [...entries]), written]).toEqual([[], 0]);
  expect([found(entries, [...entries, { id: 'new' }]), written]).toEqual([['ADDED /list/new'], 1]);
  expect([found([{ id: 'old' }, ...entries], entries), written]).toEqual([['REMOVED /list/old'], 1]);
  expect([found(entries, changed), written]).toEqual([['ADDED /list/e4000/text'], 2]);
});
