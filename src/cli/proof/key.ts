/** `article33 key`: the public keys to be kept outside, and the handing over from an old key to a new one. */
import { knownOrganisations } from '../../application/knownOrganisations.js';
import { originOf } from '../../application/signing/keys.js';
import { SignerMemory } from '../../application/signing/memory.js';
import { Inconsistent, Signer } from '../../application/signing/signer.js';
import { instantAt } from '../../law/instant.js';
import type { Config } from '../../server/config.js';
import { keepSigningKeys, openLog, openSigningKeys } from '../../server/dataFolder.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import type { Surroundings } from '../surroundings.js';
import { ended } from './export.js';
import { chosen } from './organisations.js';
import { remoteText } from './remote.js';

export interface ShowOptions {
  readonly org?: string;
  readonly url?: string;
  readonly token?: string;
}

/** Milliseconds to go on asking the log for an outcome. */
const PATIENCE = 5_000;

/** Prints the policy of one organisation (C2SP tlog-policy) and nothing else. @throws StartFault. */
export async function showKey(config: Config, options: ShowOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { org, url, token } = options;
  if ((url === undefined) !== (token === undefined)) {
    return ended(surroundings, exitCodes.WRONG_USE, '--url and --token go together.');
  }
  if (url !== undefined) {
    const got = await remoteText(url, '/log/policy', token ?? '');
    if ('words' in got) return ended(surroundings, exitCodes.FAILURE, got.words);
    surroundings.out(got.text);
    return exitCodes.OK;
  }
  const log = openLog(config);
  try {
    const organisation = chosen(await knownOrganisations(log, log.seals), org);
    if (typeof organisation === 'string') return ended(surroundings, exitCodes.WRONG_USE, organisation);
    const { newest } = await new SignerMemory(log, organisation.id, PATIENCE).read();
    const origin = originOf(config.origin, organisation.id, newest?.epoch ?? 0);
    surroundings.out(openSigningKeys(config).policy(config.origin, origin));
    return exitCodes.OK;
  } finally {
    await log.close();
  }
}

/** A new key in front of those that there are; all of them sign. @throws StartFault. */
export function rotateKey(config: Config, surroundings: Surroundings): ExitCode {
  const rotated = openSigningKeys(config).rotated();
  if (rotated === null) {
    return ended(surroundings, exitCodes.WRONG_USE, 'There are as many keys as can be: retire one first.');
  }
  keepSigningKeys(config, rotated);
  surroundings.out(
    `${config.checkpointKeyFile} holds ${rotated.count} keys, the newest first. From the next start of the server on, heads bear a signature of each.
Hand out the new policy (article33 key show) to whoever keeps one; when they have it, at the earliest after 30 days: article33 key retire.
`,
  );
  return exitCodes.OK;
}

/** Drops the oldest key, once the newest head of every log bears the others'. @throws StartFault. */
export async function retireKey(config: Config, surroundings: Surroundings): Promise<ExitCode> {
  const keys = openSigningKeys(config);
  const retired = keys.retired();
  if (retired === null) {
    return ended(surroundings, exitCodes.WRONG_USE, 'There is one key only: article33 key rotate makes another.');
  }
  const log = openLog(config);
  try {
    const now = () => instantAt(Date.now());
    const parts = { log, seals: log.seals, keys, host: config.origin, now, patience: PATIENCE };
    for await (const organisation of log.seals.organisations()) {
      const signer = new Signer(parts, organisation);
      await signer.check();
      await signer.sign();
    }
    keepSigningKeys(config, retired);
  } catch (error) {
    if (!(error instanceof Inconsistent)) throw error;
    return ended(surroundings, exitCodes.DATA_DAMAGED, `${error.message} No key was retired.`);
  } finally {
    await log.close();
  }
  surroundings.out(
    `${config.checkpointKeyFile} holds ${retired.count} of ${keys.count} keys: the oldest signs no more.\n`,
  );
  return exitCodes.OK;
}
