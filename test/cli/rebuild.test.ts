/** `article33 rebuild`: by itself, and by the server that owns the data folder. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { exitCodes, type ExitCode } from '../../src/cli/exitCodes.js';
import { runCommandLine } from '../../src/cli/program.js';
import { ChildServer } from '../e2e/childServer.js';
import { at, mutation } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { post } from '../server/httpDoor.js';

describe('article33 rebuild', () => {
  const folder = aFolder();
  const data = folder.path('data');
  let server: ChildServer;
  afterAll(async () => {
    await server.kill();
    folder.remove();
  });

  interface Run {
    readonly code: ExitCode;
    readonly out: string;
    readonly err: string;
  }

  async function rebuild(): Promise<Run> {
    let [out, err] = ['', ''];
    const code = await runCommandLine(['rebuild'], {
      environment: { ARTICLE33_DATA: data, ARTICLE33_LOG_LEVEL: 'silent' },
      folder: folder.path('.'),
      out: (text) => (out += text),
      err: (text) => (err += text),
      untilStopped: () => Promise.resolve(),
    });
    return { code, out, err };
  }

  const generations = () => readdirSync(`${data}/read-models`).filter((name) => name.endsWith('.sqlite'));

  async function titles(): Promise<unknown> {
    const authorization = await server.authorization();
    const answer = await post(server.url, '{ incidents(orderBy: RECORDED_ASC) { nodes { title } } }', {
      authorization,
    });
    return at(answer.body, 'data.incidents.nodes');
  }

  async function report(title: string): Promise<void> {
    const authorization = await server.authorization();
    const answer = await post(
      server.url,
      mutation('reportIncident'),
      { authorization },
      { variables: { input: { title } } },
    );
    expect(at(answer.body, 'data.reportIncident.userErrors')).toEqual([]);
  }

  test('with a server at work: that one does it, answers meanwhile and afterwards, and the command tells how it went', async () => {
    server = await ChildServer.start(data);
    await report('Perte');
    const before = generations();
    const [run] = await Promise.all([rebuild(), report('Vol')]);
    expect(run).toMatchObject({ code: exitCodes.OK, err: '' });
    expect(run.out).toMatch(/Rebuilt from \d+ events\.\n$/);
    expect(generations()).not.toEqual(before);
    expect(await titles()).toEqual([{ title: 'Perte' }, { title: 'Vol' }]);
  });

  test('without one: it does it itself, from nothing where the files are gone or spoilt', async () => {
    expect(await server.stop()).toBe(0);
    const events = Number(/from (\d+) events/.exec((await rebuild()).out)?.[1]);
    expect(events).toBeGreaterThan(2);
    for (const spoil of [
      () => {
        for (const name of generations()) writeFileSync(`${data}/read-models/${name}`, 'no database, this');
      },
      () => {
        rmSync(`${data}/read-models`, { recursive: true });
      },
    ]) {
      spoil();
      expect(await rebuild()).toEqual({ code: exitCodes.OK, out: `Rebuilt from ${events} events.\n`, err: '' });
      expect(generations()).toHaveLength(1);
    }
    server = await ChildServer.start(data);
    expect(await titles()).toEqual([{ title: 'Perte' }, { title: 'Vol' }]);
  });

  test('a log that is damaged is said to be, and the read models are left alone', async () => {
    expect(await server.stop()).toBe(0);
    const before = generations();
    writeFileSync(`${data}/events.sqlite`, 'no longer a log '.repeat(1_000));
    const { code, out, err } = await rebuild();
    expect([code, out]).toEqual([exitCodes.DATA_DAMAGED, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(generations()).toEqual(before);
  });
});
