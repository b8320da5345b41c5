/** import-cnil and export-cnil: the file that went in comes out, whatever happened on the way. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { runCommandLine } from '../../src/cli/program.js';
import { openEmbeddedLog } from '../../src/log/index.js';
import { allEvents } from '../application/register.js';
import { at } from '../graphql/api.js';

const published = readFileSync(join(__dirname, '../fixtures/cnil-breach-notifications-2018-2020.csv'), 'utf8');
const rows = (count: number) =>
  `${published
    .split('\r\n')
    .slice(0, count + 1)
    .join('\r\n')}\r\n`;

describe('the CNIL’s open data, by the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const environment = { ARTICLE33_LOG_LEVEL: 'silent' };
  async function run(...args: readonly string[]) {
    let [out, err] = ['', ''];
    const code = await runCommandLine(args, {
      environment,
      folder,
      out: (text) => (out += text),
      err: (text) => (err += text),
      untilStopped: () => Promise.resolve(),
    });
    return { code, out, err };
  }
  /** What happened, without what chance and the clock gave it. */
  const recorded = async () => {
    const log = openEmbeddedLog({ file: join(folder, 'data', 'events.sqlite') });
    const events = await allEvents(log);
    await log.close();
    return events
      .filter(({ stream }) => stream.startsWith('incident-'))
      .map(({ type, data }) => {
        // Without the salt and the digest of the command, which ids have a part in.
        const said = JSON.stringify(at(JSON.parse(data), 'd'), (key, value: unknown) =>
          key === 'command' ? null : value,
        );
        return `${type} ${said}`.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
      })
      .sort();
  };

  test('a file goes in and comes out byte for byte, as the CNIL encodes it', async () => {
    const bytes = iconv.encode(rows(12), 'windows-1252');
    writeFileSync(join(folder, 'in.csv'), bytes);
    const imported = await run('import-cnil', 'in.csv');
    expect(imported.code).toBe(0);
    expect(imported.out).toContain('12 notifications of in.csv');
    expect(imported.err).toContain('100 % (12 of 12 notifications)');
    expect(await run('export-cnil', '--out', 'out.csv')).toMatchObject({ code: 0 });
    const lines = (text: Buffer) => iconv.decode(text, 'windows-1252').replaceAll('"', '');
    expect(lines(readFileSync(join(folder, 'out.csv')))).toBe(lines(bytes));
  });

  test('a line that is not understood keeps the whole file out, unless the rest is asked for', async () => {
    writeFileSync(join(folder, 'in.csv'), rows(3).replace('Santé humaine et action sociale', 'Santé animale'));
    const refused = await run('import-cnil', 'in.csv');
    expect(refused.code).toBe(8);
    expect(refused.err).toContain('line 2, Secteur d\'activité de l\'organisme concerné: "Santé animale"');
    const partial = await run('import-cnil', 'in.csv', '--partial');
    expect(partial.code).toBe(0);
    expect(partial.out).toContain('2 notifications');
    await run('export-cnil', '--out', 'out.csv', '--encoding', 'UTF-8');
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').split('\r\n')).toHaveLength(4);
  });

  test('what is no such file is refused in words', async () => {
    writeFileSync(join(folder, 'in.csv'), 'a;b\r\n1;2\r\n');
    const foreign = await run('import-cnil', 'in.csv');
    expect(foreign.code).toBe(8);
    expect(foreign.err).toContain("is not the header of the CNIL's open data");
    const missing = await run('import-cnil', 'missing.csv');
    expect(missing.code).toBe(8);
    expect(missing.err).toContain('ENOENT');
  });

  test('an import that is killed and run again leaves the register of one run', async () => {
    writeFileSync(join(folder, 'in.csv'), rows(24));
    const main = join(__dirname, '../../dist/cli/main.js');
    const child = spawn(process.execPath, [main, 'import-cnil', 'in.csv'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
    });
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (text: Buffer) => {
        if (text.includes('20 %')) child.kill('SIGKILL');
      });
      child.once('close', () => {
        resolve();
      });
    });
    expect(child.signalCode).toBe('SIGKILL');
    expect(await run('import-cnil', 'in.csv')).toMatchObject({ code: 0 });
    const interrupted = await recorded();
    await run('export-cnil', '--out', 'out.csv', '--encoding', 'UTF-8');
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').replaceAll('"', '')).toBe(rows(24).replaceAll('"', ''));
    rmSync(join(folder, 'data'), { recursive: true });
    await run('import-cnil', 'in.csv');
    expect(interrupted).toEqual(await recorded());
  }, 60_000);
});
