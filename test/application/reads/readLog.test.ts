/** Who read what: written down before anything is answered. */
import { ReadLogStore } from '../../../src/store/readLogStore.js';
import { DAY } from '../../../src/law/instant.js';
import { describeOverBoth } from '../../store/places.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';

describeOverBoth('the log of reads', (fresh) => {
  const dpo = somebody('DPO');
  let now = Date.parse('2026-11-17T11:00:00.000Z');
  let rings: (() => void)[] = [];
  let place: string;
  let store: ReadLogStore;
  let register: TestRegister;
  beforeEach(async () => {
    rings = [];
    place = await fresh();
    store = await ReadLogStore.open(place);
    const ticker = {
      every: (_ms: number, ring: () => void) => {
        rings.push(ring);
        return () => undefined;
      },
    };
    register = await openRegister({ now: () => now, reads: { store, days: 365 }, ticker });
  });
  afterEach(async () => {
    await register.end();
    await store.close();
    now += 1_000 * DAY;
  });

  const readLog = () => register.application.readLog;
  const page = (caller = dpo, first = 50, after: number | null = null, incidentId: string | null = null) =>
    readLog().page(caller, { incidentId, first, after });
  const report = async () => incidentIn(await by(register.application, dpo)('reportIncident', { title: 'x' })).id;

  test('tells who read which incident, when, in what role; its own reading too', async () => {
    const id = await report();
    await readLog().record(dpo, 'incident', id);
    const auditor = somebody('AUDITOR', dpo.organisation);
    expect((await page(auditor)).entries).toMatchObject([
      { actor: auditor.actor, role: 'AUDITOR', read: 'readLog', incidentId: null },
      { actor: dpo.actor, role: 'DPO', read: 'incident', incidentId: id, at: new Date(now).toISOString() },
    ]);
  });

  test('goes by incident, newest first, in pages; and never beyond the organisation', async () => {
    const [id, other] = [await report(), await report()];
    for (const read of ['incident', 'compare', 'verify'] as const) await readLog().record(dpo, read, id);
    await readLog().record(dpo, 'incident', other);
    const first = await page(dpo, 2, null, id);
    expect(first.entries.map(({ read }) => read)).toEqual(['readLog', 'verify']);
    expect(first.hasNextPage).toBe(true);
    const next = await page(dpo, 5, first.entries.at(-1)?.number ?? null, id);
    expect(next.entries.map(({ read }) => read)).toEqual(['compare', 'incident']);
    expect(await next.totalCount()).toBe(5);
    const stranger = somebody('DPO');
    expect((await page(stranger, 50, null, id)).entries).toMatchObject([{ actor: stranger.actor, read: 'readLog' }]);
  });

  test('keeps nothing that somebody made up', async () => {
    await page(dpo, 1, null, 'Madame Dupont');
    expect((await page(dpo, 2)).entries.map(({ incidentId }) => incidentId)).toEqual([null, null]);
  });

  test('writes what is read at once together, all of it', async () => {
    const id = await report();
    await Promise.all(Array.from({ length: 2_500 }, () => readLog().record(dpo, 'incident', id)));
    expect(await (await page()).totalCount()).toBe(2_501);
  });

  test('refuses the read where it cannot be written', async () => {
    await store.close();
    await expect(readLog().record(dpo, 'incident', null)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    store = await ReadLogStore.open(place);
  });

  test('forgets what is older than it may keep, and nothing else', async () => {
    await readLog().record(dpo, 'incident', null);
    now += 364 * DAY;
    await readLog().record(dpo, 'compare', null);
    now += 2 * DAY;
    for (const ring of rings) ring();
    await register.application.close();
    const left = await store.page({ organisation: dpo.organisation, incident: null }, 10, null);
    expect(left.map(({ read }) => read)).toEqual(['compare']);
  });

  test('is not for whoever may not see it', async () => {
    for (const role of ['REPORTER', 'HANDLER'] as const) {
      await expect(page(somebody(role, dpo.organisation))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
