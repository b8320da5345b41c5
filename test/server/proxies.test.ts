/** Whose request it is, behind proxies. */
import { Socket } from 'node:net';
import { Proxies } from '../../src/server/gate/proxies.js';
import { openDoor, post } from './httpDoor.js';
import { connectSocket } from './socketClient.js';

/** Who a request of that peer is from, with that header. */
function client(trusted: readonly string[], remoteAddress: string, told?: string): string {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  const headers = told === undefined ? {} : { 'x-forwarded-for': told };
  return new Proxies(trusted).clientOf({ socket, headers });
}

describe('a request is from', () => {
  const proxies = ['10.0.0.5', '10.1.0.0/16', 'fd00::/8'];
  test.each([
    ['the peer, whatever it tells, where no proxy is trusted', [], '10.0.0.5', '203.0.113.7', '10.0.0.5'],
    ['the peer that is no trusted proxy', proxies, '198.51.100.1', '203.0.113.7', '198.51.100.1'],
    ['the one that a trusted proxy names', proxies, '10.0.0.5', '203.0.113.7', '203.0.113.7'],
    ['the proxy itself where it names nobody', proxies, '10.0.0.5', undefined, '10.0.0.5'],
    ['the last that is no proxy, whatever it told itself', proxies, '10.1.2.3', '1.1.1.1, 203.0.113.7', '203.0.113.7'],
    ['whoever stands before several proxies', proxies, '10.0.0.5', '203.0.113.7, 10.1.9.9,fd12::1', '203.0.113.7'],
    ['the last proxy that named an address', proxies, '10.0.0.5', '203.0.113.7, unknown', '10.0.0.5'],
    ['the one named by a proxy seen through IPv6', proxies, '::ffff:10.0.0.5', '203.0.113.7', '203.0.113.7'],
    ['the one named with a port', proxies, 'fd00::1', '203.0.113.7:51234', '203.0.113.7'],
    ['the one named in brackets', proxies, 'fd00::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['the peer with a zone that is no proxy', proxies, 'fe80::1%eth0', '203.0.113.7', 'fe80::1%eth0'],
  ])('%s', (_whose, trusted, peer, told, from) => {
    expect(client(trusted, peer, told)).toBe(from);
  });
});

describe('behind a proxy that is', () => {
  const costly = '{ role }';
  /** What four requests without a token are answered: two clients, twice each. */
  const answers = async (trusted: readonly string[]) => {
    const door = await openDoor({ points: 1, trusted });
    const seen: number[] = [];
    for (const told of ['203.0.113.7', '203.0.113.7', '203.0.113.8', '203.0.113.8']) {
      seen.push((await post(door.url, costly, { 'x-forwarded-for': told })).status);
    }
    await door.close();
    return seen;
  };
  const connects = async (trusted: readonly string[]) => {
    const door = await openDoor({ limits: { connectsPerMinute: 1 }, trusted });
    const seen: boolean[] = [];
    for (const told of ['203.0.113.7', '203.0.113.7', '203.0.113.8']) {
      const connecting = connectSocket(door.url, { headers: { 'x-forwarded-for': told } });
      seen.push(
        await connecting.then(
          ({ socket }) => {
            socket.terminate();
            return true;
          },
          () => false,
        ),
      );
    }
    await door.close();
    return seen;
  };

  test('trusted, each network has points and connections of its own', async () => {
    expect(await answers(['127.0.0.1'])).toEqual([200, 429, 200, 429]);
    expect(await connects(['127.0.0.1'])).toEqual([true, false, true]);
  });

  test('not trusted, all are one network', async () => {
    expect(await answers([])).toEqual([200, 429, 429, 429]);
    expect(await connects([])).toEqual([true, false, false]);
  });
});
