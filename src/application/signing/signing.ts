/** When heads are signed, and what happens where the log is not the one that was signed. */
import { setTimeout as pause } from 'node:timers/promises';
import { LogError, type OrganisationId, type Position } from '../../log/port.js';
import { ApplicationError } from '../application.js';
import type { Unsigned } from '../proofs/proofs.js';
import type { Ticker } from '../live/ticker.js';
import { originOf } from './keys.js';
import type { SignedHead } from './head.js';
import { Refusals } from './refusals.js';
import { bears, Inconsistent, notTheSigned, Signer, type SignerParts } from './signer.js';
import { tailFault } from './tail.js';

export interface SigningParts extends SignerParts {
  readonly ticker: Ticker;
  /** Where leaves are sealed aside: else they are as soon as they are written, and `written` is called. */
  readonly sealed?: SealedHere | undefined;
  /** Hears of what an operator must look at: an organisation whose log is not the one that was signed; a head that could not be signed. */
  readonly alarm: (fault: Error, organisation: OrganisationId) => void;
}

/** On a node of several: what this node seals, as whoever leads. */
export interface SealedHere {
  /** @returns what ends the hearing. */
  hear(listener: {
    sealed(organisation: OrganisationId, leaves: number, types: ReadonlySet<string>): void;
    /** This node begins to seal: what the one before it left unsigned is signed here. */
    began(): void;
  }): () => void;
}

/** The end of an incident is worth a head at once: it is what an auditor asks for. */
const FORCING = 'IncidentClosed';
/** Milliseconds between two heads of one organisation, and between two looks at what is due. */
const APART = 1_000;
/** Milliseconds after the first unsigned leaf: at the last look within ten seconds. */
const LONGEST_UNSIGNED = 10_000 - APART;
const MOST_UNSIGNED = 256;

interface Waiting {
  /** Milliseconds of the clock at the first unsigned leaf, or at the last attempt to sign it. */
  readonly since: number;
  /** At the first unsigned leaf, however often it was attempted. */
  readonly oldest: number;
  leaves: number;
  forced: boolean;
}

export class Signing {
  readonly #signers = new Map<OrganisationId, Signer>();
  readonly #waiting = new Map<OrganisationId, Waiting>();
  readonly #signedAt = new Map<OrganisationId, number>();
  readonly #refusals: Refusals;
  #underWay: Promise<void> = Promise.resolve();
  #takesOver = false;
  #stopHearing: () => void = () => undefined;
  #stopTicking: () => void = () => undefined;

