/** Lists of incidents over a real register: log, read models, cursors. */
import type { IncidentOrder } from '../../../src/application/lists/lists.js';
import { INCIDENT_ORDERS } from '../../../src/application/lists/lists.js';
import type { Caller } from '../../../src/identity/caller.js';
import { duties, isOpenDuty } from '../../../src/incident/duties.js';
import { statusOf } from '../../../src/incident/status.js';
import { epoch, HOUR, instantAt, plus, type Instant } from '../../../src/law/instant.js';
import { by, somebody } from '../register.js';
import { aDesk, START } from './desk.js';

describe('lists of incidents', () => {
  const desk = aDesk();

  test('hold what a command has recorded as soon as it is answered', async () => {
    for (let count = 0; count < 20; count += 1) {
      const id = await desk.report();
      expect((await desk.ids({ first: 1 }))[0]).toBe(id);
    }
  });

  test('show only the organisation’s own incidents, and a reporter only its own reports', async () => {
    const reporter = somebody('REPORTER', desk.dpo.organisation);
    const theirs = await desk.report({}, somebody('DPO'));
    const [mine, reported] = [await desk.report(), await desk.report({}, reporter)];
    expect(await desk.ids()).toEqual([reported, mine]);
    expect(await desk.ids({}, reporter)).toEqual([reported]);
    expect(await desk.ids({ orderBy: 'DETECTED_ASC' }, reporter)).toEqual([reported]);
    expect(await desk.ids({ filter: { reportedByMe: true } })).toEqual([mine]);
    expect(await desk.ids({ filter: { reportedByMe: false } })).toEqual([reported]);
    expect(await desk.ids({ filter: { reportedByMe: false } }, reporter)).toEqual([]);
    const dutiesOf = async (caller: Caller) =>
      new Set((await desk.dutyList({}, caller)).entries.map(({ view }) => view.incident.id as string));
    expect(await dutiesOf(desk.dpo)).toEqual(new Set([mine, reported]));
    expect(await dutiesOf(reporter)).toEqual(new Set([reported]));
    expect((await desk.dutyList({ filter: { incidentId: mine } }, reporter)).entries).toEqual([]);
    expect((await desk.dutyList({ filter: { incidentId: theirs } })).entries).toEqual([]);
  });

  test('find an incident by its reference for whoever may read it', async () => {
    const reporter = somebody('REPORTER', desk.dpo.organisation);
    const mine = await desk.report();
    const drill = await desk.report({ exercise: true }, reporter);
    const { lists } = desk.register.application;
    expect((await lists.byReference(desk.dpo, '2026-0001'))?.incident.id).toBe(mine);
    expect((await lists.byReference(reporter, 'EX-2026-0001'))?.incident.id).toBe(drill);
    expect(await lists.byReference(reporter, '2026-0001')).toBeNull();
    expect(await lists.byReference(somebody('DPO'), '2026-0001')).toBeNull();
    expect(await lists.byReference(desk.dpo, '2026-0002')).toBeNull();
  });

  test('keep drills apart from real incidents', async () => {
    const [real, drill] = [await desk.report(), await desk.report({ exercise: true })];
    expect(await desk.ids()).toEqual([real]);
    expect(await desk.ids({ filter: { exercise: null } })).toEqual([real]);
    expect(await desk.ids({ filter: { exercise: false } })).toEqual([real]);
    expect(await desk.ids({ filter: { exercise: true } })).toEqual([drill]);
    const owners = async (incidentId: string | null = null) =>
      new Set((await desk.dutyList({ filter: { incidentId } })).entries.map(({ view }) => view.incident.id as string));
    expect(await owners()).toEqual(new Set([real]));
    expect(await owners(drill)).toEqual(new Set([drill]));
  });

  test('are filtered by status, nature, verdict and role', async () => {
    const plain = await desk.report();
    const aware = await desk.report({ awareAt: instantAt(START), natures: ['AVAILABILITY'] });
    const processor = await desk.report({ role: 'PROCESSOR', natures: ['CONFIDENTIALITY', 'INTEGRITY'] });
    const risky = await desk.report({ awareAt: instantAt(START) });
    await by(desk.register.application, desk.dpo)(
      'assessIncident',
      { verdict: 'HIGH_RISK', reasons: 'Santé.' },
      { incidentId: risky },
    );
    expect(await desk.ids({ filter: { statuses: ['DETECTED'] } })).toEqual([processor, plain]);
    expect(await desk.ids({ filter: { statuses: ['AWARE', 'ASSESSED'] } })).toEqual([risky, aware]);
    expect(await desk.ids({ filter: { statuses: [] } })).toEqual([]);
    expect(await desk.ids({ filter: { natures: ['AVAILABILITY', 'INTEGRITY'] } })).toEqual([processor, aware]);
    expect(await desk.ids({ filter: { natures: [] } })).toEqual([]);
    expect(await desk.ids({ filter: { verdicts: ['HIGH_RISK'] } })).toEqual([risky]);
    expect(await desk.ids({ filter: { roles: ['PROCESSOR'] } })).toEqual([processor]);
    expect(await desk.ids({ filter: { roles: ['CONTROLLER'], statuses: ['AWARE'] } })).toEqual([aware]);
  });

  test('are filtered by periods that include their beginning and not their end, whatever the offset', async () => {
    const detectedAt = '2026-11-17T10:00:00.000+01:00' as Instant;
    const inside = await desk.report({ detectedAt });
    const unknown = await desk.report({ detectedAt: null });
    const at = '2026-11-17T09:00:00.000Z' as Instant;
    expect(await desk.ids({ filter: { detectedFrom: at } })).toContain(inside);
    expect(await desk.ids({ filter: { detectedTo: at } })).toEqual([]);
    expect(await desk.ids({ filter: { detectedFrom: at, detectedTo: plus(at, 1) } })).toEqual([inside]);
    expect(await desk.ids({ filter: { detectedFrom: plus(detectedAt, 1), detectedTo: plus(at, 2) } })).toEqual([]);
    expect(await desk.ids({ filter: { awareFrom: at } })).toEqual([]);
    await by(desk.register.application, desk.dpo)('establishAwareness', { awareAt: at }, { incidentId: unknown });
    expect(await desk.ids({ filter: { awareFrom: at, awareTo: plus(at, 1) } })).toEqual([unknown]);
    await by(desk.register.application, desk.dpo)(
      'notifyCnil',
      { kind: 'INITIAL', filedAt: plus(at, HOUR) },
      { incidentId: unknown },
    );
    expect(await desk.ids({ filter: { filedFrom: plus(at, HOUR), filedTo: plus(at, 2 * HOUR) } })).toEqual([unknown]);
    expect(await desk.ids({ filter: { filedTo: plus(at, HOUR) } })).toEqual([]);
  });

  test('are overdue by time alone', async () => {
    const late = await desk.report({ awareAt: instantAt(START) });
    const fresh = await desk.report();
    const overdue = async (wanted: boolean) => desk.ids({ filter: { overdue: wanted } });
    expect(await overdue(true)).toEqual([]);
    expect(await overdue(false)).toEqual([fresh, late]);
    desk.now = START + 72 * HOUR;
    expect(await overdue(true)).toEqual([]);
    desk.now += 1;
    expect(await overdue(true)).toEqual([late]);
    expect(await overdue(false)).toEqual([fresh]);
  });

  test('are searched by beginnings of words of title, summary and reference, without case or accents', async () => {
    const lost = await desk.report({ title: 'Téléphone perdu', summary: 'Œuvres sociales' });
    const stolen = await desk.report({ title: 'Ordinateur volé au téléphone' });
    await desk.report({ title: 'TELEPHONE' }, somebody('DPO'));
    const search = async (text: string) => desk.ids({ filter: { search: text } });
    expect(await search('TELEPH')).toEqual([stolen, lost]);
    expect(await search('perd télé')).toEqual([lost]);
    expect(await search('oeuvre')).toEqual([lost]);
    expect(await search('2026-0002')).toEqual([stolen]);
    expect(await search('phone')).toEqual([]);
    expect(await search(' — ')).toEqual([]);
    expect(await search("'; drop table words; --")).toEqual([]);
    expect(await search('%')).toEqual([]);
  });

  describe('in every order', () => {
    const orders: Record<IncidentOrder, (a: Row, b: Row) => number> = {
      RECORDED_DESC: (a, b) => epoch(b.recordedAt) - epoch(a.recordedAt),
      RECORDED_ASC: (a, b) => epoch(a.recordedAt) - epoch(b.recordedAt),
      DETECTED_DESC: (a, b) => gapsLast(b.detectedAt, a.detectedAt, a.detectedAt, b.detectedAt),
      DETECTED_ASC: (a, b) => gapsLast(a.detectedAt, b.detectedAt, a.detectedAt, b.detectedAt),
      UPDATED_DESC: (a, b) => epoch(b.updatedAt) - epoch(a.updatedAt),
      DUE_ASC: (a, b) => gapsLast(a.due, b.due, a.due, b.due),
    };
    interface Row {
      readonly id: string;
      readonly recordedAt: Instant;
      readonly updatedAt: Instant;
      readonly detectedAt: Instant | null;
      readonly due: Instant | null;
    }
    const gapsLast = (x: Instant | null, y: Instant | null, a: Instant | null, b: Instant | null): number =>
      x === null || y === null ? Number(a === null) - Number(b === null) : epoch(x) - epoch(y);

    test('pages follow one another, whatever their size', async () => {
      for (let count = 0; count < 13; count += 1) {
        await desk.report({
          detectedAt: count % 4 === 0 ? null : instantAt(START - (7 + (count % 3)) * HOUR),
          awareAt: count % 3 === 0 ? null : instantAt(START - (count % 5) * HOUR),
        });
      }
      for (const orderBy of INCIDENT_ORDERS) await followsItself(orderBy);
    });

    const followsItself = async (orderBy: IncidentOrder) => {
      const entries = (await desk.list({ orderBy })).entries.map(({ incident, organisation, at }): Row => ({
        ...incident,
        due: duties(incident, organisation, at)
          .filter(isOpenDuty)
          .map(({ dueAt }) => dueAt)
          .reduce((a, b) => (b !== null && (a === null || epoch(b) < epoch(a)) ? b : a), null),
      }));
      expect(entries).toHaveLength(13);
      for (const [index, entry] of entries.slice(1).entries()) {
        const before = entries[index];
        expect(before === undefined ? 0 : orders[orderBy](before, entry)).toBeLessThanOrEqual(0);
      }
      const whole = entries.map(({ id }) => id);
      for (const first of [1, 2, 5, 12, 13, 14]) expect(await desk.leafed(first, { orderBy })).toEqual(whole);
      const totalled = await desk.list({ orderBy, first: 3 });
      expect([totalled.hasNextPage, totalled.hasPreviousPage, await totalled.totalCount()]).toEqual([true, false, 13]);
    };
  });

  test.each<[IncidentOrder, number]>([
    ['RECORDED_ASC', 1],
    ['RECORDED_DESC', 2],
    ['RECORDED_ASC', 4],
  ])(
    'leave out nothing and show nothing twice while incidents are added and updated: %s by %i',
    async (orderBy, first) => {
      const before: string[] = [];
      for (let count = 0; count < 8; count += 1) before.push(await desk.report());
      let turns = 0;
      const found = await desk.leafed(first, { orderBy }, async () => {
        turns += 1;
        const incidentId = before[(turns * 5) % before.length] ?? '';
        await by(desk.register.application, desk.dpo)('addNote', { text: 'Appel.' }, { incidentId });
        if (turns < 8) await desk.report();
      });
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => before.includes(id)).toSorted()).toEqual(before.toSorted());
    },
  );

  test('show rows as the streams tell them, and load the rest only when it is asked for', async () => {
    const id = await desk.report({ role: 'PROCESSOR', awareAt: instantAt(START) });
    const say = by(desk.register.application, desk.dpo);
    const controllers = [{ externalId: 'c1', name: 'Cabinet', note: null }];
    await say(
      'notifyControllers',
      { controllers, channel: 'EMAIL', sentAt: instantAt(START), message: 'x' },
      { incidentId: id },
    );
    await say('addNote', { text: 'Secret.', visibility: 'LEGAL_PRIVILEGE' }, { incidentId: id });
    const [view] = (await desk.list()).entries;
    if (view?.row === undefined) throw new Error('not shown from a row');
    const whole = await view.row.whole();
    expect(whole.row).toBeUndefined();
    expect(view.row.status).toBe('NOTIFIED_CONTROLLERS');
    expect(statusOf(whole.incident)).toBe('NOTIFIED_CONTROLLERS');
    const { notes, notices, evidence, ...rest } = whole.incident;
    expect([notes.length, notices.length, evidence.length]).toEqual([1, 1, 0]);
    expect({ ...view.incident }).toEqual(JSON.parse(JSON.stringify(rest)));
    // What is withheld is told by the notes: a row without them must never pass for an incident that has none.
    expect(() => view.incident.notes).toThrow('has no notes');
    expect(() => view.incident.notices).toThrow('has no notices');
  });
});
