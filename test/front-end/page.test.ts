import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  concatAST,
  Kind,
  parse,
  print,
  specifiedRules,
  validate,
  type DefinitionNode,
  type DocumentNode,
} from 'graphql';
import { ERROR_CODES } from '../../src/graphql/errors.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { Documents } from '../../src/server/gate/documents.js';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'front-end.md'), 'utf8');
const folder = join(root, 'examples', 'front-end', 'documents');

function nameOf(definition: DefinitionNode): string {
  const named = definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION;
  return named ? (definition.name?.value ?? '') : '';
}

/** Definitions by name, as they are printed. */
function byName(documents: readonly DocumentNode[]): ReadonlyMap<string, string> {
  return new Map(concatAST(documents).definitions.map((definition) => [nameOf(definition), print(definition)]));
}

describe('the page for front-end teams', () => {
  const shown = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => parse(text));
  const used = readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')));

  test('shows the documents that the sample client sends, and no other', () => {
    expect(shown.length).toBeGreaterThan(10);
    const [onPage, inClient] = [byName(shown), byName(used)];
    expect(Object.fromEntries(onPage)).toEqual(Object.fromEntries(inClient));
  });

  test('has documents that the schema and the doors take', async () => {
    const schema = await buildArticle33Schema();
    const fragments = used.flatMap(({ definitions }) =>
      definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
    );
    const text = print(concatAST(used));
    expect(validate(schema, parse(text), specifiedRules).map(({ message }) => message)).toEqual([]);
    const documents = new Documents(schema, true);
    const operations = used.flatMap(({ definitions }) =>
      definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION),
    );
    expect(operations.length).toBeGreaterThanOrEqual(12);
    for (const operation of operations) {
      const body = print(operation);
      const needed = fragments.filter((fragment) => body.includes(`...${nameOf(fragment)}`)).map((each) => print(each));
      expect(documents.read([body, ...needed].join('\n'))).toHaveProperty('kind', 'Document');
    }
  });

  test('says of every error code what to do', () => {
    const table = page.slice(page.indexOf('## Errors'));
    expect(ERROR_CODES.filter((code) => !table.includes(`\`${code}\``))).toEqual([]);
  });
});
