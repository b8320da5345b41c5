/** The commands for auditors and for whoever keeps the keys. */
import { Option, type Command } from 'commander';
import { LEVELS } from '../../documents/bundle/bundle.js';
import type { Config } from '../../server/config.js';
import { exitCodesHelp, type ExitCode } from '../exitCodes.js';
import type { Surroundings } from '../surroundings.js';
import { exportBundle } from './export.js';
import type { ExportOptions } from './exported.js';
import { retireKey, rotateKey, showKey, type ShowOptions } from './key.js';
import { verify } from './verify.js';

export interface CommandParts {
  readonly surroundings: Surroundings;
  /** Reads the configuration first, and refuses where it is not valid. */
  readonly withConfig: (work: (config: Config) => Promise<ExitCode>) => Promise<void>;
  readonly end: (code: ExitCode) => void;
}

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
    .description('write an evidence bundle, from a running server or from the data folder while no server is using it')
    .option('--incident <incident>', 'id or reference of one incident')
    .option('--all', 'the whole log of the organisation (level A)')
    .addOption(
      new Option('--level <level>', 'A: with all envelopes; B: with proofs of the incident’s events alone')
        .choices(LEVELS)
        .default('A'),
    )
    .requiredOption('--out <file>', 'the ZIP file to write')
    .option(...ORG)
    .option(...URL)
    .option(...TOKEN)
    .addHelpText('after', exitCodesHelp)
    .action((options: ExportOptions) => withConfig((config) => exportBundle(config, options, surroundings)));
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
