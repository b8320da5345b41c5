import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { ApiError, ERROR_CODES } from '../../src/graphql/errors.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { Metrics } from '../../src/server/metrics.js';
import { CountedLog } from '../../src/server/metricsLog.js';
import { openEmbeddedLog } from '../../src/log/index.js';
import { aStream, anEvent } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { openDoor, post, type OpenedDoor } from './httpDoor.js';
import { openSession } from './socketClient.js';

/** Lines of samples of that metric. */
function samples(text: string, name: string): string[] {
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

describe('metrics', () => {
  let door: OpenedDoor;
  let metrics: Metrics;
  beforeEach(async () => {
    door = await openDoor({
      routes: (app) => {
        metrics.routes(app, true);
      },
      metrics: (schema) => (metrics = new Metrics(schema)),
    });
  });
  afterEach(() => door.close());
  const scrape = () => fetch(`${door.url}/metrics`).then((answer) => answer.text());

  test('count operations by root field, kind, transport and code', async () => {
    await post(door.url, 'query JeanDupont { role }');
    await post(door.url, 'query Other { role }');
    await post(door.url, '{ fault }');
    await post(door.url, '{ nothing }');
    const text = await scrape();
    expect(samples(text, 'article33_operations_total').sort()).toEqual([
      'article33_operations_total{operation="fault",kind="query",transport="http",code="INTERNAL_SERVER_ERROR"} 1',
      'article33_operations_total{operation="refused",kind="none",transport="http",code="GRAPHQL_VALIDATION_FAILED"} 1',
      'article33_operations_total{operation="role",kind="query",transport="http",code="OK"} 2',
    ]);
    expect(text).toContain(
      'article33_operation_duration_seconds_count{operation="role",kind="query",transport="http"} 2',
    );
    expect(text).not.toMatch(/Dupont|Other/);
  });

  test('have labels from closed lists only, whatever clients send', async () => {
    const before = (await scrape()).split('\n').length;
    const texts = Array.from({ length: 200 }, (_, index) => [
      `query Name${index} { alias${index}: role }`,
      `{ unknown${index} }`,
      `{ role language alias${index}: echo(text: "${index}") }`,
      `{ __typename }`,
    ]).flat();
    for (const text of texts) await post(door.url, text, { authorization: `Bearer token-${text.length}` });
    for (const text of texts.slice(0, 40)) await fetch(`${door.url}/${encodeURIComponent(text)}`);
    const text = await scrape();
    const operations = samples(text, 'article33_operations_total').map((line) => /operation="(\w+)"/.exec(line)?.[1]);
    expect([...new Set(operations)].sort()).toEqual(['introspection', 'refused', 'role', 'several']);
    expect(samples(text, 'article33_http_responses_total').every((line) => /route="(\/[a-z/]*|none)"/.test(line))).toBe(
      true,
    );
    // Four operations with their codes and buckets: not one line for each of 800 documents.
    expect(text.split('\n').length - before).toBeLessThan(150);
  });

  test('name codes of the closed list, and no other', () => {
    const answered = (code: unknown) => {
      door.metrics.answered({ transport: 'websocket', operation: undefined, codes: [code], milliseconds: null });
    };
    for (const code of [...ERROR_CODES, 'connect postgres://user:hunter2@db', 42, undefined]) answered(code);
    return door.metrics.text().then((text) => {
      const codes = samples(text, 'article33_operations_total').map((line) => /code="([^"]*)"/.exec(line)?.[1] ?? '');
      expect(codes.sort()).toEqual([...ERROR_CODES].sort());
      expect(text).not.toContain('hunter2');
    });
  });

  test('ask the doors for what is open at every scrape', async () => {
    let open = 3;
    metrics.watch('article33_sockets', () => open);
    expect(samples(await scrape(), 'article33_sockets')).toEqual(['article33_sockets 3']);
    open = 0;
    expect(samples(await scrape(), 'article33_sockets')).toEqual(['article33_sockets 0']);
  });

  test('count subscribers that did not keep up, from zero', async () => {
    const name = 'article33_subscriptions_ended_total';
    expect(samples(await scrape(), name)).toEqual([`${name}{code="SLOW_CONSUMER"} 0`]);
    metrics.subscriptionEnded('SLOW_CONSUMER');
    expect(samples(await scrape(), name)).toEqual([`${name}{code="SLOW_CONSUMER"} 1`]);
  });

  test('count what comes through the WebSocket door too, and how the register ends subscriptions', async () => {
    async function* tooFast() {
      yield await Promise.resolve({ json: Buffer.from('{"data":{"ticks":"1"}}') });
      throw new ApiError('SLOW_CONSUMER', 'This subscriber did not keep up.');
    }
    const live = { subscribe: () => Promise.resolve(tooFast()) };
    const other = await openDoor({ live });
    const session = await openSession(other.url, await other.token());
    session.say({ id: '1', type: 'subscribe', payload: { query: '{ role }' } });
    await session.hears(({ id, type }) => id === '1' && type === 'complete');
    session.say({ id: '2', type: 'subscribe', payload: { query: '{ nothing }' } });
    await session.hears(({ id, type }) => id === '2' && type === 'error');
    session.say({ id: '3', type: 'subscribe', payload: { query: 'subscription { ticks }' } });
    await session.hears(({ id, type }) => id === '3' && type === 'error');
    const text = await other.metrics.text();
    expect(samples(text, 'article33_operations_total').sort()).toEqual([
      'article33_operations_total{operation="refused",kind="none",transport="websocket",code="GRAPHQL_VALIDATION_FAILED"} 1',
      'article33_operations_total{operation="role",kind="query",transport="websocket",code="OK"} 1',
      'article33_operations_total{operation="ticks",kind="subscription",transport="websocket",code="OK"} 1',
    ]);
    expect(text).toContain('article33_subscriptions_ended_total{code="SLOW_CONSUMER"} 1');
    expect(text).not.toContain('article33_operation_duration_seconds_count{operation="ticks"');
    session.socket.close();
    await other.close();
  });

  test('tell of the process: its memory, its CPU, the lag of its event loop', async () => {
    const text = await scrape();
    for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes', 'process_cpu_seconds_total']) {
      expect(samples(text, name)).toHaveLength(1);
    }
  });

  test('of one server know nothing of another one in the same process', async () => {
    await post(door.url, '{ role }');
    const other = new Metrics(await buildArticle33Schema());
    expect(samples(await other.text(), 'article33_operations_total')).toEqual([]);
  });

  test('are not answered where they are switched off', async () => {
    const quiet = await openDoor({
      routes: (app) => {
        metrics.routes(app, false);
      },
    });
    expect((await fetch(`${quiet.url}/metrics`)).status).toBe(404);
    await quiet.close();
  });
});

