/** Lists of the past, cursors and positions. */
import { HOUR, instantAt, plus } from '../../../src/law/instant.js';
import { by, openRegister, somebody } from '../register.js';
import { aDesk, asked, START } from './desk.js';

describe('lists', () => {
  const desk = aDesk();

  describe('of the past', () => {
    test('stand still: the states of then, whatever was recorded since', async () => {
      const first = await desk.report({ title: 'Avant' });
      const then = instantAt(desk.now);
      const later = await desk.report({ title: 'Après' });
      await by(desk.register.application, desk.dpo)(
        'correctIncident',
        { title: 'Corrigé', reasons: 'x' },
        { incidentId: first },
      );
      const past = await desk.list({ asOf: then });
      expect(past.entries.map(({ incident, at }) => [incident.id, incident.title, at])).toEqual([
        [first, 'Avant', then],
      ]);
      expect(await past.totalCount()).toBe(1);
      expect(await desk.ids({ asOf: plus(then, -1) })).toEqual([]);
      expect(await desk.ids()).toEqual([later, first]);
      expect((await desk.list({ asOf: instantAt(desk.now) })).entries.map(({ incident }) => incident.title)).toEqual([
        'Après',
        'Corrigé',
      ]);
    });

    test('come in pages whose cursors are of that instant alone', async () => {
      for (let count = 0; count < 5; count += 1) await desk.report();
      const asOf = instantAt(desk.now);
      const whole = await desk.ids({ asOf });
      expect(
        await desk.leafed(2, { asOf }, async () => {
          await desk.report();
        }),
      ).toEqual(whole);
      const after = (await desk.list({ asOf, first: 1 })).cursorAt(0);
      for (const other of [null, plus(asOf, 1)]) {
        expect(await desk.register.application.lists.incidents(desk.dpo, asked({ after, asOf: other }))).toBeNull();
      }
    });

    test('know what was overdue then', async () => {
      const id = await desk.report({ awareAt: instantAt(START) });
      desk.now = START + 80 * HOUR;
      await by(desk.register.application, desk.dpo)('addNote', { text: 'x' }, { incidentId: id });
      const at = (hours: number) => desk.ids({ asOf: instantAt(START + hours * HOUR), filter: { overdue: true } });
      expect([await at(72), await at(73), await at(81)]).toEqual([[], [id], [id]]);
    });
  });

  test('take no cursor that they have not given out', async () => {
    await desk.report();
    await desk.report();
    const other = somebody('DPO');
    await desk.report({}, other);
    const cursor = (await desk.list({ first: 1 })).cursorAt(0) ?? '';
    const dutyCursor = (await desk.dutyList({ first: 1 })).cursorAt(0) ?? '';
    const { lists } = desk.register.application;
    const flipped = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
    for (const after of ['', 'x', flipped, `${cursor}A`, dutyCursor, 'A'.repeat(5_000)]) {
      expect(await lists.incidents(desk.dpo, asked({ after }))).toBeNull();
    }
    expect(await lists.incidents(other, asked({ after: cursor }))).toBeNull();
    expect(await lists.incidents(desk.dpo, asked({ after: cursor, orderBy: 'RECORDED_ASC' }))).toBeNull();
    for (const after of ['', cursor, flipped]) {
      expect(await lists.duties(desk.dpo, { filter: {}, first: 1, after })).toBeNull();
    }
    expect(await lists.duties(other, { filter: {}, first: 1, after: dutyCursor })).toBeNull();
  });

  test('wait for the place that a command answered', async () => {
    const say = by(desk.register.application, desk.dpo);
    const { position } = await say('reportIncident', { title: 'x' });
    const { lists } = desk.register.application;
    expect(await lists.reach(position ?? '')).toBe('REACHED');
    expect(await lists.reach('x')).toBe('FORGED');
    const elsewhere = await openRegister();
    const theirs = await by(elsewhere.application, desk.dpo)('reportIncident', { title: 'x' });
    expect(await lists.reach(theirs.position ?? '')).toBe('OTHER_LOG');
    await elsewhere.end();
  });
});
