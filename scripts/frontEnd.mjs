/**
 * The types of the sample client, by graphql-codegen's client preset: examples/front-end/documents and the schema become
 * examples/front-end/generated (not committed). `npm run check:client` also type-checks the client with them.
 * An argument names another schema than schema/schema.graphql.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, parse } from 'graphql';

const root = fileURLToPath(new URL('..', import.meta.url));
const client = join(root, 'examples', 'front-end');
const generated = join(client, 'generated');

const schema = readFileSync(process.argv[2] ?? join(root, 'schema', 'schema.graphql'), 'utf8');
const documents = readdirSync(join(client, 'documents')).map((name) => {
  const location = join(client, 'documents', name);
  const rawSDL = readFileSync(location, 'utf8');
  return { location, rawSDL, document: parse(rawSDL) };
});
const files = await preset.buildGeneratesSection({
  baseOutputDir: `${generated}/`,
  schema: parse(schema),
  schemaAst: buildSchema(schema),
  documents,
  config: {
    // Every scalar must be named here, so that none is `any`. BigInt travels as a string, and so do instants and positions.
    strictScalars: true,
    useTypeImports: true,
    scalars: { BigInt: 'string', DateTime: 'string', JSON: 'unknown', Position: 'string' },
  },
  presetConfig: { fragmentMasking: false },
  plugins: [],
  pluginMap: {},
});
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
// The typed documents; what else the preset makes is for documents that stand in the code.
const file = files.find(({ filename }) => filename.endsWith('graphql.ts'));
writeFileSync(file.filename, await codegen(file));