test('appends to the log are counted by what became of them', async () => {
  const folder = aFolder();
  const registry = new Registry();
  const log = new CountedLog(openEmbeddedLog({ file: folder.path('log.sqlite') }), registry);
  const [stream, event] = [aStream(), anEvent()];
  await log.append(stream, [event], 'noStream');
  await log.append(stream, [anEvent()], 'noStream');
  await log.append(stream, [], 'any');
  await log.close();
  await expect(log.append(stream, [anEvent()], 'any')).rejects.toThrow();
  expect(samples(await registry.metrics(), 'article33_log_appends_total').sort()).toEqual([
    'article33_log_appends_total{outcome="CLOSED"} 1',
    'article33_log_appends_total{outcome="conflict"} 1',
    'article33_log_appends_total{outcome="written"} 1',
  ]);
  expect(samples(await registry.metrics(), 'article33_log_events_total')).toEqual(['article33_log_events_total 1']);
  folder.remove();
});

test('docs/monitoring.md names every metric of the register', async () => {
  const metrics = new Metrics(await buildArticle33Schema());
  const source = readFileSync(join(__dirname, '..', '..', 'src', 'server', 'metrics.ts'), 'utf8');
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'monitoring.md'), 'utf8');
  const named = new Set(page.match(/article33_\w+/g));
  const inCode = new Set([
    ...(source.match(/article33_\w+/g) ?? []),
    ...((await metrics.text()).match(/^# TYPE (article33_\w+)/gm) ?? []).map((line) => line.split(' ')[2] ?? ''),
    'article33_log_appends_total',
    'article33_log_events_total',
    'article33_log_append_duration_seconds',
  ]);
  expect([...named].sort()).toEqual([...inCode].sort());
});