  constructor(private readonly parts: SigningParts) {
    this.#refusals = new Refusals({
      alarm: parts.alarm,
      checkRecord: (organisation) => this.#signer(organisation).checkRecord(),
      time: () => this.#time(),
    });
  }

  /**
   * Before anything is served: each organisation's log against its newest head, its tail against the bytes, and a head for what a crash left
   * unsigned. An organisation whose log is not the one that was signed is read only from here on, and the alarm says what differs.
   */
  async start(): Promise<void> {
    for await (const organisation of this.parts.seals.organisations()) {
      await steadily(() => this.#startWith(organisation));
    }
    this.#stopTicking = this.parts.ticker.every(APART, () => {
      this.#ring();
    });
    this.#stopHearing =
      this.parts.sealed?.hear({
        sealed: (organisation, leaves, types) => {
          this.written(organisation, leaves, types);
        },
        began: () => {
          this.#takesOver = true;
        },
      }) ?? this.#stopHearing;
  }

  /** Leaves were written: they are to be signed within ten seconds, 256 of them sooner. @param types of their events. */
  written(organisation: OrganisationId, leaves: number, types: ReadonlySet<string>): void {
    this.#wait(organisation, leaves, types.has(FORCING));
  }

  /** What waits to be signed; what is being signed just now does not. */
  get unsigned(): Unsigned {
    const all = [...this.#waiting.values()].filter(({ leaves }) => leaves > 0);
    const now = this.#time();
    return {
      leaves: all.reduce((sum, { leaves }) => sum + leaves, 0),
      seconds: all.reduce((longest, { oldest }) => Math.max(longest, (now - oldest) / 1_000), 0),
    };
  }

  #wait(organisation: OrganisationId, leaves: number, forced: boolean, oldest = this.#time()): void {
    const waiting = this.#waiting.get(organisation);
    if (waiting === undefined) this.#waiting.set(organisation, { since: this.#time(), oldest, leaves, forced });
    else {
      waiting.leaves += leaves;
      waiting.forced ||= forced;
    }
  }

  /** Whether the signer itself wrote what stands there: it tells nobody anything. */
  wrote(position: Position): boolean {
    return [...this.#signers.values()].some(({ memory }) => memory.written === position);
  }

  /** Why nothing is recorded for an organisation; null where all is well. */
  refusal(organisation: OrganisationId): string | null {
    return this.#refusals.of(organisation);
  }

  /** Before this node writes where there are others: what they found out is refused here, too. @throws LogError where that cannot be known. */
  heard(organisation: OrganisationId): Promise<void> {
    return this.#refusals.heard(organisation);
  }

  /** The newest head that covers everything recorded so far; null of an empty log. @throws Inconsistent. */
  async sign(organisation: OrganisationId): Promise<SignedHead | null> {
    const waiting = this.#waiting.get(organisation);
    this.#waiting.delete(organisation);
    const signed = this.#inTurn(() => this.#signer(organisation).sign());
    this.#signedAt.set(organisation, this.#time());
    try {
      return await signed;
    } catch (error) {
      if (error instanceof Inconsistent) this.#refusals.add(organisation, error);
      // What could not be signed now is signed at another look.
      else if (waiting !== undefined) this.#wait(organisation, waiting.leaves, waiting.forced, waiting.oldest);
      throw error;
    }
  }

  /**
   * Somebody showed a head that this register signed and that the log contradicts: both are kept, the alarm is raised, once for each head, and
   * nothing more is recorded until an operator accepts the log as it is.
   * @param found what the log has instead.
   */
  async contradicted(
    organisation: OrganisationId,
    found: { readonly size: number; readonly root: Uint8Array },
    note: string,
  ): Promise<void> {
    const isNew = await this.#inTurn(() => this.#signer(organisation).keep(found, note));
    if (!isNew) return;
    this.distrust(
      organisation,
      `a head that this register signed, and that somebody kept, contradicts it at ${found.size} events`,
    );
  }

  /** Nothing more is recorded for the organisation, and the alarm is raised. @param why what differs, in words for an operator. */
  distrust(organisation: OrganisationId, why: string): void {
    this.#refusals.add(organisation, notTheSigned(organisation, why));
  }

  /** @throws LogError UNAVAILABLE while leaves that were signed are still to be sealed again: nothing can be said of what is missing. */
  assertSealed(organisation: OrganisationId): Promise<void> {
    return this.#signer(organisation).assertSealed();
  }

  newest(organisation: OrganisationId): Promise<SignedHead | null> {
    return this.#signer(organisation).newest();
  }

  /** All heads of the present epoch, oldest first. */
  async heads(organisation: OrganisationId): Promise<readonly SignedHead[]> {
    const signer = this.#signer(organisation);
    const heads: SignedHead[] = [];
    for await (const remembered of signer.memory.heads()) heads.push(signer.head(remembered));
    const epoch = heads.at(-1)?.epoch;
    return heads.filter((head) => head.epoch === epoch);
  }

  /** Those of them that whoever holds the keys of now can verify, one of each size: what a bundle is given. */
  async verifiable(organisation: OrganisationId): Promise<readonly SignedHead[]> {
    const heads = await this.heads(organisation);
    const [first] = heads;
    if (first === undefined) return [];
    const known = this.parts.keys.signers(first.origin).map(({ verifier }) => verifier);
    const own = heads.filter(({ note }) => known.some((verifier) => bears(note, verifier)));
    return [...new Map(own.map((head) => [head.size, head])).values()];
  }

  /** What an auditor of the organisation keeps outside: C2SP tlog-policy. */
  async policy(organisation: OrganisationId): Promise<string> {
    const { keys, host } = this.parts;
    return keys.policy(host, (await this.newest(organisation))?.origin ?? originOf(host, organisation, 0));
  }

  /** Signs what is waiting, and stops. */
  async close(): Promise<void> {
    this.#stopTicking();
    this.#stopHearing();
    for (const organisation of [...this.#waiting.keys()]) await this.sign(organisation).catch(() => null);
    await this.#underWay;
  }

  async #startWith(organisation: OrganisationId): Promise<void> {
    const signer = this.#signer(organisation);
    try {
      await signer.check();
      const fault = await tailFault(this.parts.seals, organisation, (await signer.newest())?.size ?? 0);
      if (fault !== null) throw new Inconsistent(fault);
      await signer.sign();
    } catch (error) {
      this.#refusals.found(organisation, error);
    }
  }

  #ring(): void {
    if (this.#takesOver) this.#takeOver();
    const now = this.#time();
    for (const [organisation, { since, leaves, forced }] of this.#waiting) {
      const due = forced || leaves >= MOST_UNSIGNED || now - since >= LONGEST_UNSIGNED;
      if (!due || now - (this.#signedAt.get(organisation) ?? -Infinity) < APART) continue;
      this.sign(organisation).catch((error: unknown) => {
        if (error instanceof Inconsistent) return;
        this.parts.alarm(error instanceof Error ? error : new Error('unknown fault'), organisation);
      });
    }
  }

  /** Looks at every organisation: where nothing is unsigned nothing is signed. */
  #takeOver(): void {
    this.#takesOver = false;
    const all = async () => {
      for await (const organisation of this.parts.seals.organisations()) this.#wait(organisation, 0, false);
    };
    all().catch(() => {
      this.#takesOver = true;
    });
  }

  #signer(organisation: OrganisationId): Signer {
    const known = this.#signers.get(organisation);
    if (known !== undefined) return known;
    const signer = new Signer(this.parts, organisation);
    this.#signers.set(organisation, signer);
    return signer;
  }

  /** One head after the other: a signer's memory is compared and set. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#underWay.then(work);
    this.#underWay = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  #time(): number {
    return Date.parse(this.parts.now());
  }
}

const START_ATTEMPTS = 20;
const START_PAUSE = 25;

/** A log that cannot be read for a moment is asked again: half a second, at most. */
async function steadily(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const isPassing = error instanceof LogError && error.code !== 'CLOSED' && error.code !== 'DAMAGED';
      if (!isPassing || attempt === START_ATTEMPTS) throw error;
      await pause(START_PAUSE);
    }
  }
}

/** The answer to whoever would record in a log that is not the one that was signed. */
export function refusedWrite(): ApplicationError {
  return new ApplicationError(
    'UNAVAILABLE',
    'Nothing is recorded for this organisation: its log is not the one that was signed. Whoever runs the register must look at the log of the server. Reading goes on.',
  );
}
