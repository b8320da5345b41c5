/** `article33 verify`: the offline verifier over a bundle, or the same questions to the log in the data folder. */
import { parseArgs } from 'node:util';
import { knownOrganisations, type KnownOrganisation } from '../../application/knownOrganisations.js';
import { originIn, verifyStored } from '../../application/proofs/storedLog.js';
import type { OrganisationId } from '../../log/port.js';
import { readConfig, type Config } from '../../server/config.js';
import { openLog, openSigningKeys } from '../../server/dataFolder.js';
import { StartFault } from '../../server/startFault.js';
import { languageOf, runVerifier, secondsOf, textOf, usage } from '../../verifier/commandLine.js';
import { Unreadable } from '../../verifier/faults.js';
import { EXIT_UNREADABLE, exitCodeOf, type Report, type VerifierExit } from '../../verifier/report.js';
import { reportText, type Language } from '../../verifier/texts.js';
import type { Surroundings } from '../surroundings.js';
import { resolve } from 'node:path';
import { chosen, nameOf } from './organisations.js';

export const verifyUsage = `${usage.replace('node verify.mjs', 'article33 verify')}
  article33 verify --live [--org <organisation>] [--last-head <file>]… [--skew <seconds>] [--lang en|fr] [--json]

Verifies the log in the data folder where it is, while no server is using it, with the register's own keys: every organisation, or one. Same report,
same exit codes; of several organisations the worst.
`;

/** Runs to the exit code of the verifier, whatever happens. */
export async function verify(commandLine: readonly string[], surroundings: Surroundings): Promise<VerifierExit> {
  if (commandLine.includes('--help')) {
    surroundings.out(verifyUsage);
    return 0;
  }
  if (!commandLine.includes('--live')) return runVerifier(commandLine, surroundings);
  try {
    return await live(read(commandLine, surroundings), surroundings);
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof StartFault)) throw error;
    surroundings.err(`${error.message}\n`);
    return EXIT_UNREADABLE;
  }
}

interface LiveCheck {
  readonly config: Config;
  readonly org: string | undefined;
  readonly outsideHeads: readonly Buffer[];
  readonly skewSeconds: number;
  readonly language: Language;
  readonly json: boolean;
}

function read(commandLine: readonly string[], { environment, folder }: Surroundings): LiveCheck {
  const { values } = parsed(commandLine);
  const reading = readConfig(environment, folder);
  if (!reading.ok) throw new Unreadable(['The configuration is not valid:', ...reading.problems].join('\n  '));
  return {
    config: reading.config,
    org: values.org,
    outsideHeads: (values['last-head'] ?? []).map((path) => textOf(resolve(folder, path))),
    skewSeconds: secondsOf(values.skew),
    language: languageOf(values.lang),
    json: values.json === true,
  };
}

function parsed(commandLine: readonly string[]) {
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        live: { type: 'boolean' },
        org: { type: 'string' },
        'last-head': { type: 'string', multiple: true },
        skew: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Unreadable(`${error instanceof Error ? error.message : 'Wrong use'}\n\n${verifyUsage}`, { cause: error });
  }
}

interface Judged {
  readonly organisation: KnownOrganisation;
  readonly report: Report;
}

async function live(check: LiveCheck, surroundings: Surroundings): Promise<VerifierExit> {
  const { config, json, language } = check;
  // Unchecked: what is wrong with the end of the log is to be told, not to keep the log shut.
  const log = openLog(config, false);
  try {
    const store = { log, seals: log.seals, keys: openSigningKeys(config), host: config.origin };
    const asked = wanted(await knownOrganisations(log, log.seals), check);
    const judged: Judged[] = [];
    for (const [organisation, outsideHeads] of asked) {
      const tell = progress(surroundings, nameOf(organisation));
      const { skewSeconds } = check;
      judged.push({
        organisation,
        report: await verifyStored(store, organisation.id, { outsideHeads, skewSeconds, tell }),
      });
    }
    surroundings.out(json ? jsonOf(judged) : judged.map((one) => textOfOne(one, language)).join('\n'));
    return worst(judged.map(({ report }) => exitCodeOf[report.verdict]));
  } finally {
    await log.close();
  }
}

/** Each organisation with the heads that are of its log: one that the log has forgotten altogether counts among them. */
function wanted(
  known: readonly KnownOrganisation[],
  { config, org, outsideHeads }: LiveCheck,
): ReadonlyMap<KnownOrganisation, readonly Buffer[]> {
  const one = org === undefined ? null : chosen(known, org);
  if (typeof one === 'string') throw new Unreadable(one);
  const asked = new Map<KnownOrganisation, Buffer[]>((one === null ? known : [one]).map((each) => [each, []]));
  for (const head of outsideHeads) {
    const origin = originIn(head);
    if (origin === null) throw new Unreadable('A file given with --last-head is no head of a register');
    if (origin.host !== config.origin) {
      throw new Unreadable(
        `A head given with --last-head is of ${origin.host}, this register is ${config.origin} (ARTICLE33_ORIGIN)`,
      );
    }
    const own = [...asked.keys()].find(({ id }) => id === origin.organisation) ?? forgotten(origin.organisation, org);
    asked.set(own, [...(asked.get(own) ?? []), head]);
  }
  if (asked.size === 0) throw new Unreadable('Nothing was recorded here yet.');
  return asked;
}

function forgotten(id: OrganisationId, org: string | undefined): KnownOrganisation {
  if (org !== undefined) throw new Unreadable('A head given with --last-head is of another organisation');
  return { id, claim: null };
}

/** Altered is worse than unproven, unproven worse than complete. */
function worst(codes: readonly (0 | 1 | 3)[]): VerifierExit {
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

function textOfOne({ organisation, report }: Judged, language: Language): string {
  return `${nameOf(organisation)} (${organisation.id})\n${reportText(report, language)}`;
}

function jsonOf(judged: readonly Judged[]): string {
  const shown = judged.map(({ organisation: { id, claim }, report }) => ({ organisation: id, claim, report }));
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function progress({ err, terminal = false }: Surroundings, name: string) {
  return (checked: number, total: number) => {
    if (terminal) err(`\r${name}: ${Math.floor((100 * checked) / total)} %\r`);
  };
}
