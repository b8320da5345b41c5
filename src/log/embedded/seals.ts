import { setImmediate as turn } from 'node:timers/promises';
import { emptyFrontier, frontierRoot, parseFrontier } from '../../proof/index.js';
import type { EventId, OrganisationId, Position, SealedEvent, Seals, StreamName } from '../port.js';
import { envelopeOf } from '../seal.js';
import { page, PAGE_EVENTS_MAX, type Guard } from './reader.js';
import { asPosition, recordedEvent, type SealedRow, type Statements } from './statements.js';

/** Read at once: 160 kB. */
const HASHES_MAX = 5_000;

/** The leaves that the embedded log wrote in each append's own transaction. */
export class EmbeddedSeals implements Seals {
  constructor(
    private readonly statements: Statements,
    private readonly guard: Guard,
  ) {}

  async upTo(): Promise<Position | null> {
    const position = this.guard(() => this.statements.lastPosition.get()?.position ?? null);
    return Promise.resolve(position === null ? null : asPosition(position));
  }

  async size(organisation: OrganisationId): Promise<number> {
    return Promise.resolve(this.guard(() => this.statements.organisation.get(organisation)?.size ?? 0));
  }

  async root(organisation: OrganisationId): Promise<{ size: number; root: Uint8Array }> {
    const row = this.guard(() => this.statements.organisation.get(organisation));
    const frontier = row === undefined ? emptyFrontier : parseFrontier(row.frontier);
    return Promise.resolve({ size: frontier.size, root: frontierRoot(frontier) });
  }

  async *leaves(organisation: OrganisationId, { from, to }: { from: number; to: number }): AsyncGenerator<SealedEvent> {
    const key = this.guard(() => this.statements.organisation.get(organisation)?.key);
    if (key === undefined) return;
    for (let next = from; next < to;) {
      const start = next;
      const rows = this.guard(() => page(this.statements.leaves, [key, start, to, PAGE_EVENTS_MAX]));
      const last = rows.at(-1);
      if (last === undefined) return;
      for (const row of rows) yield sealedEvent(row);
      next = last.seq + 1;
      await turn();
    }
  }

  async *hashes(organisation: OrganisationId, { from, to }: { from: number; to: number }): AsyncGenerator<Uint8Array> {
    const key = this.guard(() => this.statements.organisation.get(organisation)?.key);
    if (key === undefined) return;
    for (let next = from; next < to;) {
      const start = next;
      const rows = this.guard(() => this.statements.hashes.all(key, start, to, HASHES_MAX));
      if (rows.length === 0) return;
      for (const { leaf } of rows) yield leaf;
      next += rows.length;
      await turn();
    }
  }

  async *organisations(): AsyncGenerator<OrganisationId> {
    for (let after = 0; ;) {
      const start = after;
      const rows = this.guard(() => this.statements.organisationPage.all(start, PAGE_EVENTS_MAX));
      const last = rows.at(-1);
      if (last === undefined) return;
      for (const { id, size } of rows) if (size > 0) yield id;
      after = last.key;
      await turn();
    }
  }

  async of(stream: StreamName, id: EventId): Promise<SealedEvent | null> {
    const row = this.guard(() => {
      const key = this.statements.streamKey.get(stream)?.key;
      return key === undefined ? undefined : this.statements.sealOf.get({ stream: key, id });
    });
    return Promise.resolve(row === undefined ? null : sealedEvent(row));
  }
}

/** The envelope is put together from what was kept of it; whether it still hashes to the leaf is for a verifier to say. */
function sealedEvent(row: SealedRow): SealedEvent {
  const event = recordedEvent(row);
  const place = { stream: row.stream, revision: row.revision, seq: row.seq, previous: row.previous };
  return {
    leaf: { organisation: row.organisation, seq: row.seq, hash: row.leaf },
    envelope: envelopeOf(row, place, row.commitment),
    event,
  };
}
