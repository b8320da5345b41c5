/** Organisations for which nothing is recorded, because their log is not the one that was signed. */
import { LRUCache } from 'lru-cache';
import type { OrganisationId } from '../../log/port.js';
import { ApplicationError } from '../application.js';
import { Inconsistent } from './signer.js';

export interface RefusalsParts {
  /** Hears of each organisation once for each thing that is found out. */
  readonly alarm: (fault: Error, organisation: OrganisationId) => void;
  /** Whether nothing is on record that contradicts the newest head, whichever node found it out. @throws Inconsistent. */
  readonly checkRecord: (organisation: OrganisationId) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly time: () => number;
}

interface Look {
  readonly at: number;
  readonly done: Promise<void>;
}

/** Milliseconds between two looks at the record of one organisation. */
const LOOKS_APART = 5_000;
/** Organisations that wrote here lately. */
const LOOKED_AT = 10_000;

export class Refusals {
  readonly #why = new Map<OrganisationId, string>();
  readonly #looks = new LRUCache<OrganisationId, Look>({ max: LOOKED_AT });

  constructor(private readonly parts: RefusalsParts) {}

  /** Why nothing is recorded; null where all is well, as far as this node knows. */
  of(organisation: OrganisationId): string | null {
    return this.#why.get(organisation) ?? null;
  }

  /** Nothing more is recorded, and the alarm is raised. */
  add(organisation: OrganisationId, fault: Error): void {
    this.#why.set(organisation, fault.message);
    this.parts.alarm(fault, organisation);
  }

  /** What looking at the log came to is refused where it says that the log is not the one that was signed. @throws the error where it does not. */
  found(organisation: OrganisationId, error: unknown): void {
    const isDamage = error instanceof ApplicationError && error.code === 'DAMAGED_STREAM';
    if (!(error instanceof Inconsistent) && !isDamage) throw error;
    this.add(organisation, error);
  }

  /**
   * To be awaited before this node writes where there are others: what they found out is looked for on record, every five seconds at most.
   * @throws LogError where the record cannot be read.
   */
  heard(organisation: OrganisationId): Promise<void> {
    const now = this.parts.time();
    const last = this.#looks.get(organisation);
    if (last !== undefined && now - last.at < LOOKS_APART) return last.done;
    const done = this.#look(organisation);
    this.#looks.set(organisation, { at: now, done });
    return done;
  }

  async #look(organisation: OrganisationId): Promise<void> {
    if (this.#why.has(organisation)) return;
    try {
      await this.parts.checkRecord(organisation);
    } catch (error) {
      this.#looks.delete(organisation);
      // It may have been found out meanwhile.
      if (!this.#why.has(organisation)) this.found(organisation, error);
    }
  }
}
