import { explorerRoutes } from '../../src/server/explorer.js';
import { openDoor, type OpenedDoor } from './httpDoor.js';

/** Addresses in a text that a browser would fetch by itself when it reads it: what is only written about, or followed by a click, is none. */
const loadedByHtml = /<(?:script|img|iframe|link|source|audio|video)\b[^>]*?\s(?:src|href)="([^"]+)"/g;
const loadedByCss = /url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g;
const loadedByModules =
  /\bimport\(?\s*["'](\.{1,2}\/[^"']+)["']|\bfrom\s*["'](\.{1,2}\/[^"']+)["']|new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g;

function addressesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups.find(Boolean) ?? '');
}

describe('the explorer', () => {
  let door: OpenedDoor;
  beforeAll(async () => {
    door = await openDoor({ routes: await explorerRoutes(true) });
  });
  afterAll(() => door.close());

  /** Fetches what the page names, and what that names, and so on; answers the addresses in the order of being found. */
  async function loaded(): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    const waiting = [`${door.url}/`];
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      if (found.has(address) || address.startsWith('data:')) continue;
      if (new URL(address).origin !== door.url) {
        found.set(address, 0);
        continue;
      }
      const answer = await fetch(address);
      found.set(address, answer.status);
      const type = answer.headers.get('content-type') ?? '';
      const text = /html|css|javascript/.test(type) ? await answer.text() : '';
      const base = type.includes('html')
        ? new URL(/<base href="([^"]+)"/.exec(text)?.[1] ?? './', address).href
        : address;
      const pattern = type.includes('html') ? loadedByHtml : type.includes('css') ? loadedByCss : loadedByModules;
      waiting.push(...addressesIn(text, pattern).map((named) => new URL(named, base).href));
    }
    return found;
  }

  test('is whole without the internet: all that it names is served here, and nothing that it names is elsewhere', async () => {
    const found = await loaded();
    expect(found.size).toBeGreaterThan(40);
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    const names = [...found.keys()].map((address) => new URL(address).pathname);
    expect(names).toEqual(expect.arrayContaining(['/explorer/main.js', '/explorer/styles.css']));
    expect(names.some((name) => name.endsWith('.woff2'))).toBe(true);
  });

  test('may load and call nothing but this server, and runs no script that is not its own', async () => {
    const answer = await fetch(`${door.url}/`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));
    const nonce = /<script[^>]* nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    expect(nonce).toMatch(/^[\w+/=]{24}$/);
    expect(directives.get('default-src')).toEqual([`'none'`]);
    expect(directives.get('script-src')).toEqual([`'self'`, `'nonce-${nonce}'`]);
    expect(directives.get('connect-src')).toEqual([`'self'`]);
    expect(directives.get('frame-ancestors')).toEqual([`'none'`]);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    const again = await (await fetch(`${door.url}/`)).text();
    expect(again).not.toContain(nonce);
  });

  test('asks /graphql of its own host, and subscribes there by graphql-transport-ws', async () => {
    const page = await (await fetch(`${door.url}/`)).text();
    expect(page).toMatch(/endpointURL: `\/graphql`/);
    expect(page).toMatch(/subscriptionsEndpoint: `\/graphql`/);
    expect(page).toMatch(/initialSubscriptionRequestHandlerId: `graphql-ws`/);
    expect(page).not.toMatch(/Bearer ey/);
  });

  test.each([
    '..%2f..%2fpackage.json',
    '../package.json',
    '%2e%2e/index.js',
    'index.html',
    'iframe-sandbox/index.html',
    '',
  ])('serves no file but its own: %s', async (path) => {
    const answer = await fetch(`${door.url}/explorer/${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringMatching(/^application\/json/),
    ]);
  });

  test('is off in production mode, and says so', async () => {
    const closed = await openDoor({ production: true, routes: await explorerRoutes(false) });
    const answer = await fetch(`${closed.url}/`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: 'The explorer is off in production mode. GraphQL answers at POST /graphql.',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    });
    expect((await fetch(`${closed.url}/explorer/main.js`)).status).toBe(404);
    await closed.close();
  });
});
