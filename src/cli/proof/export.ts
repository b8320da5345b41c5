/** `article33 export`: an evidence bundle into a file, from a running server or from the data folder that no server is using. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { knownOrganisations, operatorOf } from '../../application/knownOrganisations.js';
import { silentTicker } from '../../application/live/ticker.js';
import { openProofs } from '../../application/proofs/openProofs.js';
import { RegisterReadLog } from '../../application/reads/registerReadLog.js';
import { incidentOfReference } from '../../application/references.js';
import { Inconsistent } from '../../application/signing/signer.js';
import { evidenceBundle } from '../../documents/bundle/bundle.js';
import { verifierDigest } from '../../documents/bundle/verifierDigest.js';
import type { Caller } from '../../identity/caller.js';
import { instantAt } from '../../law/instant.js';
import type { EmbeddedLog, StreamName } from '../../log/index.js';
import type { Config } from '../../server/config.js';
import { openDirectory, openLog, openReadLog, openSigningKeys } from '../../server/dataFolder.js';
import { programAt } from '../../server/programs.js';
import type { Closer } from '../../server/foundations.js';
import { closeAll } from '../../server/register.js';
import { StartFault } from '../../server/startFault.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import type { Surroundings } from '../surroundings.js';
import { chosen } from './organisations.js';
import type { Exported, ExportOptions } from './exported.js';
import { remoteBundle } from './remote.js';

/** Resolves to the exit code. @throws StartFault. */
export async function exportBundle(
  config: Config,
  options: ExportOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const wrong = misused(options);
  if (wrong !== null) return ended(surroundings, exitCodes.WRONG_USE, wrong);
  const write = (bundle: Exported) => finish(bundle, options, surroundings);
  if (options.url !== undefined) return write(await remoteBundle(options.url, options.token ?? '', options));
  return fromFolder(config, options, surroundings, write);
}

function misused({ incident, all, level, url, token, org }: ExportOptions): string | null {
  if ((incident === undefined) === (all === undefined)) return 'Name one incident with --incident, or all with --all.';
  if (all === true && level !== 'A') return 'The whole log is told at level A alone.';
  if ((url === undefined) !== (token === undefined)) return '--url and --token go together.';
  return url !== undefined && org !== undefined ? 'The token says which organisation: no --org with --url.' : null;
}

async function fromFolder(
  config: Config,
  options: ExportOptions,
  surroundings: Surroundings,
  write: (bundle: Exported) => Promise<ExitCode>,
): Promise<ExitCode> {
  const events = openLog(config);
  const closers: Closer[] = [() => events.close()];
  try {
    const directory = await openDirectory(config);
    closers.push(() => directory.close());
    const alarm = ({ message }: Error) => {
      surroundings.err(`${message}\n`);
    };
    const keys = openSigningKeys(config);
    const opened = await openProofs({ log: events, seals: events.seals, keys, host: config.origin, alarm });
    closers.push(() => opened.close());
    const asked = await askedFor(events, options);
    if (typeof asked === 'string') return ended(surroundings, exitCodes.WRONG_USE, asked);
    const caller = operatorOf(asked.organisation);
    const source = await opened.proofs.evidence(caller, asked.incidentId);
    if (source === null) return ended(surroundings, exitCodes.WRONG_USE, 'There is no such incident.');
    await writeDown(config, caller, asked.incidentId);
    const zip = await evidenceBundle({
      source,
      level: options.level,
      names: (actors) => directory.names(caller.organisation, actors),
      madeAt: new Date(),
      verifier: verifierDigest(programAt('verify.mjs')),
    });
    return await write({ zip });
  } catch (error) {
    if (error instanceof Inconsistent) return exitCodes.DATA_DAMAGED; // The alarm has said what differs.
    throw error;
  } finally {
    await closeAll(closers);
  }
}

/** What leaves the folder is written down beside what is read over the API. @throws StartFault, ApplicationError: then nothing leaves. */
async function writeDown(config: Config, caller: Caller, incidentId: string | null): Promise<void> {
  const store = await openReadLog(config);
  try {
    const failed = () => undefined;
    const now = () => instantAt(Date.now());
    const reads = new RegisterReadLog({ store, days: config.readLogDays, ticker: silentTicker, now, failed });
    await reads.record(caller, 'export', incidentId).finally(() => reads.close());
  } finally {
    await store.close();
  }
}

async function askedFor(events: EmbeddedLog, { incident, org }: ExportOptions) {
  const known = await knownOrganisations(events, events.seals);
  if (incident === undefined) {
    const organisation = chosen(known, org);
    return typeof organisation === 'string' ? organisation : { organisation, incidentId: null };
  }
  for await (const { organisation } of events.readStream(`incident-${incident}` as StreamName, { limit: 1 })) {
    const own = known.find(
      ({ id, claim }) => id === organisation && (org === undefined || org === id || org === claim),
    );
    return own === undefined ? 'There is no such incident.' : { organisation: own, incidentId: incident };
  }
  const organisation = chosen(known, org);
  if (typeof organisation === 'string') return organisation;
  const incidentId = await incidentOfReference(events, organisation.id, incident);
  return incidentId === null ? 'There is no such incident.' : { organisation, incidentId };
}

async function finish(bundle: Exported, { out }: ExportOptions, surroundings: Surroundings): Promise<ExitCode> {
  if (!('zip' in bundle)) return ended(surroundings, bundle.code, bundle.words);
  const path = resolve(surroundings.folder, out);
  const draft = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      if (surroundings.terminal === true) surroundings.err(`\r${(bytes / 1_000_000).toFixed(1)} MB`);
      done(null, chunk);
    },
  });
  try {
    await pipeline(bundle.zip, watched, createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
    const why = code ?? (error instanceof Error ? error.message : 'unknown fault');
    throw new StartFault('DATA_UNUSABLE', `${path} could not be written whole: ${why}.`, { cause: error });
  }
  const ends = surroundings.terminal === true ? '\r' : '';
  surroundings.out(`${ends}${path}: ${bytes} bytes, SHA-256 ${hash.digest('hex')}\n`);
  return exitCodes.OK;
}

export function ended({ err }: Surroundings, code: ExitCode, words: string): ExitCode {
  err(`${words}\n`);
  return code;
}
