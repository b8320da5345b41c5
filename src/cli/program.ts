import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OtherOrigin } from '../application/signing/signer.js';
import { roles } from '../identity/roles.js';
import { readConfig, type Config } from '../server/config.js';
import { LANGUAGES } from '../law/vocabulary.js';
import { settings } from '../server/settings.js';
import { StartFault } from '../server/startFault.js';
import { DEMONSTRATION } from './cnilRegister.js';
import { addBackupCommands } from './backup.js';
import { demo, stories, type DemoOptions } from './demo/demo.js';
import { exitCodes, exitCodesHelp, type ExitCode } from './exitCodes.js';
import { ENCODINGS, exportCnil, type ExportCnilOptions } from './exportCnil.js';
import { importCnil, type ImportCnilOptions } from './importCnil.js';
import { parseLife } from './life.js';
import { addImport } from './move.js';
import { addProofCommands } from './proof/commands.js';
import { addReplay } from './replay/command.js';
import { rebuild } from './rebuild.js';
import { serve } from './serve.js';
import type { Surroundings } from './surroundings.js';
import { token, type TokenOptions } from './token.js';

/** Runs one command line (without `node` and script) to its end. Never throws. */
export async function runCommandLine(commandLine: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const outcome: Outcome = { code: exitCodes.OK };
  try {
    await program(surroundings, outcome).parseAsync([...commandLine], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.OK : exitCodes.WRONG_USE;
    if (error instanceof StartFault) {
      surroundings.err(`${error.message}\n`);
      return exitCodes[error.kind];
    }
    if (error instanceof OtherOrigin) {
      surroundings.err(`${error.message}\n`);
      return exitCodes.CONFIGURATION;
    }
    surroundings.err(`Unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`);
    return exitCodes.FAILURE;
  }
}

interface Outcome {
  code: ExitCode;
}

function program(surroundings: Surroundings, outcome: Outcome): Command {
  const command = new Command('article33')
    .description('A register of personal-data breaches whose record is a log of events, served through GraphQL.')
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print what can be done')
    .helpCommand(false)
    .showHelpAfterError('(article33 --help says what can be done)')
    .exitOverride()
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.err })
    .addHelpText('after', exitCodesHelp);
  const withConfig = async (work: (config: Config) => Promise<ExitCode>): Promise<void> => {
    const reading = readConfig(surroundings.environment, surroundings.folder);
    outcome.code = reading.ok ? await work(reading.config) : refuse(surroundings, reading.problems);
  };
  addServe(command, surroundings, withConfig);
  addToken(command, surroundings, withConfig);
  addRebuild(command, surroundings, withConfig);
  addImportCnil(command, surroundings, withConfig);
  addExportCnil(command, surroundings, withConfig);
  addDemo(command, surroundings, outcome);
  const end = (code: ExitCode) => {
    outcome.code = code;
  };
  addReplay(command, surroundings, end);
  addProofCommands(command, { surroundings, withConfig, end });
  addBackupCommands(command, { surroundings, withConfig, end });
  addImport(command, { surroundings, withConfig, end });
  return command;
}

type WithConfig = (work: (config: Config) => Promise<ExitCode>) => Promise<void>;

function addServe(command: Command, surroundings: Surroundings, withConfig: WithConfig): void {
  command
    .command('serve')
    .description('serve the register over HTTP; outside production mode also print a token for each role')
    .addHelpText('after', `\nConfigured by environment:\n${settingsHelp()}\n${exitCodesHelp}`)
    .action(() =>
      withConfig(async (config) => {
        await serve(config, surroundings);
        return exitCodes.OK;
      }),
    );
}

