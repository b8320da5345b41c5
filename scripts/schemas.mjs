/** Writes the two contracts to schema/: the API as schema.graphql, the stored events as events/*.json. `npm run schemas`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildArticle33Schema } from '../dist/graphql/schema.js';
import { printSortedSchema } from '../dist/graphql/sdl.js';
import { schemaFiles } from '../dist/incident/events/jsonSchemas.js';

// Files of older versions of an event are left alone.
const events = new URL('../schema/events/', import.meta.url);
mkdirSync(events, { recursive: true });
const files = schemaFiles();
for (const { name, text } of files) writeFileSync(new URL(name, events), text);

writeFileSync(new URL('../schema/schema.graphql', import.meta.url), printSortedSchema(await buildArticle33Schema()));
console.log(`schema/schema.graphql and ${files.length} schemas in schema/events/ written`);
