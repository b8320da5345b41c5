/** The commands for auditors and for whoever keeps the keys. */
import { Option, type Command } from 'commander';
import { LEVELS } from '../../documents/bundle/bundle.js';
import type { CommandParts } from '../commandParts.js';
import { exitCodes, exitCodesHelp } from '../exitCodes.js';
import { ELSEWHERE, exportTo, REGISTER, type ExportToOptions } from '../move.js';
import { ended, exportBundle } from './export.js';
import type { ExportOptions } from './exported.js';
import { retireKey, rotateKey, showKey, type ShowOptions } from './key.js';
import { verify } from './verify.js';

export function addProofCommands(command: Command, parts: CommandParts): void {
  addExport(command, parts);
  addVerify(command, parts);
  addKey(command, parts);
}

const ORG = ['--org <organisation>', 'which organisation, by claim or id; the only one unless told'] as const;
const URL = ['--url <address>', 'of a running server, such as http://127.0.0.1:4000'] as const;
const TOKEN = ['--token <token>', 'with --url: of an auditor, an administrator, a DPO or a decider'] as const;

function addExport(command: Command, { surroundings, withConfig }: CommandParts): void {
  command
    .command('export')
    .description(
      'write an evidence bundle, from a running server or from the data folder while no server is using it; with --to: move the whole register',
    )
    .option('--incident <incident>', 'id or reference of one incident')
    .option('--all', 'the whole log of the organisation (level A)')
    .addOption(
      new Option('--level <level>', 'A: with all envelopes; B: with proofs of the incident’s events alone')
        .choices(LEVELS)
        .default('A'),
    )
    .option('--out <file>', 'the ZIP file to write')
    .option(...ORG)
    .option(...URL)
    .option(...TOKEN)
    .option('--to <place>', 'move the register: sqlite:<file> of an event log to be, or the address of an event store')
    .option('--to-database <address>', 'with an event store: postgres://… for that register')
    .option(...REGISTER)
    .option(...ELSEWHERE)
    .addHelpText('after', exitCodesHelp)
    .action((options: AnyExport) =>
      withConfig((config) => {
        const { to, out } = options;
        const wrong = mixedUp(options);
        if (wrong !== null) return Promise.resolve(ended(surroundings, exitCodes.WRONG_USE, wrong));
        return to === undefined
          ? exportBundle(config, { ...options, out: out ?? '' }, surroundings)
          : exportTo(config, { ...options, to }, surroundings);
      }),
    );
}

/** As the command line gives it: a bundle, or a move. */
type AnyExport = Omit<ExportOptions, 'out'> & Partial<Pick<ExportOptions, 'out'>> & Partial<ExportToOptions>;

function mixedUp({ to, out, incident, all, org, url, token, ...more }: AnyExport): string | null {
  const ofBundle = [out, incident, all, org, url, token].some((option) => option !== undefined);
  const ofMove = [more.toDatabase, more.register, more.elsewhere].some((option) => option !== undefined);
  if (to !== undefined) return ofBundle ? 'With --to the whole register is moved, and no bundle written.' : null;
  if (ofMove) return '--to-database, --register and --elsewhere go with --to.';
  return out === undefined
    ? 'Name the ZIP file to write with --out, or the place to move the register to with --to.'
    : null;
}

/** Takes its arguments as they are: `verify.mjs` reads the same ones. */
function addVerify(command: Command, { surroundings, end }: CommandParts): void {
  command
    .command('verify')
    .description('verify an evidence bundle, or with --live the log itself; exit codes of its own: verify --help')
    .argument('[arguments...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (_arguments: unknown, _options: unknown, { args }: Command) => {
      end(await verify(args, surroundings));
    });
}

function addKey(command: Command, { surroundings, withConfig }: CommandParts): void {
  const key = command.command('key').description('the keys that heads are signed with');
  key
    .command('show')
    .description('print what an auditor keeps outside to verify with: the policy of one organisation, and nothing else')
    .option(...ORG)
    .option(...URL)
    .option(...TOKEN)
    .addHelpText('after', exitCodesHelp)
    .action((options: ShowOptions) => withConfig((config) => showKey(config, options, surroundings)));
  key
    .command('rotate')
    .description('put a new key in front of the old ones: all sign, until the old one is retired')
    .addHelpText('after', exitCodesHelp)
    .action(() => withConfig((config) => Promise.resolve(rotateKey(config, surroundings))));
  key
    .command('retire')
    .description('drop the oldest key, once every newest head bears the others; never the last one')
    .addHelpText('after', exitCodesHelp)
    .action(() => withConfig((config) => retireKey(config, surroundings)));
}