function addToken(command: Command, surroundings: Surroundings, withConfig: WithConfig): void {
  command
    .command('token')
    .description("print a token of the server's own issuer, and nothing else; not in production mode")
    .addOption(new Option('--role <role>', 'what the bearer may do').choices(roles).makeOptionMandatory())
    .requiredOption('--org <organisation>', 'the organisation, such as acme')
    .requiredOption('--sub <id>', 'the id of the person, such as demo-dpo')
    .option('--name <name>', 'the name to display, such as "Demo DPO"')
    .option('--expires <duration>', 'how long it is taken: 90s, 30m, 12h; at most 24h', life, 12 * 3_600)
    .addHelpText(
      'after',
      `\nExample: article33 token --role DPO --org acme --sub demo-dpo --name "Demo DPO"\n${exitCodesHelp}`,
    )
    .action((options: TokenOptions) =>
      withConfig(async (config) => {
        const answer = await token(config, options);
        if (answer.ok) surroundings.out(`${answer.token}\n`);
        else surroundings.err(`${answer.message}\n`);
        return answer.ok ? exitCodes.OK : exitCodes[answer.wrong];
      }),
    );
}

function addRebuild(command: Command, surroundings: Surroundings, withConfig: WithConfig): void {
  command
    .command('rebuild')
    .description('make the read models anew from the log; a running server does it itself and answers meanwhile')
    .addHelpText('after', exitCodesHelp)
    .action(() => withConfig((config) => rebuild(config, surroundings)));
}

function addImportCnil(command: Command, surroundings: Surroundings, withConfig: WithConfig): void {
  command
    .command('import-cnil')
    .description("record the CNIL's open data on notified breaches as incidents; no server may be running")
    .argument('<file>', 'CSV as the CNIL publishes it, Windows-1252 or UTF-8')
    .option('--org <organisation>', 'the organisation that gets them', DEMONSTRATION)
    .option('--partial', 'import the lines that are understood; without it a line that is not keeps all of them out')
    .addHelpText('after', exitCodesHelp)
    .action((file: string, options: ImportCnilOptions) =>
      withConfig((config) => importCnil(config, file, options, surroundings)),
    );
}

function addExportCnil(command: Command, surroundings: Surroundings, withConfig: WithConfig): void {
  command
    .command('export-cnil')
    .description('write the incidents notified to the CNIL in the form of its open data; no server may be running')
    .requiredOption('--out <file>', 'where to')
    .option('--org <organisation>', 'the organisation whose they are', DEMONSTRATION)
    .addOption(new Option('--encoding <name>', 'of the file').choices(ENCODINGS).default('Windows-1252'))
    .addHelpText('after', exitCodesHelp)
    .action((options: ExportCnilOptions) => withConfig((config) => exportCnil(config, options, surroundings)));
}

function addDemo(command: Command, surroundings: Surroundings, outcome: Outcome): void {
  const [first = '', ...others] = Object.keys(stories);
  command
    .command('demo')
    .description('tell a story of a breach through the API, on a server of its own unless one is named')
    .addArgument(new Argument('[story]', 'which one').choices([first, ...others]).default(first))
    .addOption(new Option('--lang <language>', 'default: French where LC_ALL or LANG says so').choices(LANGUAGES))
    .option('--url <address>', 'of a running server, such as http://127.0.0.1:4000; the story stays in its register')
    .option(
      '--tokens <file>',
      'with --url: a JSON object with a token for each person; without it the persons are named',
    )
    .addHelpText('after', exitCodesHelp)
    .action(async (story: string, options: DemoOptions) => {
      outcome.code = await demo(story, options, surroundings);
    });
}

function life(text: string): number {
  const seconds = parseLife(text);
  if (seconds === null) throw new InvalidArgumentError('Such as 90s, 30m or 12h; at most 24h.');
  return seconds;
}

function refuse({ err }: Surroundings, problems: readonly string[]): ExitCode {
  err(['The configuration is not valid:', ...problems.map((problem) => `  ${problem}`), ''].join('\n'));
  return exitCodes.CONFIGURATION;
}

function settingsHelp(): string {
  return Object.values(settings)
    .map(({ name, allowed, fallback }) => `  ${name}\n      ${allowed}\n      default: ${fallback}`)
    .join('\n');
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error('package.json names no version');
  return String(manifest.version);
}
