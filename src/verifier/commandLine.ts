import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Unreadable } from './faults.js';
import { EXIT_UNREADABLE, exitCodeOf, type VerifierExit } from './report.js';
import { LANGUAGES, reportText, type Language } from './texts.js';
import { verifyBundle } from './verifyBundle.js';

const DEFAULT_SKEW_SECONDS = 300;

export const usage = `Verifies an evidence bundle of a breach register, without network and without trusting whoever made it.

  node verify.mjs <bundle.zip> <policy.txt> [--last-head <file>]… [--skew <seconds>] [--lang en|fr] [--json]

  <policy.txt>   the register's public key, obtained by another way than the bundle: lines of a C2SP tlog-policy
                 (log <vkey>, witness <name> <vkey>, group …, quorum …)
  --last-head    a checkpoint of the register that you kept: proves that nothing up to it is missing; may be repeated
  --skew         by how many seconds clocks may differ (default ${DEFAULT_SKEW_SECONDS})
  --lang         language of the report (default en)
  --json         the report as JSON

Exit codes: 0 intact, and complete up to the head you kept; 1 altered, missing or forked; 2 the bundle or the command cannot be read;
3 intact, completeness not proven (no head kept outside, or level B).
`;

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command line (without `node` and script) to its exit code. */
export async function runVerifier(commandLine: readonly string[], { out, err }: Streams): Promise<VerifierExit> {
  try {
    const asked = read(commandLine);
    if (asked === null) {
      out(usage);
      return 0;
    }
    const report = await verifyBundle(asked);
    out(asked.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, asked.language));
    return exitCodeOf[report.verdict];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    err(`${error.message}\n`);
    return EXIT_UNREADABLE;
  }
}

function read(commandLine: readonly string[]) {
  const { values, positionals } = parsed(commandLine);
  if (values.help === true) return null;
  const [bundle, policy, ...more] = positionals;
  if (bundle === undefined || policy === undefined || more.length > 0) throw new Unreadable(usage);
  return {
    bundle,
    policy: textOf(policy).toString('utf8'),
    outsideHeads: (values['last-head'] ?? []).map(textOf),
    skewSeconds: secondsOf(values.skew),
    language: languageOf(values.lang),
    json: values.json === true,
  };
}

function parsed(commandLine: readonly string[]) {
  try {
    return parseArgs({
      args: [...commandLine],
      allowPositionals: true,
      options: {
        'last-head': { type: 'string', multiple: true },
        skew: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Unreadable(`${error instanceof Error ? error.message : 'Wrong use'}\n\n${usage}`, { cause: error });
  }
}

/** @throws Unreadable. */
export function textOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Unreadable(`${path} cannot be read`, { cause: error });
  }
}

/** @throws Unreadable. */
export function secondsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SKEW_SECONDS;
  if (!/^\d{1,9}$/.test(text)) throw new Unreadable('--skew is a whole number of seconds');
  return Number(text);
}

/** @throws Unreadable. */
export function languageOf(text: string | undefined): Language {
  const language = LANGUAGES.find((known) => known === (text ?? 'en'));
  if (language === undefined) throw new Unreadable(`--lang is one of ${LANGUAGES.join(', ')}`);
  return language;
}
