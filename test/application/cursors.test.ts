import { Cursors } from '../../src/application/cursors.js';
import { Positions } from '../../src/application/positions.js';
import type { Position } from '../../src/log/port.js';
import { SECRET } from './register.js';

describe('cursors', () => {
  const cursors = new Cursors(SECRET);
  const place = { at: 1_682_523_600_000, number: 17 };

  test('are the same for the same place, and open to it in their own list alone', () => {
    const cursor = cursors.seal('list', place);
    expect(cursor).toBe(new Cursors(SECRET).seal('list', place));
    expect(cursors.open('list', cursor)).toEqual(place);
    expect(cursors.open('another', cursor)).toBeNull();
    expect(new Cursors('another secret').open('list', cursor)).toBeNull();
  });

  test('carry instants before 1970 too', () => {
    const early = { at: -1, number: 0 };
    expect(cursors.open('list', cursors.seal('list', early))).toEqual(early);
  });

  test('cannot be made up', () => {
    const cursor = cursors.seal('list', place);
    const log = '6f0c8c3e-8f5e-5d0c-9b0a-3c1d2e4f5a6b';
    const forged = [
      '',
      'x',
      cursor.slice(1),
      `${cursor}A`,
      `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BA' : 'AA'}`,
      new Positions(SECRET, log).seal(1n as Position),
    ];
    for (const token of forged) expect([token, cursors.open('list', token)]).toEqual([token, null]);
  });
});
