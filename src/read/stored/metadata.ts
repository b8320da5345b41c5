/** What stands beside an event's data: who, when, for whom, because of what. Opaque ids only, never a name. */
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { closed, entryId, instant } from '../../incident/events/schema.js';
import type { ActorId, OrganisationId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import { canonicalJson } from '../../proof/index.js';

export interface Metadata {
  readonly actor: ActorId;
  /** UUID of the command: `causationIdOf`. */
  readonly causationId: string;
  /** The causationId of the first command in a chain: a command that comes from a caller begins one. */
  readonly correlationId: string;
  /** When it happened, as said, with the offset given. */
  readonly occurredAt: Instant;
  readonly organisation: OrganisationId;
  /** By the register's clock, UTC. */
  readonly recordedAt: Instant;
  /** The role that the actor wore. */
  readonly role: string;
  readonly schemaVersion: number;
}

const schema = TypeCompiler.Compile(
  closed({
    actor: Type.Unsafe<ActorId>(entryId),
    causationId: entryId,
    correlationId: entryId,
    occurredAt: instant,
    organisation: Type.Unsafe<OrganisationId>(entryId),
    recordedAt: Type.Unsafe<Instant>(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' })),
    role: Type.String({ pattern: '^[A-Z]{1,50}$' }),
    schemaVersion: Type.Integer({ minimum: 1 }),
  }),
);

/** Canonical JSON (RFC 8785): the bytes that are stored and hashed. */
export function metadataText(metadata: Metadata): string {
  return canonicalJson(metadata);
}

/** Null where the text is not exactly what `metadataText` writes of. */
export function parseMetadata(text: string): Metadata | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return schema.Check(value) ? value : null;
}
