/** A log where it is kept, held to its signed heads and to those that somebody kept: what the verifier says of a bundle, said of the store itself. */
import type { EventLog, OrganisationId, Seals } from '../../log/port.js';
import { parseCheckpoint, parseNote } from '../../proof/index.js';
import { Brackets } from '../../verifier/brackets.js';
import { Unreadable } from '../../verifier/faults.js';
import { openHead, type Head } from '../../verifier/heads.js';
import { parsePolicy, type Policy } from '../../verifier/policy.js';
import { Faults, type Report } from '../../verifier/report.js';
import { agree, all, notProven, outsideHead, reportOf, type Heads } from '../../verifier/verdict.js';
import { ApplicationError } from '../application.js';
import { checkpointStream } from '../ids.js';
import { originOf, partsOfOrigin, type SigningKeys } from '../signing/keys.js';
import { SignerMemory, type Remembered } from '../signing/memory.js';
import { bears } from '../signing/signer.js';
import { LogCheck, type KnownHead } from './logCheck.js';

export interface StoredLog {
  readonly log: EventLog;
  readonly seals: Seals;
  readonly keys: SigningKeys;
  /** First part of every origin. */
  readonly host: string;
}

export interface StoredCheck {
  /** Checkpoints of this organisation's log that somebody kept, each as it was handed out. */
  readonly outsideHeads: readonly Buffer[];
  /** Seconds by which clocks may differ. */
  readonly skewSeconds: number;
  /** Hears how far it is, now and then. */
  readonly tell?: (checked: number, total: number) => void;
}

const TELL_EVERY = 10_000;
/** Nothing is written here, so that no outcome is ever asked for again. */
const NO_PATIENCE = 0;

/**
 * Recomputes every event of the organisation from its stored bytes. Writes nothing. Withheld is nothing here: whoever has the store has the words.
 * @throws Unreadable where an outside head is none of this log's, or of an epoch that somebody ended. @throws LogError.
 */
export async function verifyStored(
  store: StoredLog,
  organisation: OrganisationId,
  { outsideHeads, skewSeconds, tell }: StoredCheck,
): Promise<Report> {
  const faults = new Faults();
  const remembered = await rememberedHeads(store.log, organisation, faults);
  const epoch = remembered.at(-1)?.epoch ?? 0;
  const policy = policyOf(store, organisation, epoch);
  const { newest, older } = believed(remembered, policy, faults);
  const [present, later] = kept(outsideHeads, epoch);
  const outside = present.map((bytes) => outsideHead(bytes, policy, newest));
  const heads: Heads = { newest, older, outside };
  const conflicting = agree(heads, faults);
  for (const [bytes, itsEpoch] of later) {
    const head = outsideHead(bytes, policyOf(store, organisation, itsEpoch), null);
    faults.add({ code: 'HEADS_DISAGREE', detail: `a head of epoch ${itsEpoch}, the log is of epoch ${epoch}` });
    for (const { text } of newest === null ? [head] : [newest, head]) conflicting.add(text);
  }
  const brackets = new Brackets(all(heads), skewSeconds);
  const check = new LogCheck(known(heads), brackets, faults);
  const total = await store.seals.size(organisation);
  if (newest === null && total > 0 && remembered.length === 0) {
    faults.add({
      code: 'CHECKPOINT_NOT_SIGNED',
      stream: checkpointStream(organisation),
      detail: 'no head is on record',
    });
  }
  for await (const sealed of store.seals.leaves(organisation, { from: 0, to: total })) {
    check.add(sealed);
    if (check.checked % TELL_EVERY === 0) tell?.(check.checked, total);
  }
  const { checked } = check.finish();
  if (checked < total) faults.add({ code: 'TAIL_MISSING', detail: `${checked} of ${total} sealed events` });
  for (const { size, root, text } of outside) {
    const found = check.roots.get(size);
    if (found === undefined || root.equals(found)) continue;
    conflicting.add(text);
    if (newest !== null) conflicting.add(newest.text);
  }
  const counted = { events: checked, payloads: checked, withheld: 0, otherStreams: 0, unlinked: 0 };
  const gaps = notProven({ level: 'A', heads, policy, counted, timed: brackets.known });
  return reportOf({ level: 'A', heads, counted, faults, conflicting, gaps });
}

function policyOf({ keys, host }: StoredLog, organisation: OrganisationId, epoch: number): Policy {
  return parsePolicy(keys.policy(host, originOf(host, organisation, epoch)));
}

/** What the signer remembers of the present epoch, oldest first. */
async function rememberedHeads(
  log: EventLog,
  organisation: OrganisationId,
  faults: Faults,
): Promise<readonly Remembered[]> {
  const heads: Remembered[] = [];
  try {
    for await (const head of new SignerMemory(log, organisation, NO_PATIENCE).heads()) heads.push(head);
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    faults.add({ code: 'CHECKPOINT_MALFORMED', detail: error.message });
  }
  const epoch = heads.at(-1)?.epoch;
  return heads.filter((head) => head.epoch === epoch);
}

/** Heads by keys that were retired since are passed over; the newest must be by a key of now. */
function believed(
  remembered: readonly Remembered[],
  policy: Policy,
  faults: Faults,
): { readonly newest: Head | null; readonly older: readonly Head[] } {
  const heads: Head[] = [];
  for (const [index, { note, size }] of remembered.entries()) {
    const isNewest = index === remembered.length - 1;
    const head = openHead(Buffer.from(note), policy);
    if (typeof head !== 'string' && head.size === size) heads.push(head);
    else if (isNewest || typeof head !== 'string' || policy.logs.some((key) => bears(note, key))) {
      const code = typeof head === 'string' ? head : 'CHECKPOINT_MALFORMED';
      faults.add({ code, detail: `the head on record at ${size} events` });
    }
  }
  return { newest: heads.at(-1) ?? null, older: heads.slice(0, -1) };
}

/** Outside heads of the present epoch, and those of later ones, which this log knows nothing of. */
function kept(
  outsideHeads: readonly Buffer[],
  epoch: number,
): readonly [present: readonly Buffer[], later: readonly (readonly [Buffer, number])[]] {
  const present: Buffer[] = [];
  const later: (readonly [Buffer, number])[] = [];
  for (const bytes of outsideHeads) {
    const itsEpoch = originIn(bytes)?.epoch ?? epoch;
    if (itsEpoch < epoch) {
      throw new Unreadable(
        `A head given with --last-head is of epoch ${itsEpoch}, which ended when the register was restored: the log is of epoch ${epoch}. The event RegisterRestored names the last head of that epoch`,
      );
    }
    if (itsEpoch === epoch) present.push(bytes);
    else later.push([bytes, itsEpoch]);
  }
  return [present, later];
}

/** Whose log a head is of, by its own word; null where it is no head of a register. */
export function originIn(head: Buffer): ReturnType<typeof partsOfOrigin> {
  const note = parseNote(head.toString('utf8'));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  return checkpoint === null ? null : partsOfOrigin(checkpoint.origin);
}

/** Outside heads beyond the newest were told of already: the log cannot reach them. */
function known({ newest, older, outside }: Heads): readonly KnownHead[] {
  const toKnown = ({ size, root }: Head, isOutside: boolean) => ({ size, root: root.toString('base64'), isOutside });
  const reachable = outside.filter(({ size }) => newest === null || size <= newest.size);
  const own = newest === null ? older : [...older, newest];
  return [...own.map((head) => toKnown(head, false)), ...reachable.map((head) => toKnown(head, true))];
}
