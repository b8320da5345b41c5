/** Signs heads of one organisation's log, and nothing that does not extend what it signed before. */
import type { Instant } from '../../law/instant.js';
import { epoch as milliseconds } from '../../law/instant.js';
import { LogError, type EventLog, type OrganisationId, type Seals } from '../../log/port.js';
import {
  appendLeaf,
  checkpointText,
  emptyFrontier,
  frontierRoot,
  noteOf,
  parseCheckpoint,
  parseNote,
  signatureLine,
  verifyNote,
  type Frontier,
  type NoteVerifier,
} from '../../proof/index.js';
import type { SignedHead } from './head.js';
import { originOf, partsOfOrigin, type SigningKeys } from './keys.js';
import { SignerMemory, type Memory, type Remembered } from './memory.js';

/** The log is not the one that was signed: what differs, in words for an operator. Never signed over. */
export class Inconsistent extends Error {
  override readonly name = 'Inconsistent';
}

export function notTheSigned(organisation: OrganisationId, what: string): Inconsistent {
  return new Inconsistent(`The log of organisation ${organisation} is not the one that was signed: ${what}.`);
}

/** Heads were signed under another name than the one that is configured now: nothing of it can be believed, and nothing signed. */
export class OtherOrigin extends Error {
  override readonly name = 'OtherOrigin';

  constructor(signed: string, configured: string) {
    super(
      `This register signed its heads as ${signed}, and ARTICLE33_ORIGIN is ${configured}: auditors know it by the first one, and no head of the second would be held to those. Set ARTICLE33_ORIGIN to ${signed}; it stays the same for the life of a register, whatever address it is reached at.`,
    );
  }
}

export interface SignerParts {
  readonly log: EventLog;
  readonly seals: Seals;
  readonly keys: SigningKeys;
  /** First part of every origin. */
  readonly host: string;
  readonly now: () => Instant;
  /** Milliseconds to go on asking the log for an outcome. */
  readonly patience: number;
}

/** Another node may have signed meanwhile; so often it is read again. */
const ATTEMPTS = 5;

export class Signer {
  readonly memory: SignerMemory;
  #known: Memory | null = null;

  constructor(
    private readonly parts: SignerParts,
    private readonly organisation: OrganisationId,
  ) {
    this.memory = new SignerMemory(parts.log, organisation, parts.patience);
  }

  /** The newest head, whichever node signed it; null where none was signed yet. The newest that is known where the log cannot be read just now. */
  async newest(): Promise<SignedHead | null> {
    try {
      this.#known = await this.memory.read();
    } catch (error) {
      if (this.#known === null || !(error instanceof LogError) || error.code !== 'UNAVAILABLE') throw error;
    }
    const { newest } = this.#known;
    return newest === null ? null : this.head(newest);
  }

  head({ epoch, size, note }: Remembered): SignedHead {
    return { origin: originOf(this.parts.host, this.organisation, epoch), epoch, size, note };
  }

  /**
   * Signs what the log has now, where that is more than was signed. @throws Inconsistent, LogError, ApplicationError.
   * @param epoch another one than before only where somebody accepted a restored register as it is.
   */
  async sign(epoch?: number): Promise<SignedHead | null> {
    for (let attempt = 1; ; attempt += 1) {
      const memory = (this.#known ??= await this.memory.read());
      const next = await this.#next(memory, epoch);
      if (next === memory.newest) return next === null ? null : this.head(next);
      if (next !== null && (await this.memory.remember(next, memory, this.parts.now()))) {
        const { written: position } = this.memory;
        this.#known = { newest: next, position, revision: memory.revision + 1, contradicted: null };
        return this.head(next);
      }
      this.#known = null;
      if (attempt === ATTEMPTS) throw new Error('Others went on signing: no head could be remembered');
    }
  }

  /** Whether the newest head is of this log and by these keys, and nothing is on record that contradicts it. @throws Inconsistent, OtherOrigin. */
  async check(): Promise<void> {
    const memory = await this.memory.read();
    this.#known = memory;
    if (memory.newest === null) return;
    this.#believe(memory.newest);
    this.#assertUncontradicted(memory);
    await this.#extended(memory);
  }

  /** Whether nothing is on record that contradicts the newest head. @throws Inconsistent, LogError, ApplicationError DAMAGED_STREAM. */
  async checkRecord(): Promise<void> {
    this.#assertUncontradicted(await this.memory.read());
  }

  #assertUncontradicted({ contradicted }: Memory): void {
    if (contradicted !== null) throw notTheSigned(this.organisation, contradicted);
  }

  async #next(memory: Memory, epoch: number | undefined): Promise<Remembered | null> {
    const { newest } = memory;
    const isAnew = epoch !== undefined && epoch !== newest?.epoch;
    if (!isAnew) this.#assertUncontradicted(memory);
    const frontier = await this.#extended(memory, isAnew ? emptyFrontier : undefined);
    if (frontier.size === 0) return null;
    const isSame = !isAnew && frontier.size === newest?.size;
    return isSame && this.#bearsAllKeys(newest) ? newest : this.#signed(frontier, epoch ?? newest?.epoch ?? 0);
  }

