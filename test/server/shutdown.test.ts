/** The server as a process of its own, from dist, as it is started and stopped in earnest. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { aFolder } from '../log/folder.js';
import { openSession } from './socketClient.js';

const main = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const body = JSON.stringify({ query: '{ me { role } }' });

interface Served {
  readonly process: ChildProcess;
  readonly url: string;
  /** A DPO's. */
  readonly token: string;
}

/** Starts it and waits until it says where it is. */
async function serve(folder: string, environment: Record<string, string>): Promise<Served> {
  if (!existsSync(main)) throw new Error('This test runs on dist/: build it first');
  const child = spawn(process.execPath, [main, 'serve'], {
    env: {
      PATH: process.env['PATH'],
      ARTICLE33_PORT: '0',
      ARTICLE33_DATA: folder,
      ARTICLE33_LOG_LEVEL: 'silent',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const found = (pattern: RegExp) => pattern.exec(out)?.[1];
  while (found(/DPO\n\s+(\S+)\n/) === undefined && child.exitCode === null) await setImmediate();
  return { process: child, url: found(/(http:\/\/[\w.:]+)\/graphql/) ?? '', token: found(/DPO\n\s+(\S+)\n/) ?? '' };
}

/** A connection on which a request has begun and stands half sent. */
async function halfSent({ url, token }: Served, text: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = [
    'POST /graphql HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    'Connection: close',
  ];
  socket.write(
    [...head, `Authorization: Bearer ${token}`, `Content-Length: ${text.length}`, '', text.slice(0, 5)].join('\r\n'),
  );
  socket.on('error', () => undefined);
  return socket;
}

/** A WebSocket that never answers, whatever it is told. */
async function deafSocket({ url }: Served): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const upgrade = [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      `Host: ${hostname}:${port}`,
      ...upgrade,
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '',
      '',
    ].join('\r\n'),
  );
  socket.on('error', () => undefined);
  await once(socket, 'data');
  return socket;
}

async function readiness(url: string): Promise<unknown> {
  return (await fetch(`${url}/health/ready`, { headers: { connection: 'close' } })).json();
}

describe('a server that is asked to stop', () => {
  const folder = aFolder();
  afterAll(folder.remove);

  test('says so first, answers what is under way, sends WebSockets away with 1001, and ends with 0', async () => {
    const server = await serve(folder.path('drained'), { ARTICLE33_STOP_DELAY: '1', ARTICLE33_STOP_GRACE: '10' });
    const socket = await openSession(server.url, server.token);
    const underWay = await halfSent(server, body);
    const exit = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    let status = await readiness(server.url);
    while (JSON.stringify(status).includes('"ready"')) status = await readiness(server.url);
    expect(status).toMatchObject({ status: 'stopping' });
    const answer: Buffer[] = [];
    underWay.on('data', (chunk: Buffer) => answer.push(chunk));
    expect(await socket.closed).toBe(1001);
    underWay.write(body.slice(5));
    await once(underWay, 'close');
    expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 200 [\s\S]*"role":"DPO"/);
    expect(await exit).toEqual([0, null]);
  });

  test('does not wait for clients that hang beyond its grace, and ends with 0', async () => {
    const server = await serve(folder.path('hung'), { ARTICLE33_STOP_GRACE: '1' });
    const hung = [await halfSent(server, body), await deafSocket(server)];
    const closed = hung.map((socket) => once(socket, 'close'));
    const exit = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    await Promise.all(closed);
    expect(await exit).toEqual([0, null]);
  });
});
