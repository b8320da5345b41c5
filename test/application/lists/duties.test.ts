/** Lists of duties across incidents, held to the domain's own function. */
import type { DutiesAsked } from '../../../src/application/lists/lists.js';
import { duties } from '../../../src/incident/duties.js';
import { HOUR, instantAt, plus, type Instant } from '../../../src/law/instant.js';
import { by } from '../register.js';
import { aDesk, START } from './desk.js';

describe('lists of duties', () => {
  const desk = aDesk();

  /** What a list of duties must be: by the domain's own function, over every real incident. */
  const expected = async (at: Instant, wanted: (state: string) => boolean): Promise<readonly string[]> => {
    const views = (await desk.list()).entries;
    const all = await Promise.all(
      views.map(async (view) => {
        const { incident, organisation } = (await view.row?.whole()) ?? view;
        return duties(incident, organisation, at).map((duty) => ({ duty, name: `${incident.id}/${duty.key}` }));
      }),
    );
    const key = ({ duty, name }: (typeof all)[number][number]) =>
      [duty.state === 'OVERDUE' ? 0 : duty.dueAt === null ? 2 : 1, duty.dueAt ?? duty.openSince ?? '', name].join(' ');
    return all
      .flat()
      .filter(({ duty }) => wanted(duty.state))
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .map(({ name, duty }) => `${name} ${duty.state}`);
  };
  const shown = async (more: Partial<DutiesAsked> = {}) =>
    (await desk.dutyList(more)).entries.map(({ duty, view }) => `${view.incident.id}/${duty.key} ${duty.state}`);
  const people = async () => {
    for (let count = 0; count < 6; count += 1) {
      const awareAt = count % 3 === 0 ? null : instantAt(START - count * 20 * HOUR);
      await desk.report({ awareAt, role: count % 2 === 0 ? 'CONTROLLER' : 'PROCESSOR' });
    }
    const risky = await desk.report({ awareAt: instantAt(START - HOUR) });
    await by(desk.register.application, desk.dpo)(
      'assessIncident',
      { verdict: 'HIGH_RISK', reasons: 'x' },
      { incidentId: risky },
    );
  };

  test('are the open ones, overdue first, then by limit, then by age, at every instant', async () => {
    await people();
    for (const hours of [0, 31, 48, 72, 73, 5_000]) {
      desk.now = Math.max(desk.now, START + hours * HOUR);
      const open = await expected(instantAt(desk.now), (state) =>
        ['OPEN', 'DUE_SOON', 'OVERDUE', 'UNDETERMINED', 'DEFERRED'].includes(state),
      );
      expect(open.length).toBeGreaterThan(5);
      expect(await shown()).toEqual(open);
    }
  });

  test('are filtered by state, kind, regime, limit and incident', async () => {
    await people();
    desk.now = START + 40 * HOUR;
    const all = await shown();
    const with_ = (text: string) => all.filter((name) => name.includes(text));
    expect(await shown({ filter: { states: ['OVERDUE'] } })).toEqual(with_(' OVERDUE'));
    expect(with_(' OVERDUE').length).toBeGreaterThan(0);
    expect(await shown({ filter: { kinds: ['NOTIFY_CONTROLLERS'] } })).toEqual(with_('NOTIFY_CONTROLLERS'));
    expect(await shown({ filter: { regimes: ['NIS2'] } })).toEqual([]);
    expect(await shown({ filter: { regimes: ['GDPR'] } })).toEqual(all);
    const idle = await shown({ filter: { states: ['NOT_STARTED'] } });
    expect(idle.toSorted()).toEqual(
      (await expected(instantAt(desk.now), (state) => state === 'NOT_STARTED')).toSorted(),
    );
    expect(idle.length).toBeGreaterThan(0);
    const both = await shown({ filter: { states: ['NOT_STARTED', 'OVERDUE'] } });
    expect(both.toSorted()).toEqual(
      (await expected(instantAt(desk.now), (state) => ['NOT_STARTED', 'OVERDUE'].includes(state))).toSorted(),
    );
    const limits = (await desk.dutyList()).entries.flatMap(({ duty }) => duty.dueAt ?? []);
    const [limit] = limits;
    if (limit === undefined) throw new Error('nothing has a limit');
    const before = await desk.dutyList({ filter: { dueBefore: plus(limit, 1) } });
    expect(before.entries.map(({ duty }) => duty.dueAt)).toEqual(limits.filter((each) => each === limit));
    expect((await desk.dutyList({ filter: { dueBefore: limit } })).entries).toEqual([]);
  });

  test.each([{}, { states: ['OPEN', 'OVERDUE', 'DUE_SOON', 'MET', 'NOT_STARTED', 'UNDETERMINED'] }] as const)(
    'come in pages that leave out nothing and show nothing twice while limits pass: %j',
    async (filter) => {
      await people();
      const all = (await shown({ filter })).map((name) => name.split(' ')[0]);
      const names: string[] = [];
      let after: string | null = null;
      for (;;) {
        const page = await desk.dutyList({ first: 1, after, filter });
        names.push(...page.entries.map(({ duty, view }) => `${view.incident.id}/${duty.key}`));
        after = page.cursorAt(-1);
        if (!page.hasNextPage) break;
        desk.now += 7 * HOUR;
      }
      expect(names).toEqual(all);
      expect(await (await desk.dutyList({ first: 1, filter })).totalCount()).toBe(all.length);
    },
  );
});
