import { corsRoutes } from '../../src/server/cors.js';
import { openDoor, type OpenedDoor } from './httpDoor.js';

const board = 'https://board.example';
const json = { 'content-type': 'application/json' };

describe('pages of other origins', () => {
  const opened: OpenedDoor[] = [];
  async function open(origins: readonly string[]): Promise<OpenedDoor> {
    const door = await openDoor({ routes: corsRoutes(origins), origins });
    opened.push(door);
    return door;
  }
  afterEach(async () => {
    for (const door of opened.splice(0)) await door.close();
  });

  const preflight = (url: string, origin: string) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const ask = (url: string, origin: string, body = '{"query":"{ language }"}') =>
    fetch(`${url}/graphql`, { method: 'POST', headers: { ...json, origin }, body });

  test('may ask and read answers where their origin is named', async () => {
    const { url } = await open([board]);
    const permission = await preflight(url, board);
    expect(permission.status).toBe(204);
    expect(permission.headers.get('access-control-allow-origin')).toBe(board);
    expect(permission.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/);
    expect(permission.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT');
    expect(permission.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await ask(url, board);
    expect(answer.headers.get('access-control-allow-origin')).toBe(board);
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/x-request-id/);
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  test('may read refusals too: a page can say what went wrong', async () => {
    const { url } = await open([board]);
    const answer = await ask(url, board, '{"query":');
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, board]);
  });

  test.each(['https://evil.example', 'https://board.example.evil.example', 'http://board.example', 'null'])(
    'are told nothing where their origin, %s, is not named',
    async (origin) => {
      const { url } = await open([board]);
      expect((await preflight(url, origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await ask(url, origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('are told nothing where no origin is named', async () => {
    const { url } = await open([]);
    const refused = await preflight(url, board);
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    expect((await ask(url, board)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
