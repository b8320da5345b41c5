/** What hostile documents cost the gate of both doors before it refuses them, in milliseconds of the event loop. `npm run bench:doors`. */
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { Documents } from '../../src/server/gate/documents.js';
import { machine, measure, report, table, type Alternative } from './harness.js';

/** Milliseconds in which each must be refused. */
const TARGET_MS = 100;
const ROUNDS = 7;
/** Each is read so often in a round, with a comment of its own, for what is known is not read again. */
const READINGS = 5;

const documents = new Documents(await buildArticle33Schema(), true);
let serial = 0;

function refusing(name: string, text: string, refused = true): Alternative {
  return {
    name: `${name} (${Math.round(text.length / 102.4) / 10} KB)`,
    run() {
      for (let reading = 0; reading < READINGS; reading += 1) {
        const read = documents.read(`${text} # ${(serial += 1)}`);
        if ('kind' in read === refused) throw new Error(`${name}: not as it should be`);
      }
      return Promise.resolve(READINGS);
    },
  };
}

const repeated = (times: number, field: string) => `{ ${`${field} `.repeat(times)}}`;
const nestedFragments = `{ ${'...{ me { role } '.repeat(2_900)}${'} '.repeat(2_900)}}`;
const spread = Array.from({ length: 100 }, (_, n) => `...F${n}`).join(' ');
const fragments = Array.from(
  { length: 100 },
  (_, n) => `fragment F${n} on Query { me { role actor { id name } organisation { id } } }`,
).join(' ');
const widest = Array.from(
  { length: 30 },
  () => 'me { role actor { id name } organisation { id name timeZone } permissions }',
);

const measured = await measure(
  [
    refusing(
      'a harmless document, for comparison',
      '{ me { role actor { id name } organisation { id name timeZone } } }',
      false,
    ),
    refusing('nested inline fragments', nestedFragments),
    refusing('the same field 400 times', repeated(400, 'me { role }')),
    refusing('2,000 tokens of fields', repeated(1_990, 'position')),
    refusing('100 fragments with the same fields', `{ ${spread} } ${fragments}`),
    refusing('as much of one name as is allowed, taken', `{ ${widest.join(' ')} }`, false),
    refusing('ten thousand brackets', `{ nodes(ids: ${'['.repeat(10_000)}`),
  ],
  ROUNDS,
);
const slowest = Math.max(...measured.map(({ wall }) => wall / 1_000));
report(
  'docs/benchmarks.md',
  'doors',
  [
    '## Hostile documents',
    '',
    `From text to refusal (or, where it says so, to a document), which is time that the event loop does nothing else; median of ${ROUNDS} rounds. ${machine()}.`,
    '',
    table(measured, 'documents'),
    '',
    `Slowest: ${slowest.toFixed(1)} ms; each is to be through within ${TARGET_MS} ms: ${slowest < TARGET_MS ? 'met' : 'missed'}.`,
  ].join('\n'),
);
