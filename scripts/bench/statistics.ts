/**
 * Statistics beside the bare SQL, and the import of the CNIL's open data beside its bare commands. `npm run bench:statistics [incidents]
 * [rows]`: 1,000,000 incidents and 1,000 rows unless told; ARTICLE33_BENCH_FOLDER names the disk.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StatisticsAsked } from '../../src/application/statistics/statistics.js';
import { importRows } from '../../src/cnil/importing.js';
import { readOpenData } from '../../src/cnil/file.js';
import type { Application, CommandAddress, CommandAnswer, InputOf } from '../../src/application/application.js';
import { commandOf } from '../../src/cli/cnilRegister.js';
import type { Caller } from '../../src/identity/caller.js';
import type { CommandName } from '../../src/incident/commands/command.js';
import type { Instant } from '../../src/law/instant.js';
import { readConfig, type Config } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { withRegister, type OpenedRegister } from '../../src/server/register.js';
import { machine, measure, report, table } from './harness.js';
import { fillReadModels } from './lists/fill.js';

const [INCIDENTS = 1_000_000, ROWS = 1_000] = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const silent = createServerLog('silent');
const published = readFileSync('test/fixtures/cnil-breach-notifications-2018-2020.csv');
const ASKED: StatisticsAsked = {
  from: '2000-01-01T00:00:00.000Z' as Instant,
  to: '2100-01-01T00:00:00.000Z' as Instant,
  clock: 'RECORDED',
  exercise: false,
};

function configured(name: string): Config {
  const reading = readConfig({ ARTICLE33_DATA: join(folder, name) }, folder);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return { ...reading.config, logLevel: 'silent' };
}

const importerOf = (register: OpenedRegister, config: Config): Promise<Caller> =>
  commandOf(register, config, { org: 'bench', command: 'import-cnil', role: 'HANDLER' });

/** The first so many rows of the published file, as bytes of a file. */
function aFile(rows: number): Buffer {
  return Buffer.from(
    `${published
      .toString('utf8')
      .split('\r\n')
      .slice(0, rows + 1)
      .join('\r\n')}\r\n`,
  );
}

/** The bare SQL: each count by itself, as somebody would write it who asks the tables alone. */
const BARE = [
  'select status, count(*) from incidents where {} group by status',
  'select substr(recorded_at, 1, 7), count(*) from incidents where {} group by 1',
  'select sum(filed_late = 0), sum(filed_late = 1), sum(declined), sum(pending), sum(overdue_from <= @now and @now < overdue_until) from incidents where {}',
  'select facet, value, count(*) from incidents join incident_facets on incident = born where {} group by facet, value',
  'select detect_ms from incidents where {} and detect_ms is not null order by 1',
  'select notify_ms from incidents where {} and notify_ms is not null order by 1',
].map((sql) =>
  sql.replace(
    '{}',
    'incidents.organisation = @organisation and exercise = 0 and recorded_at >= @from and recorded_at < @to',
  ),
);

async function statisticsBesideSql(): Promise<string> {
  const config = configured('statistics');
  const file = await withRegister(config, silent, async (register) => {
    await importRows(register.application, await importerOf(register, config), readOpenData(aFile(1)));
    await register.readModels.rebuild();
    const { file: path } = register.readModels;
    if (path === null) throw new Error('There are no read models');
    return path;
  });
  await fillReadModels(file, INCIDENTS - 1);
  return withRegister(config, silent, async (register) => {
    const caller = await importerOf(register, config);
    const db = new Database(file, { readonly: true });
    const statements = BARE.map((sql) => db.prepare(sql));
    const values = { organisation: caller.organisation, from: ASKED.from, to: ASKED.to, now: new Date().toISOString() };
    const bare = () => {
      for (const statement of statements) {
        const used = Object.fromEntries(
          Object.entries(values).filter(([name]) => statement.source.includes(`@${name}`)),
        );
        statement.all(used);
      }
      return Promise.resolve(1);
    };
    const own = async () => {
      const { incidents } = await register.application.statistics.of(caller, ASKED);
      if (incidents !== INCIDENTS) throw new Error(`${incidents} incidents were counted`);
      return 1;
    };
    const measured = await measure(
      [
        { name: 'bare SQL, statement by statement', run: bare },
        { name: 'statistics, one statement in a thread', run: own },
      ],
      ROUNDS,
    );
    db.close();
    return table(measured, 'questions');
  });
}

