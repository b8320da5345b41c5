/** From stored JSON back to events: the one place where old versions are brought up to the newest and where what is unknown is found out. */
import type { Static, TSchema } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import {
  checkpointSchemas,
  incidentSchemas,
  organisationSchemas,
  referenceSchemas,
  type CheckpointEventBody,
  type IncidentEventBody,
  type OrganisationEventBody,
  type ReferenceEventBody,
} from './events/registry.js';
import { incidentUpcasters, type Upcaster, type Upcasters } from './upcasters.js';

/** A stored event as `evolve` takes it, or why nobody may go on with its stream. Reasons hold no event data. */
export type Decoded<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly reason: string };

/** For families of which every type is in its first version. */
const none: Upcasters = {};

export interface Decoder<Body> {
  /** @param schemaVersion as stored in the event's metadata. Total: whatever is given, the answer is a value. */
  decode(type: string, schemaVersion: number, data: unknown): Decoded<Body>;
  /** The version that this register writes; null for a type that it does not know. */
  newestVersion(type: string): number | null;
}

type BodyOf<Schemas extends Readonly<Record<string, TSchema>>> = {
  [T in keyof Schemas & string]: { readonly type: T; readonly data: Static<Schemas[T]> };
}[keyof Schemas & string];

/** A decoder for one family of events: schemas of the newest versions, and the steps that lead up to them. */
export function createDecoder<Schemas extends Readonly<Record<string, TSchema>>>(
  schemas: Schemas,
  upcasters: Upcasters = none,
): Decoder<BodyOf<Schemas>> {
  const known = new Map<string, { readonly steps: readonly Upcaster[]; check: TypeCheck<TSchema> | null }>();
  for (const type of Object.keys(schemas)) known.set(type, { steps: upcasters[type] ?? [], check: null });
  const checkOf = (type: string): TypeCheck<TSchema> | null => {
    const schema = schemas[type];
    const entry = known.get(type);
    if (schema === undefined || entry === undefined) return null;
    return (entry.check ??= TypeCompiler.Compile<TSchema>(schema));
  };
  const fits = (event: { readonly type: string; readonly data: unknown }): event is BodyOf<Schemas> =>
    checkOf(event.type)?.Check(event.data) ?? false;

  return {
    newestVersion(type) {
      const entry = known.get(type);
      return entry === undefined ? null : entry.steps.length + 1;
    },
    decode(type, schemaVersion, data) {
      const entry = known.get(type);
      if (entry === undefined) return { ok: false, reason: 'its type is not known to this version of the register' };
      const newest = entry.steps.length + 1;
      if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > newest) {
        return { ok: false, reason: `version ${schemaVersion} of ${type} is not known; the newest known is ${newest}` };
      }
      const event = { type, data: entry.steps.slice(schemaVersion - 1).reduce((older, step) => step(older), data) };
      if (fits(event)) return { ok: true, body: event };
      const path = checkOf(type)?.Errors(event.data).First()?.path ?? '';
      return { ok: false, reason: `${type} does not fit its schema at /data${path}` };
    },
  };
}

const incidentDecoder: Decoder<IncidentEventBody> = createDecoder(incidentSchemas, incidentUpcasters);
const organisationDecoder: Decoder<OrganisationEventBody> = createDecoder(organisationSchemas);
const referenceDecoder: Decoder<ReferenceEventBody> = createDecoder(referenceSchemas);
const checkpointDecoder: Decoder<CheckpointEventBody> = createDecoder(checkpointSchemas);

/** Decodes the data of an event of an incident's stream. */
export function decodeIncidentEvent(type: string, schemaVersion: number, data: unknown): Decoded<IncidentEventBody> {
  return incidentDecoder.decode(type, schemaVersion, data);
}

/** Decodes the data of an event of an organisation's stream. */
export function decodeOrganisationEvent(
  type: string,
  schemaVersion: number,
  data: unknown,
): Decoded<OrganisationEventBody> {
  return organisationDecoder.decode(type, schemaVersion, data);
}

/** Decodes the data of an event of a stream of references. */
export function decodeReferenceEvent(type: string, schemaVersion: number, data: unknown): Decoded<ReferenceEventBody> {
  return referenceDecoder.decode(type, schemaVersion, data);
}

/** Decodes the data of an event of a signer's stream. */
export function decodeCheckpointEvent(
  type: string,
  schemaVersion: number,
  data: unknown,
): Decoded<CheckpointEventBody> {
  return checkpointDecoder.decode(type, schemaVersion, data);
}

/** The version that this register writes of a type; null for a type that it does not know. */
export function newestVersionOf(type: string): number | null {
  return (
    incidentDecoder.newestVersion(type) ??
    organisationDecoder.newestVersion(type) ??
    referenceDecoder.newestVersion(type) ??
    checkpointDecoder.newestVersion(type)
  );
}
