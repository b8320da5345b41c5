import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SigningKeys } from '../application/signing/keys.js';
import { Directory } from '../identity/directory.js';
import { LocalIssuer, LocalKeyFault } from '../identity/localIssuer.js';
import { openEmbeddedLog, LogError, LogMoved, type EmbeddedLog, type EventLog } from '../log/index.js';
import { projectingInThread, openReadModels, type ReadModels } from '../read/index.js';
import { DirectoryFault } from '../store/directoryStore.js';
import { EvidenceFiles } from '../store/evidenceFiles.js';
import { keptSecret, replaceSecret } from '../store/keptSecret.js';
import { ReadLogFault, ReadLogStore } from '../store/readLogStore.js';
import type { Config } from './config.js';
import type { ServerLog } from './serverLog.js';
import { programAt } from './programs.js';
import { StartFault, systemCode } from './startFault.js';

/** Makes the data folder where it is missing, for its owner alone: what is in it is personal. @throws StartFault DATA_UNUSABLE. */
export function makeDataFolder(folder: string): void {
  inWords(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

const projectorThread = programAt('read/projectorThread.mjs');

/**
 * Opens the event log and owns it.
 * @param checked whether its end is checked: not for a verifier, who may read a log too whose register was moved elsewhere.
 * @throws StartFault.
 */
export function openLog({ eventLogFile, servers }: Config, checked = true): EmbeddedLog {
  if (servers !== null) {
    throw new StartFault(
      'CONFIGURATION',
      'This works on the files of a data folder, and ARTICLE33_EVENT_STORE names a server. Ask a running node with --url and --token where the command takes them; docs/operations.md says what is done on the servers themselves.',
    );
  }
  makeDataFolder(dirname(eventLogFile));
  try {
    return openEmbeddedLog({ file: eventLogFile, checked, moved: checked ? 'refused' : 'read' });
  } catch (error) {
    throw error instanceof LogError ? logFault(error) : error;
  }
}

/** Opens the actor directory. @throws StartFault. */
export async function openDirectory({ dataFolder, servers }: Config): Promise<Directory> {
  try {
    return await Directory.open(servers?.database ?? join(dataFolder, 'directory.sqlite'));
  } catch (error) {
    throw error instanceof DirectoryFault ? new StartFault('DATA_UNUSABLE', error.message, { cause: error }) : error;
  }
}

/** Opens the log of reads. @throws StartFault. */
export async function openReadLog({ dataFolder, servers }: Config): Promise<ReadLogStore> {
  try {
    return await ReadLogStore.open(servers?.database ?? join(dataFolder, 'reads.sqlite'));
  } catch (error) {
    throw error instanceof ReadLogFault ? new StartFault('DATA_UNUSABLE', error.message, { cause: error }) : error;
  }
}

/** Where the read models are; made where it is missing. @throws StartFault DATA_UNUSABLE. */
export function readModelsFolder({ dataFolder }: Config): string {
  const folder = join(dataFolder, 'read-models');
  makeDataFolder(folder);
  return folder;
}

/** Opens the read models, which are derived from the log. @throws StartFault. */
export async function openModels(config: Config, events: EventLog, log: ServerLog): Promise<ReadModels> {
  const folder = readModelsFolder(config);
  try {
    return await openReadModels({
      folder,
      log: events,
      projecting: projectingInThread(projectorThread),
      tell: (level, message) => {
        log[level](message);
      },
    });
  } catch (error) {
    throw unusable(config.dataFolder, error) ?? error;
  }
}

/** The register's secret: as configured, or a random one made at first start. @throws StartFault. */
export function registerSecret({ secret, dataFolder }: Config): Uint8Array | string {
  return secret ?? inWords(dataFolder, () => keptSecret(join(dataFolder, 'register-secret'), () => randomBytes(32)));
}

/** The keys that heads are signed with: as configured, or made at first start. @throws StartFault. */
export function openSigningKeys({ checkpointKeyFile, dataFolder }: Config): SigningKeys {
  const file = checkpointKeyFile;
  const isOwn = dirname(file) === dataFolder;
  const text = inWords(dataFolder, () =>
    isOwn ? keptSecret(file, () => Buffer.from(SigningKeys.fresh())).toString() : readFileSync(file, 'utf8'),
  );
  const keys = SigningKeys.parse(text);
  if (keys !== null) return keys;
  throw new StartFault(
    'DATA_DAMAGED',
    `${file} is no file of checkpoint keys: base64 of 32 bytes a line. Restore it from a backup; a new key would make every head signed so far look forged.`,
  );
}

/** Puts the keys in the place of those before, whole or not at all; a running server takes them up when it is started again. @throws StartFault. */
export function keepSigningKeys({ checkpointKeyFile, dataFolder }: Config, keys: SigningKeys): void {
  inWords(dataFolder, () => {
    replaceSecret(checkpointKeyFile, Buffer.from(keys.text()));
  });
}

/** Opens the key that signs this data folder's own tokens. @throws StartFault. */
export function openLocalIssuer({ dataFolder }: Config): LocalIssuer {
  try {
    return inWords(dataFolder, () => LocalIssuer.open(dataFolder));
  } catch (error) {
    throw error instanceof LocalKeyFault ? new StartFault('DATA_DAMAGED', error.message, { cause: error }) : error;
  }
}

/** Opens the folder of evidence files and clears away what was left half written. @throws StartFault. */
export async function openEvidence({ dataFolder, evidenceBytes }: Config): Promise<EvidenceFiles> {
  try {
    return await EvidenceFiles.open(join(dataFolder, 'evidence'), evidenceBytes);
  } catch (error) {
    throw unusable(dataFolder, error) ?? error;
  }
}

/** Runs what touches the data folder, and turns the file system's refusals into words. */
function inWords<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unusable(folder, error) ?? error;
  }
}

function unusable(folder: string, error: unknown): StartFault | null {
  const code = systemCode(error);
  if (code === null) return null;
  const why = reasons[code] ?? code;
  return new StartFault(
    'DATA_UNUSABLE',
    `The data folder ${folder} cannot be used: ${why}. Name another one in ARTICLE33_DATA, or make it writable for the user that runs the server.`,
    { cause: error },
  );
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its permissions do not let this user in (EACCES)',
  EPERM: 'the system does not permit it (EPERM)',
  EROFS: 'it is on a read-only disk (EROFS)',
  ENOSPC: 'the disk is full (ENOSPC)',
  ENOTDIR: 'part of its path is a file and no folder (ENOTDIR)',
  EEXIST: 'there is a file of that name (EEXIST)',
};

/** What keeps the event log of a data folder shut, in words for an operator. */
export function logFault(error: LogError): StartFault {
  if (error instanceof LogMoved) return new StartFault('CONFIGURATION', `${error.message}.`, { cause: error });
  switch (error.code) {
    case 'OWNED_BY_ANOTHER':
      return new StartFault(
        'DATA_IN_USE',
        `${error.message}. One data folder has one server: stop the other one, or give this one a folder of its own in ARTICLE33_DATA.`,
        { cause: error },
      );
    case 'DAMAGED':
      return new StartFault(
        'DATA_DAMAGED',
        `${error.message}. The server does not start on a log that it cannot vouch for.`,
        { cause: error },
      );
    case 'UNAVAILABLE':
    case 'INVALID_APPEND':
    case 'LIMIT_EXCEEDED':
    case 'UNKNOWN_OUTCOME':
    case 'CLOSED':
      return new StartFault(
        'DATA_UNUSABLE',
        `${error.message}. Check the disk and the permissions of the data folder.`,
        { cause: error },
      );
  }
}
