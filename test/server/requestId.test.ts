import { requestIdOf } from '../../src/server/requestId.js';
import { openDoor, post } from './httpDoor.js';

const of = (id: string | string[]) => requestIdOf({ headers: { 'x-request-id': id } });

describe('the id of a request', () => {
  test.each(['0b9a1f7e-52a4-4c62-8a35-0a2f6b1f5c11', '4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'])(
    'is the one that the client brings: %s',
    (id) => {
      expect(of(id)).toBe(id);
    },
  );

  test.each([
    '',
    'jean-dupont',
    'abc',
    '4bf92f3577b34da6a3ce929d0e0e4736\nforged line',
    'f'.repeat(65),
    'ada@hospital.example',
  ])('is a random one where what the client brings is no id: %j', (id) => {
    expect(of(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('is answered, and stands on the line of the operation', async () => {
    const door = await openDoor();
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await post(door.url, '{ role }', { 'x-request-id': id });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(door.lines).toEqual([expect.objectContaining({ msg: 'operation', requestId: id })]);
    await door.close();
  });
});
