import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { printSortedSchema } from '../../src/graphql/sdl.js';
import { notYet } from './notYet.js';

describe('the schema that is served', () => {
  let served: GraphQLSchema;
  beforeAll(async () => {
    served = await buildArticle33Schema();
  });

  test('breaks nothing that the contract promises, but for what is still to come', () => {
    const contract = buildSchema(readFileSync(join(__dirname, '..', 'fixtures', 'contract.graphql'), 'utf8'));
    const missing = findBreakingChanges(contract, served).map(({ description }) => description);
    expect(missing.filter((change) => !notYet.includes(change))).toEqual([]);
    // A line of what is still to come goes when it has come.
    expect(notYet.filter((change) => !missing.includes(change))).toEqual([]);
  });

  test('is the one committed in schema/schema.graphql (to refresh it: npm run schemas)', () => {
    const committed = readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8');
    expect(printSortedSchema(served)).toBe(committed);
  });
});
