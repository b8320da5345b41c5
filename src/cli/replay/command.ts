import { InvalidArgumentError, Option, type Command } from 'commander';
import { LANGUAGES } from '../../law/vocabulary.js';
import { exitCodesHelp, type ExitCode } from '../exitCodes.js';
import type { Surroundings } from '../surroundings.js';
import { isMoment, replay, type ReplayOptions } from './replay.js';

/** @param end gets the exit code. */
export function addReplay(command: Command, surroundings: Surroundings, end: (code: ExitCode) => void): void {
  command
    .command('replay')
    .description('show an incident as the register knew it, or event by event, from a running server')
    .argument('<incident>', 'id or reference')
    .option('--at <instant>', 'as known at an instant of recording, such as 2026-11-17T12:00:00+01:00', instant)
    .option('--revision <number>', 'as known after the event of that number, from 0', revision)
    .option('--step', 'every event in the order of recording, and what each changed')
    .option('--url <address>', 'of the server', 'http://127.0.0.1:4000')
    .requiredOption('--token <token>', 'of anybody who may read the record; the reading is written down')
    .addOption(new Option('--lang <language>', 'default: French where LC_ALL or LANG says so').choices(LANGUAGES))
    .addHelpText('after', exitCodesHelp)
    .action(async (incident: string, options: ReplayOptions) => {
      end(await replay(incident, options, surroundings));
    });
}

function instant(text: string): string {
  if (!isMoment(text)) throw new InvalidArgumentError('An RFC 3339 date-time with an offset.');
  return text;
}

function revision(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number from 0.');
  return Number(text);
}
