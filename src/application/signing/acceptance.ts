/** A log that is not the one that was signed, or a copy restored from a backup: it goes on only where somebody says so, and that is on record. */
import type { OrganisationId } from '../../log/port.js';
import { openHead } from '../../verifier/heads.js';
import { parsePolicy } from '../../verifier/policy.js';
import { organisationStream, registerActorOf } from '../ids.js';
import { originIn } from '../proofs/storedLog.js';
import { derivedIds, newEvents } from '../recording.js';
import { steadyAppend } from '../steadyAppend.js';
import type { SignedHead } from './head.js';
import { SignerMemory } from './memory.js';
import { Signer, type SignerParts } from './signer.js';

export const OPERATOR_ROLE = 'OPERATOR';

export interface Acceptance {
  /** In words for whoever reads the record. */
  readonly reasons: string;
  /** A head that somebody kept, newer than what the log remembers; null where there is none. */
  readonly lastGoodHead: string | null;
}

/** Why a log cannot be accepted with that head. */
export type NotAccepted = 'HEAD_OF_ANOTHER_LOG' | 'HEAD_NOT_SIGNED' | 'NOTHING_RECORDED';

/**
 * Records RegisterRestored with the last good head, and signs the log as it is in a new epoch: one above every epoch that the log or that head
 * knows, so that no two logs are ever signed under one origin. Done again after a crash in between it ends where it would have ended.
 * @throws LogError, ApplicationError.
 */
export async function acceptAsItIs(
  parts: SignerParts,
  organisation: OrganisationId,
  { reasons, lastGoodHead }: Acceptance,
): Promise<SignedHead | NotAccepted> {
  const { log, now, patience, seals } = parts;
  if ((await seals.size(organisation)) === 0) return 'NOTHING_RECORDED';
  const { newest } = await new SignerMemory(log, organisation, patience).read();
  const given = lastGoodHead === null ? null : epochOf(parts, organisation, lastGoodHead);
  if (typeof given === 'string') return given;
  const epoch = Math.max(newest?.epoch ?? 0, given ?? 0) + 1;
  const stream = organisationStream(organisation);
  const recorder = { actor: registerActorOf(organisation), organisation, role: OPERATOR_ROLE };
  const data = { epoch, reasons, lastGoodHead: lastGoodHead ?? newest?.note ?? null };
  const recording = { stream, recorder, commandId: `restored/${epoch}`, mark: null };
  const events = newEvents(recording, [{ type: 'RegisterRestored', data }], now());
  await steadyAppend(log, stream, derivedIds(recording, events), 'any', patience);
  const head = await new Signer(parts, organisation).sign(epoch);
  return head ?? 'NOTHING_RECORDED';
}

function epochOf(
  { keys, host }: SignerParts,
  organisation: OrganisationId,
  head: string,
): number | 'HEAD_OF_ANOTHER_LOG' | 'HEAD_NOT_SIGNED' {
  const bytes = Buffer.from(head);
  const origin = originIn(bytes);
  if (origin?.organisation !== organisation || origin.host !== host) return 'HEAD_OF_ANOTHER_LOG';
  const policy = parsePolicy(keys.policy(host, `${host}/${organisation}/${origin.epoch}`));
  return typeof openHead(bytes, policy) === 'string' ? 'HEAD_NOT_SIGNED' : origin.epoch;
}
