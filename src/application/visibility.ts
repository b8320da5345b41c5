/** That whoever asked something after a command was answered sees what it did, though lists are written a moment after the log. */
import { LRUCache } from 'lru-cache';
import type { OrganisationId, Position } from '../log/port.js';
import type { ReadModels } from '../read/port.js';

/** Milliseconds that somebody waits for lists to show what was written. */
const WITHIN = 2_000;
/** Organisations that wrote here lately; what was written before is visible long since. */
const ORGANISATIONS = 10_000;
/** Answers that lists may be behind. */
const BEHIND = 256;

/**
 * Where one process holds the register it is the reader who waits, for what his own organisation wrote; writers stop only where lists fall far
 * behind them. Where nodes share the lists another node's reader knows of nothing, so the writer waits.
 */
export class Visibility {
  /** Of the newest answers, oldest first. */
  readonly #newest: Position[] = [];
  readonly #written = new LRUCache<OrganisationId, { readonly position: Position }>({ max: ORGANISATIONS });

  constructor(private readonly readModels: Pick<ReadModels, 'waitFor' | 'dialect'>) {}

  /** To be awaited before a command is answered. Never rejects. */
  async wrote(organisation: OrganisationId, position: Position): Promise<void> {
    if (this.readModels.dialect === 'postgres') {
      await this.readModels.waitFor(position, WITHIN);
      return;
    }
    const before = this.#written.get(organisation)?.position;
    if (before === undefined || before < position) this.#written.set(organisation, { position });
    this.#newest.push(position);
    const old = this.#newest.length > BEHIND ? this.#newest.shift() : undefined;
    if (old !== undefined) await this.readModels.waitFor(old, WITHIN);
  }

  /** To be awaited before lists are read: they then show what was answered here before, or did not come to in two seconds. Never rejects. */
  async reading(organisation: OrganisationId): Promise<void> {
    const written = this.#written.get(organisation);
    if (written === undefined) return;
    const isVisible = await this.readModels.waitFor(written.position, WITHIN);
    if (isVisible && this.#written.peek(organisation) === written) this.#written.delete(organisation);
  }
}
