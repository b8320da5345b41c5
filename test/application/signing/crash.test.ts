/** A process that is killed between append and signature, and while it signs: what every later start finds and heals. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { verifyStored } from '../../../src/application/proofs/storedLog.js';
import { SigningKeys } from '../../../src/application/signing/keys.js';
import { Signing } from '../../../src/application/signing/signing.js';
import { instantAt } from '../../../src/law/instant.js';
import { openEmbeddedLog } from '../../../src/log/index.js';
import { aFolder } from '../../log/folder.js';
import { chanceOf } from '../../simulation/chance.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const KILLS = long ? 100 : 5;
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const HOST = 'register.example';

interface Told {
  readonly started?: true;
  readonly alarm?: string;
  readonly organisation?: string;
  readonly note?: string;
}

describe(`kill -9 of a signer at work (seed ${seed})`, () => {
  const folder = aFolder();
  afterAll(folder.remove);
  const [file, keyFile] = [folder.path('log.sqlite'), folder.path('keys')];
  const text = SigningKeys.fresh();
  writeFileSync(keyFile, text);
  const keys = SigningKeys.parse(text) ?? fail();
  const chance = chanceOf(seed);
  /** The newest head of each organisation that anybody was told of. */
  const kept = new Map<string, string>();

  /** Runs the signer until so many heads were told, and some milliseconds more; answers its alarms. */
  async function runAndKill(heads: number, milliseconds: number): Promise<readonly string[]> {
    const script = join(__dirname, 'signingWriter.mjs');
    if (!existsSync(join(__dirname, '../../../dist/application/signing/signing.js')))
      throw new Error('Build dist/ first');
    const child = spawn(process.execPath, [script, file, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const alarms: string[] = [];
    let told = 0;
    const enough = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        const message = parse(line);
        if (message?.alarm !== undefined) alarms.push(message.alarm);
        if (message?.organisation === undefined || message.note === undefined) return;
        kept.set(message.organisation, message.note);
        if ((told += 1) === heads) resolve();
      });
    });
    const ended = Promise.all([once(child, 'close'), once(lines, 'close')]);
    await Promise.race([enough, ended]);
    // Not a wait for anything: the moment is what the seed draws.
    await after(milliseconds);
    child.kill('SIGKILL');
    await ended;
    return alarms;
  }

  test.each(Array.from({ length: KILLS }, (_, run) => run))(
    'run %i: no head that was handed out is taken back, and the next start signs what was left unsigned',
    async () => {
      expect(await runAndKill(1 + chance.below(20), chance.below(20))).toEqual([]);
      const log = openEmbeddedLog({ file });
      try {
        const alarms: string[] = [];
        const signing = new Signing({
          log,
          seals: log.seals,
          keys,
          host: HOST,
          now: () => instantAt(Date.now()),
          patience: 1_000,
          ticker: { every: () => () => undefined },
          alarm: (fault) => alarms.push(fault.message),
        });
        await signing.start();
        expect(alarms).toEqual([]);
        for await (const organisation of log.seals.organisations()) {
          const size = await log.seals.size(organisation);
          expect((await signing.newest(organisation))?.size).toBe(size);
          const known = kept.get(organisation);
          const outsideHeads = known === undefined ? [] : [Buffer.from(known)];
          const report = await verifyStored({ log, seals: log.seals, keys, host: HOST }, organisation, {
            outsideHeads,
            skewSeconds: 300,
          });
          expect(report).toMatchObject({ intact: true, complete: known === undefined ? null : true, faults: [] });
        }
        await signing.close();
      } finally {
        await log.close();
      }
    },
    60_000,
  );
});

/** The last line may have been cut by the kill: then nobody was told. */
function parse(line: string): Told | null {
  try {
    return JSON.parse(line) as Told;
  } catch {
    return null;
  }
}
