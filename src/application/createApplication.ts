import { parseInstant } from '../law/instant.js';
import type { Application } from './application.js';
import { Clock } from './clock.js';
import { machineTicker } from './live/ticker.js';
import { PATIENCE, type ApplicationOptions } from './options.js';
import { Register } from './register.js';
import { SignedLog } from './signing/signedLog.js';
import { Signing } from './signing/signing.js';

/**
 * The register over a log. Reads nothing but the log's id and the newest instant: streams are folded when they are asked for.
 * @throws LogError where the log cannot be read.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const newest = await options.log.newestRecordedAt();
  const clock = new Clock(options.now ?? Date.now, newest === null ? null : parseInstant(newest));
  const { log, seals, ticker = machineTicker, patience = PATIENCE, alarm = () => undefined } = options;
  const signing = new Signing({ ...options.signing, log, seals, ticker, patience, alarm, now: () => clock.now() });
  await signing.start();
  const sealsItself = options.signing.sealed === undefined;
  const signed = new SignedLog(log, signing, { sealsItself, refusal: options.refusal ?? (() => null) });
  return new Register(options, signed, clock, signing);
}