/** A command as it was sent; `send` sends it again for somebody else. */
interface Sent {
  readonly command: CommandName;
  readonly line: string;
  readonly send: (caller: Caller, incidentId: string | null) => Promise<CommandAnswer>;
}

/** What an import sends, as it sends it. */
async function letters(application: Application, caller: Caller, file: Buffer): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const execute = <N extends CommandName>(who: Caller, command: N, input: InputOf<N>, address: CommandAddress) => {
    const { commandId = null } = address;
    const send = (other: Caller, incidentId: string | null) =>
      application.execute(other, command, input, incidentId === null ? { commandId } : { commandId, incidentId });
    sent.push({ command, line: commandId?.split(':')[2] ?? '', send });
    return application.execute(who, command, input, address);
  };
  await importRows({ execute }, caller, readOpenData(file));
  return sent;
}

async function importBesideCommands(): Promise<string> {
  let round = 0;
  const config = configured('import');
  const bytes = aFile(ROWS);
  return withRegister(config, silent, async (register) => {
    const { application } = register;
    const caller = await importerOf(register, config);
    const model = await letters(application, caller, bytes);
    // Of another organisation each time: the same commands, and nothing that was recorded before.
    const stranger = async () =>
      commandOf(register, config, { org: `bench-${(round += 1)}`, command: 'import-cnil', role: 'HANDLER' });
    const again = async () => {
      const who = await stranger();
      const ids = new Map<string, string>();
      const flying = new Set<Promise<unknown>>();
      const chains = new Map<string, Promise<unknown>>();
      for (const { command, line, send } of model) {
        if (command === 'reportIncident') {
          ids.set(line, (await send(who, null)).view?.incident.id ?? '');
          continue;
        }
        const after = chains.get(line) ?? Promise.resolve();
        const sending: Promise<unknown> = after
          .then(() => send(who, ids.get(line) ?? null))
          .finally(() => flying.delete(sending));
        chains.set(line, sending);
        flying.add(sending);
        if (flying.size >= 64) await Promise.race(flying);
      }
      await Promise.all(flying);
      return model.length;
    };
    const whole = async () => {
      await importRows(application, await stranger(), readOpenData(bytes));
      return model.length;
    };
    const measured = await measure(
      [
        { name: 'the same commands, without a file', run: again },
        { name: 'import of a file', run: whole },
      ],
      ROUNDS,
    );
    return table(measured, 'commands');
  });
}

// Threads keep no process alive, and here nothing else does while they work.
const alive = setInterval(() => undefined, 60_000);
try {
  const imported = await importBesideCommands();
  const counted = await statisticsBesideSql();
  report(
    'docs/benchmarks.md',
    'statistics',
    [
      '## Statistics, and the CNIL’s open data',
      '',
      `Statistics over ${INCIDENTS.toLocaleString('en')} incidents beside the bare SQL of the same counts on the same file. Medians of ${ROUNDS} interleaved rounds. ${machine()}.`,
      '',
      counted,
      '',
      'Target: at most twice the bare SQL, a share of at least 0.5.',
      '',
      `Import of ${ROWS.toLocaleString('en')} rows beside the same commands sent without reading any file:`,
      '',
      imported,
      '',
      'Target: a share of at least 0.5.',
    ].join('\n'),
  );
} finally {
  clearInterval(alive);
  rmSync(folder, { recursive: true, force: true });
}
