/** The whole record against all that was signed of it, once after a start: while everybody is served already. */
import type { OrganisationId, Seals } from '../../log/port.js';
import type { Fault } from '../../verifier/faults.js';
import type { Signing } from '../signing/signing.js';
import { checkerInPlace, recompute, type OpenChecker } from './checker.js';
import { ownHeads } from './heads.js';
import type { RecordChecked } from './proofs.js';

export interface RecordCheckParts {
  readonly seals: Seals;
  readonly signing: Pick<Signing, 'heads' | 'refusal' | 'distrust'>;
  /** For logs that are not small. */
  readonly checker: OpenChecker;
  /** Hears of an organisation whose check could not be brought to its end. */
  readonly failed: (fault: unknown) => void;
}

/** A thread costs more than that many events. */
const SMALL = 500;
/** Faults that an alarm names. */
const NAMED = 3;

export class RecordCheck {
  readonly #closing = new AbortController();
  #running: Promise<RecordChecked> | null = null;

  constructor(private readonly parts: RecordCheckParts) {}

  /** Checks each organisation that is not refused already, one after the other. Begun once; never rejects. */
  run(): Promise<RecordChecked> {
    return (this.#running ??= this.#all());
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #all(): Promise<RecordChecked> {
    let checked: RecordChecked = { organisations: 0, events: 0, refused: [], whole: true };
    try {
      for await (const organisation of this.parts.seals.organisations()) {
        if (this.parts.signing.refusal(organisation) !== null) continue;
        checked = await this.#with(organisation, checked);
        if (this.#closing.signal.aborted) break;
      }
      return checked;
    } catch (error) {
      return this.#broken(error, checked);
    }
  }

  async #with(organisation: OrganisationId, before: RecordChecked): Promise<RecordChecked> {
    const { seals, signing, checker } = this.parts;
    try {
      // The heads first: what is signed meanwhile covers more than what is looked at.
      const heads = ownHeads(await signing.heads(organisation));
      const size = await seals.size(organisation);
      const open = size > SMALL ? checker : checkerInPlace;
      const asked = { organisation, size, heads, signal: this.#closing.signal };
      const { faults } = await recompute(seals, open, asked);
      if (faults.length > 0) signing.distrust(organisation, inWords(faults));
      const refused = faults.length > 0 ? [...before.refused, organisation] : before.refused;
      return { ...before, refused, organisations: before.organisations + 1, events: before.events + size };
    } catch (error) {
      return this.#broken(error, before);
    }
  }

  #broken(error: unknown, checked: RecordChecked): RecordChecked {
    if (!this.#closing.signal.aborted) this.parts.failed(error);
    return { ...checked, whole: false };
  }
}

function inWords(faults: readonly Fault[]): string {
  const named = faults.slice(0, NAMED).map(({ code, seq, stream, detail }) => {
    const place = seq === undefined ? '' : ` at leaf ${seq}${stream === undefined ? '' : ` (${stream})`}`;
    return `${code}${place}${detail === undefined ? '' : `: ${detail}`}`;
  });
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : '';
  return `recomputed from its first event it does not lead to what was signed: ${named.join('; ')}${more}`;
}
