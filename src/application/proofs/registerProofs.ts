import type { Caller } from '../../identity/caller.js';
import type { Organisation } from '../../incident/organisation.js';
import type { EventId, EventLog, Seals } from '../../log/port.js';
import {
  consistencyPath,
  inclusionPath,
  parseCheckpoint,
  parseNote,
  parseVkey,
  tlogProofText,
  verifyNote,
  type Checkpoint,
} from '../../proof/index.js';
import type { Fault } from '../../verifier/faults.js';
import type { NotProven } from '../../verifier/report.js';
import type { IncidentView } from '../application.js';
import { incidentStream, parseIncidentId } from '../ids.js';
import type { SignedHead } from '../signing/head.js';
import type { Signing } from '../signing/signing.js';
import { evidenceSource, type EvidenceSource } from './evidenceSource.js';
import { checkIncident } from './incidentCheck.js';
import { checkpointIn, knownHead, ownHeads } from './heads.js';
import type { Integrity, Proofs, RecordChecked, Unsigned, Verification } from './proofs.js';
import { RecordCheck } from './recordCheck.js';
import { Trees } from './trees.js';
import type { OpenChecker } from './checker.js';
import { Verifications } from './verifications.js';

export interface ProofsParts {
  readonly log: EventLog;
  readonly seals: Seals;
  readonly signing: Signing;
  /** Null for what is not the caller's to read. */
  readonly look: (caller: Caller, incidentId: string) => Promise<IncidentView | null>;
  readonly organisation: (caller: Caller) => Promise<Organisation>;
  readonly checker: OpenChecker;
  /** Hears of a check that could not be brought to its end. */
  readonly failed: (fault: unknown) => void;
}

const SIZE_MAX = Number.MAX_SAFE_INTEGER;

export class RegisterProofs implements Proofs {
  readonly #trees: Trees;
  readonly #verifications: Verifications;
  readonly #record: RecordCheck;

  constructor(private readonly parts: ProofsParts) {
    this.#trees = new Trees(parts.seals);
    this.#verifications = new Verifications(parts.seals, parts.checker, parts.failed);
    this.#record = new RecordCheck(parts);
  }

  get unsigned(): Unsigned {
    return this.parts.signing.unsigned;
  }

  async checkpoint({ organisation }: Caller): Promise<string | null> {
    return (await this.parts.signing.newest(organisation))?.note ?? null;
  }

  policy({ organisation }: Caller): Promise<string> {
    return this.parts.signing.policy(organisation);
  }

  async inclusionProof(caller: Caller, eventId: string): Promise<string | null> {
    const [incidentId = '', id = '', ...more] = eventId.split('/');
    const incident = parseIncidentId(incidentId);
    if (incident === null || parseIncidentId(id) === null || more.length > 0) return null;
    if ((await this.parts.look(caller, incident)) === null) return null;
    const sealed = await this.parts.seals.of(incidentStream(incident), id as EventId); // A UUID, as was asked for above.
    const head = await this.parts.signing.newest(caller.organisation);
    if (sealed === null || head === null || sealed.leaf.seq >= head.size) return null;
    const tree = await this.#trees.of(caller.organisation);
    const path = inclusionPath(sealed.leaf.seq, head.size, (from, to) => tree.root(from, to));
    return tlogProofText({ extra: Buffer.from(sealed.envelope), index: sealed.leaf.seq, path, checkpoint: head.note });
  }

  async consistencyProof({ organisation }: Caller, from: number, to: number): Promise<readonly string[] | null> {
    const head = await this.parts.signing.newest(organisation);
    if (head === null || from < 1 || from > to || to > Math.min(head.size, SIZE_MAX)) return null;
    const tree = await this.#trees.of(organisation);
    return consistencyPath(from, to, (start, end) => tree.root(start, end)).map((hash) =>
      Buffer.from(hash).toString('base64'),
    );
  }

  async verify(caller: Caller, incidentId: string): Promise<Integrity | null> {
    const view = await this.parts.look(caller, incidentId);
    if (view === null) return null;
    const newest = await this.#newestHead(caller.organisation);
    const head = newest === null ? null : checkpointIn(newest.note);
    const { log, seals } = this.parts;
    const tree = await this.#trees.of(caller.organisation);
    const { checked, faults } = await checkIncident({ log, seals, tree, head }, incidentStream(view.incident.id));
    return integrity({ checked, faults, newest, complete: null, gaps: ['COMPLETENESS_NO_OUTSIDE_HEAD'] });
  }

