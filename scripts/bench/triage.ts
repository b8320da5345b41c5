/** Advice on the published cases and on facts of which most are not known yet. `npm run bench:triage`. */
import { parseInstant } from '../../src/law/instant.js';
import type { TriageFacts } from '../../src/law/triage/facts.js';
import { triage } from '../../src/law/triage/triage.js';
import { CASES } from '../../test/law/triage/cases.js';
import { machine, measure, report, table, type Alternative } from './harness.js';

const ROUNDS_OF_CASES = 200;
const TARGET_PER_SECOND = 100_000;
const at = parseInstant('2026-11-24T12:00:00+01:00');
if (at === null) throw new Error('an instant is written wrongly');
const instant = at;

function advising(name: string, facts: readonly TriageFacts[]): Alternative {
  return {
    name,
    run() {
      let rules = 0;
      for (let round = 0; round < ROUNDS_OF_CASES; round += 1)
        for (const one of facts) rules += triage(one, instant).authority.rules.length;
      if (rules < facts.length * ROUNDS_OF_CASES) throw new Error('an advice without rules');
      return Promise.resolve(facts.length * ROUNDS_OF_CASES);
    },
  };
}

const known = CASES.map(({ facts }) => facts);
const thin = known.map(({ personalDataInvolved, personalDataAffected, natures, exposure }) => ({
  personalDataInvolved,
  personalDataAffected,
  natures,
  exposure,
}));
const measured = await measure([
  advising('published cases and pairs', known),
  advising('the same, hardly anything known', thin),
]);
report(
  'docs/benchmarks.md',
  'triage',
  [
    '## Triage',
    '',
    `Advice with rules, score and conflicts, without texts; median of 7 interleaved rounds of ${CASES.length * ROUNDS_OF_CASES} each. ${machine()}.`,
    '',
    table(measured, 'triages'),
    '',
    `Target: ${TARGET_PER_SECOND.toLocaleString('en')} a second on one core.`,
  ].join('\n'),
);
