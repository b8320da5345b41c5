/** The stored events as JSON Schemas, for readers of the log who have nothing of this register: schema/events/ holds them, reviewed as diffs. */
import type { TSchema } from '@sinclair/typebox';
import { newestVersionOf } from '../decode.js';
import { checkpointSchemas, incidentSchemas, organisationSchemas, referenceSchemas } from './registry.js';

export interface SchemaFile {
  /** `<Type>.v<version>.json`. */
  readonly name: string;
  /** JSON, keys sorted, indented by two, with a line feed at the end. */
  readonly text: string;
}

/**
 * One JSON Schema (draft 2020-12) of the `data` of every event type in its newest version, sorted by name. Fields with `"personal": true` may
 * hold what people wrote or who they are. Files of older versions stay as they were: they describe events that are stored.
 */
export function schemaFiles(): readonly SchemaFile[] {
  const schemas: Readonly<Record<string, TSchema>> = {
    ...incidentSchemas,
    ...organisationSchemas,
    ...referenceSchemas,
    ...checkpointSchemas,
  };
  return Object.entries(schemas)
    .map(([type, schema]) => schemaFile(type, newestVersionOf(type) ?? 1, schema))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function schemaFile(type: string, version: number, schema: TSchema): SchemaFile {
  const described = {
    ...schema,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:article33:event:${type}:v${version}`,
    title: `${type}, version ${version}`,
  };
  return { name: `${type}.v${version}.json`, text: `${JSON.stringify(sorted(described), null, 2)}\n` };
}

/** Plain data with its keys in order; the compiler's own marks (symbols) are left behind. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