  /** A key that came since is in force once each log's newest head bears it: then an older one can be retired. */
  #bearsAllKeys({ note, epoch }: Remembered): boolean {
    const origin = originOf(this.parts.host, this.organisation, epoch);
    return this.parts.keys.signers(origin).every(({ verifier }) => bears(note, verifier));
  }

  #signed(frontier: Frontier, epoch: number): Remembered {
    const { keys, host, now } = this.parts;
    const origin = originOf(host, this.organisation, epoch);
    const text = checkpointText({ origin, size: frontier.size, root: frontierRoot(frontier) });
    const seconds = Math.floor(milliseconds(now()) / 1_000);
    const lines = keys.signers(origin).map((signer) => signatureLine(text, signer));
    const note = noteOf(text, [...lines, signatureLine(text, keys.operator(host), seconds)]);
    return { epoch, size: frontier.size, frontier, note };
  }

  /** The frontier now, reached from the one that was signed: the leaves since are what proves that the one tree extends the other. */
  async #extended(memory: Memory, from: Frontier = memory.newest?.frontier ?? emptyFrontier): Promise<Frontier> {
    const { seals } = this.parts;
    // Writers go on meanwhile: size and root are of one moment, and the leaves are taken up to there.
    const { size, root } = await this.#sealed(memory, from.size);
    if (size < from.size) {
      throw await this.#contradicted(memory, `the log has ${size} events, and ${from.size} were signed`);
    }
    let grown = from;
    for await (const hash of seals.hashes(this.organisation, { from: from.size, to: size })) {
      grown = appendLeaf(grown, hash);
    }
    if (grown.size !== size || Buffer.compare(frontierRoot(grown), root) !== 0) {
      throw await this.#contradicted(
        memory,
        `at ${size} events the log has another root than the one that was signed leads to`,
      );
    }
    return grown;
  }

  /** Size and root, where leaves are missing those of the log sealed as far as it was signed. @throws LogError UNAVAILABLE. */
  async #sealed(memory: Memory, signed: number): Promise<{ size: number; root: Uint8Array }> {
    const { seals } = this.parts;
    const found = await seals.root(this.organisation);
    if (found.size >= signed) return found;
    await this.#assertSealed(memory);
    return seals.root(this.organisation);
  }

  /** A database taken up from a copy is behind the log for a while, and sealed again from there: what is to come is not missing. */
  async #assertSealed({ position }: Memory): Promise<void> {
    if (position === null) return;
    const upTo = await this.parts.seals.upTo();
    if (upTo !== null && this.parts.log.comparePositions(upTo, position) >= 0) return;
    throw new LogError('UNAVAILABLE', 'The log is not sealed as far as it was signed: its database is behind');
  }

  /** Whether what is missing of the leaves is missing for good. @throws LogError UNAVAILABLE where it is still to be sealed. */
  async assertSealed(): Promise<void> {
    await this.#assertSealed(await this.memory.read());
  }

  /** Keeps a head that this register signed and the log contradicts; once, however often it is shown. False where it is kept already. */
  async keep(found: { size: number; root: Uint8Array }, note: string): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const memory = await this.memory.read();
      this.#known = null;
      await this.#assertSealed(memory);
      if (await this.memory.contradictedBy(note)) return false;
      if (await this.memory.contradict(found, memory, this.parts.now(), note)) return true;
    }
    throw new Error('Others went on signing: a head that contradicts the log could not be kept');
  }

  async #contradicted(memory: Memory, what: string): Promise<Inconsistent> {
    const found = await this.parts.seals.root(this.organisation);
    // Beside the head, never in its place; where that cannot be written the alarm is raised all the same.
    await this.memory.contradict(found, memory, this.parts.now()).catch(() => false);
    this.#known = null;
    return notTheSigned(this.organisation, what);
  }

  /** @throws Inconsistent where the remembered head is none that this register's keys signed over these leaves. */
  #believe({ note, epoch, size, frontier }: Remembered): void {
    const { keys, host } = this.parts;
    const origin = originOf(host, this.organisation, epoch);
    const parsed = parseNote(note);
    const known = keys.signers(origin).map(({ verifier }) => verifier);
    const verified = parsed === null ? null : verifyNote(parsed, known);
    const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
    const signed = partsOfOrigin(checkpoint?.origin ?? '')?.host ?? host;
    if (signed !== host) throw new OtherOrigin(signed, host);
    const fault =
      verified === null || verified.length === 0
        ? `the newest head is not signed by a key of this register for ${origin}`
        : checkpoint?.size !== size || !checkpoint.root.equals(frontierRoot(frontier))
          ? 'the newest head and the leaves remembered with it disagree'
          : null;
    if (fault !== null) {
      throw new Inconsistent(`The signer's memory of organisation ${this.organisation} cannot be believed: ${fault}.`);
    }
  }
}

/** Whether a line of the note is that key's; whether it holds is not looked at. */
export function bears(note: string, { name, keyId }: Pick<NoteVerifier, 'name' | 'keyId'>): boolean {
  return parseNote(note)?.signatures.some((line) => line.name === name && line.keyId.equals(keyId)) ?? false;
}
