/**
 * Building blocks of the event schemas. One schema gives the TypeScript type, the JSON Schema in schema/events/ and the check at decoding.
 * THE TYPES AND THEIR NAMES ARE A STORAGE CONTRACT: a change is a new schemaVersion with an upcaster.
 */
import {
  Kind,
  Type,
  TypeRegistry,
  type SchemaOptions,
  type TObject,
  type TProperties,
  type TSchema,
  type TUnsafe,
} from '@sinclair/typebox';
import type { Instant } from '../../law/instant.js';
import type { EntryId, IncidentId } from '../ids.js';

/** Texts up to this many characters (UTF-16 units, as the API counts them). */
export const textLimits = { title: 200, name: 200, text: 20_000 } as const;

/** An object that knows its keys: what is not described is refused. */
export function closed<T extends TProperties>(properties: T, options?: SchemaOptions): TObject<T> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** Known to be unknown is null. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

const LITERALS = 'Literals';
TypeRegistry.Set<{ readonly enum: readonly string[] }>(
  LITERALS,
  (schema, value) => typeof value === 'string' && schema.enum.includes(value),
);

/** One of a closed list. */
export function oneOf<const V extends readonly string[]>(values: V): TUnsafe<V[number]> {
  return Type.Unsafe<V[number]>({ [Kind]: LITERALS, type: 'string', enum: [...values] });
}

/** RFC 3339 with milliseconds and the offset as it was given. */
export const instant = Type.Unsafe<Instant>(
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}(Z|[+-]\\d{2}:\\d{2})$' }),
);

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
export const entryId = Type.Unsafe<EntryId>(Type.String({ pattern: UUID }));
export const incidentId = Type.Unsafe<IncidentId>(Type.String({ pattern: UUID }));

/** Free words of people: they may name anybody, so every one is marked as personal. */
export function freeText(maxLength: number = textLimits.text) {
  return Type.String({ maxLength, personal: true });
}

/** A name or address of a person. */
export function personalName() {
  return Type.String({ maxLength: textLimits.name, personal: true });
}

export const contact = closed({
  name: personalName(),
  email: nullable(personalName()),
  phone: nullable(personalName()),
});
export const decider = closed({ name: personalName(), capacity: personalName() });
export const party = closed({
  name: personalName(),
  contact: nullable(personalName()),
  reference: nullable(personalName()),
  informedAt: nullable(instant),
});

/** A number of persons, or unknown. */
export const persons = nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 }));

/** On the first event of a command: tells a repeat from a reuse of its id. */
export const commandMark = closed({
  name: Type.String({ maxLength: 100 }),
  /** SHA-256 in hex of the canonical input without commandId and expectedRevision. */
  digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
