/** The newest heads that a log's own keys signed, and whether the log still bears them out. */
import { originOf, partsOfOrigin, type SigningKeys } from '../../application/signing/keys.js';
import { SignerMemory, type Remembered } from '../../application/signing/memory.js';
import { OtherOrigin } from '../../application/signing/signer.js';
import type { EventLog, OrganisationId } from '../../log/index.js';
import { frontierRoot, parseCheckpoint, parseNote, verifyNote } from '../../proof/index.js';
import { StartFault } from '../startFault.js';
import { MoveFault } from './fault.js';
import type { Resealed } from './resealing.js';

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** By whom heads are signed where the register goes on. */
export interface Signing {
  /** Null where there is no file of keys yet. */
  readonly keys: SigningKeys | null;
  readonly keyFile: string;
  /** First part of every origin. */
  readonly host: string;
}

/**
 * The newest head of each organisation that has one, as the signer remembers it in the log.
 * @throws StartFault where the keys at hand did not sign it: the moved register would not believe it. OtherOrigin. MoveFault where it is on
 * record that the log contradicts it. LogError; ApplicationError where the memory cannot be read.
 */
export async function newestHeads(
  log: EventLog,
  organisations: Iterable<OrganisationId>,
  signing: Signing,
): Promise<ReadonlyMap<OrganisationId, Head>> {
  const heads = new Map<OrganisationId, Head>();
  for (const organisation of organisations) {
    const { newest, contradicted } = await new SignerMemory(log, organisation, 0).read();
    if (contradicted !== null) throw notTheSigned(organisation, contradicted);
    if (newest !== null) heads.set(organisation, believed(newest, organisation, signing));
  }
  return heads;
}

/** @throws MoveFault where the log, sealed anew with the heads' sizes asked for, has another root than was signed. */
export function assertHeadsHold(
  heads: ReadonlyMap<OrganisationId, Head>,
  resealed: ReadonlyMap<OrganisationId, Resealed>,
): void {
  for (const [organisation, { size, root }] of heads) {
    const asked = resealed.get(organisation)?.asked ?? null;
    if (asked === null) {
      throw notTheSigned(
        organisation,
        `${size} events were signed, and it has ${resealed.get(organisation)?.size ?? 0}`,
      );
    }
    if (!isSame(asked, root)) throw notTheSigned(organisation, `at ${size} events it has another root than was signed`);
  }
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function believed({ note, epoch, size, frontier }: Remembered, organisation: OrganisationId, signing: Signing): Head {
  const { keys, keyFile, host } = signing;
  const origin = originOf(host, organisation, epoch);
  const parsed = parseNote(note);
  const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
  if (parsed === null || checkpoint === null) throw notTheSigned(organisation, 'its newest head cannot be read');
  const signed = partsOfOrigin(checkpoint.origin)?.host ?? host;
  if (signed !== host) throw new OtherOrigin(signed, host);
  const root = frontierRoot(frontier);
  if (checkpoint.origin !== origin || checkpoint.size !== size || !isSame(checkpoint.root, root)) {
    throw notTheSigned(organisation, 'its newest head and what is remembered with it disagree');
  }
  const known = keys?.signers(origin).map(({ verifier }) => verifier) ?? [];
  if (known.length === 0 || (verifyNote(parsed, known) ?? []).length === 0) throw otherKeys(keyFile, keys === null);
  return { size, root };
}

function otherKeys(keyFile: string, isMissing: boolean): StartFault {
  const what = isMissing ? `${keyFile} is not there` : `no key in ${keyFile} is one of them`;
  return new StartFault(
    'CONFIGURATION',
    `The heads of this register were signed with its own keys, and ${what}. Put the register's file of keys there first (ARTICLE33_CHECKPOINT_KEY): with another key every head signed so far would look forged.`,
  );
}

function notTheSigned(organisation: OrganisationId, what: string): MoveFault {
  return new MoveFault(
    `The log of organisation ${organisation} is not the one that was signed: ${what}. Such a register is not moved; article33 restore --accept says how to go on from one.`,
  );
}