  async startVerification({ organisation }: Caller, knownCheckpoint: string | null): Promise<Verification> {
    const newest = await this.#newestHead(organisation);
    await this.parts.signing.assertSealed(organisation);
    const own = ownHeads(await this.parts.signing.heads(organisation));
    const outside = knownCheckpoint === null ? null : await this.#outside(organisation, newest, knownCheckpoint);
    const heads = outside === null || typeof outside === 'string' ? own : [...own, knownHead(outside, true)];
    const unusable: readonly Fault[] =
      typeof outside === 'string' ? [{ code: outside, detail: 'knownCheckpoint' }] : [];
    return this.#verifications.start(
      organisation,
      knownCheckpoint,
      heads,
      async ({ checked, faults: found, ...held }) => {
        const faults = [...unusable, ...found];
        if (held.outside?.isMet === false && knownCheckpoint !== null) {
          await this.parts.signing.contradicted(organisation, held.outside, knownCheckpoint).catch(this.parts.failed);
        }
        const isShort = faults.some(({ code }) => code === 'TAIL_MISSING');
        const complete = held.outside?.isMet ?? (isShort ? false : null);
        const isBeyond = held.outside !== null && held.outside.size < checked;
        const gaps: NotProven[] =
          held.outside === null ? ['COMPLETENESS_NO_OUTSIDE_HEAD'] : isBeyond ? ['AFTER_OUTSIDE_HEAD'] : [];
        return integrity({ checked, faults, newest, complete, gaps });
      },
    );
  }

  async evidence(caller: Caller, incidentId: string | null): Promise<EvidenceSource | null> {
    const view = incidentId === null ? null : await this.parts.look(caller, incidentId);
    if (incidentId !== null && view === null) return null;
    const { log, seals, signing } = this.parts;
    const head = await this.#newestHead(caller.organisation);
    if (head === null) return null;
    const tree = await this.#trees.of(caller.organisation);
    const heads = { head, all: await signing.verifiable(caller.organisation) };
    return evidenceSource({ log, seals, tree }, heads, await this.parts.organisation(caller), view);
  }

  verification({ organisation }: Caller, id: string): Promise<Verification | null> {
    return Promise.resolve(this.#verifications.of(organisation, id));
  }

  checkRecord(): Promise<RecordChecked> {
    return this.#record.run();
  }

  async close(): Promise<void> {
    await Promise.all([this.#verifications.close(), this.#record.close()]);
  }

  /** What is checked or handed out is held to a head that covers it; where the log is not the one that was signed, to the last one signed. */
  #newestHead(organisation: Caller['organisation']): Promise<SignedHead | null> {
    const { signing } = this.parts;
    const newest = () => signing.newest(organisation);
    return signing.refusal(organisation) === null ? signing.sign(organisation).catch(newest) : newest();
  }

  /** The head that somebody kept, if this register signed it for this log; else why not. */
  async #outside(
    organisation: Caller['organisation'],
    newest: SignedHead | null,
    text: string,
  ): Promise<Checkpoint | 'CHECKPOINT_MALFORMED' | 'CHECKPOINT_NOT_SIGNED'> {
    const note = parseNote(text);
    const checkpoint = note === null ? null : parseCheckpoint(note.text);
    if (note === null || checkpoint === null) return 'CHECKPOINT_MALFORMED';
    const policy = await this.parts.signing.policy(organisation);
    const keys = policy.split('\n').flatMap((line) => parseVkey(line.replace(/^log /, '')) ?? []);
    const verified = verifyNote(note, keys) ?? [];
    const isOwn = newest === null || checkpoint.origin === newest.origin;
    return verified.length > 0 && isOwn ? checkpoint : 'CHECKPOINT_NOT_SIGNED';
  }
}

interface Found {
  readonly checked: number;
  readonly faults: readonly Fault[];
  readonly newest: SignedHead | null;
  readonly complete: boolean | null;
  readonly gaps: readonly NotProven[];
}

function integrity({ checked, faults, newest, complete, gaps }: Found): Integrity {
  return {
    intact: faults.length === 0,
    complete,
    eventsChecked: checked,
    faults,
    notProven: ['TRUTH', ...gaps, newest === null ? 'TIME_NOT_STATED' : 'TIME_IS_OPERATORS_OWN'],
    checkpoint: newest?.note ?? null,
  };
}
