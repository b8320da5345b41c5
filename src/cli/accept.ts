/** Going on from a log that is not the one that was signed last: somebody says so, with reasons. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Clock } from '../application/clock.js';
import { knownOrganisations } from '../application/knownOrganisations.js';
import { acceptAsItIs, type NotAccepted } from '../application/signing/acceptance.js';
import { parseInstant } from '../law/instant.js';
import type { Config } from '../server/config.js';
import { openLog, openSigningKeys } from '../server/dataFolder.js';
import { exitCodes, type ExitCode } from './exitCodes.js';
import { ended } from './proof/export.js';
import { chosen } from './proof/organisations.js';
import type { Surroundings } from './surroundings.js';

export interface AcceptOptions {
  readonly accept?: string;
  readonly lastGoodHead?: string;
  readonly org?: string;
}

/** As the event's schema takes them. */
export const REASON_CHARACTERS = 2_000;
/** Milliseconds to go on asking the log for an outcome. */
const PATIENCE = 5_000;

/** @throws StartFault, LogError, or the file system's error. */
export async function acceptLog(
  config: Config,
  reasons: string,
  { lastGoodHead, org }: AcceptOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const head = lastGoodHead === undefined ? null : readFileSync(resolve(surroundings.folder, lastGoodHead), 'utf8');
  const log = openLog(config);
  try {
    const organisation = chosen(await knownOrganisations(log, log.seals), org);
    if (typeof organisation === 'string') return ended(surroundings, exitCodes.WRONG_USE, organisation);
    const newest = await log.newestRecordedAt();
    const clock = new Clock(Date.now, newest === null ? null : parseInstant(newest));
    const keys = openSigningKeys(config);
    const parts = { log, seals: log.seals, keys, host: config.origin, now: () => clock.now(), patience: PATIENCE };
    const accepted = await acceptAsItIs(parts, organisation.id, { reasons, lastGoodHead: head });
    if (typeof accepted === 'string') return ended(surroundings, exitCodes.WRONG_USE, refusals[accepted]);
    surroundings.out(`Recorded as RegisterRestored, and signed as epoch ${accepted.epoch} (${accepted.size} events).
The policy is another one from here on (article33 key show): hand it out, and say why.
`);
    return exitCodes.OK;
  } finally {
    await log.close();
  }
}

const refusals: Readonly<Record<NotAccepted, string>> = {
  HEAD_OF_ANOTHER_LOG: 'The head given is none of this organisation’s log.',
  HEAD_NOT_SIGNED: 'The head given was not signed by a key of this register.',
  NOTHING_RECORDED: 'Nothing was recorded for this organisation.',
};
