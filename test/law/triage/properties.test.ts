import fc from 'fast-check';
import type { AdviceAnswer, TriageAdvice } from '../../../src/law/triage/advice.js';
import { RULE_BOOK } from '../../../src/law/triage/book.js';
import type { TriageFacts } from '../../../src/law/triage/facts.js';
import { renderReason } from '../../../src/law/triage/reason.js';
import { triage, triageBy } from '../../../src/law/triage/triage.js';
import { anyFacts, knownBreaches } from './arbitraryFacts.js';
import { at } from './instants.js';
import { EXEMPT, ORDERS } from './orders.js';

const runs = { numRuns: 500 };
const facts = fc.oneof(anyFacts, knownBreaches);
const duties = ['register', 'authority', 'subjects', 'controllers'] as const;

/** Facts with some of them as others have them; what the others do not have is not known. */
function replaced(base: TriageFacts, names: readonly (keyof TriageFacts)[], others: TriageFacts): TriageFacts {
  return names.reduce<TriageFacts>((facts, name) => ({ ...facts, [name]: others[name] }), base);
}

const mirrored = <Value>(list: readonly Value[] | null | undefined) => list && [...list.toReversed(), ...list];

function rank(answer: AdviceAnswer): number {
  switch (answer) {
    case 'NOT_REQUIRED':
      return 0;
    case 'UNDETERMINED':
      return 1;
    case 'REQUIRED':
    case 'PUBLIC_COMMUNICATION':
      return 2;
  }
}

const ranks = (advice: TriageAdvice) => duties.map((duty) => rank(advice[duty].answer));

function isNowhereLower(more: TriageAdvice, less: TriageAdvice): boolean {
  return duties.every((duty) => rank(more[duty].answer) >= rank(less[duty].answer));
}

describe('more harm, exposure, persons or misuse and less protection or mitigation never lower an answer', () => {
  test.each(ORDERS.map((order) => [order.fact, order.said, order] as const))('%s: %s', (_fact, _said, order) => {
    fc.assert(
      fc.property(facts, order.steps, (base, [less, more]) =>
        isNowhereLower(triage({ ...base, ...more }, at), triage({ ...base, ...less }, at)),
      ),
      runs,
    );
  });

  test('every fact that triage reads is ordered or exempt', () => {
    const [sample = {}] = fc.sample(anyFacts, 1);
    const named = [...ORDERS.map((order) => order.fact), ...Object.keys(EXEMPT)];
    expect([...new Set(named)].sort()).toEqual(Object.keys(sample).sort());
  });
});

describe('what is not known', () => {
  const unknowable = [
    'personalDataInvolved',
    'personalDataAffected',
    'natures',
    'cause',
    'dataCategories',
    'sensitiveData',
    'subjectsCount',
    'vulnerableSubjects',
    'exposure',
    'recipients',
    'protection',
    'availability',
    'mitigations',
    'misuseProven',
  ] as const satisfies readonly (keyof TriageFacts)[];

  test('never gives "not required" where knowing it could give anything else', () => {
    fc.assert(
      fc.property(facts, anyFacts, fc.subarray([...unknowable], { minLength: 1 }), (base, other, hidden) => {
        // A band, too, would be knowledge of the number.
        const known = replaced({ ...base, subjectsBand: null }, hidden, other);
        const veiled = replaced(known, hidden, {});
        const [seen, guessed] = [triage(known, at), triage(veiled, at)];
        return duties.every((duty) => guessed[duty].answer !== 'NOT_REQUIRED' || seen[duty].answer === 'NOT_REQUIRED');
      }),
      { numRuns: 2000 },
    );
  });

  test('is named wherever an answer is left open, unless a person has to weigh what is known', () => {
    fc.assert(
      fc.property(anyFacts, (base) => {
        for (const duty of duties) {
          const { answer, rules } = triage(base, at)[duty];
          if (answer === 'UNDETERMINED')
            expect(rules.some((rule) => rule.startsWith('unknown-') || rule === 'high-risk-to-weigh')).toBe(true);
        }
      }),
      runs,
    );
  });
});

describe('triage', () => {
  test('nests its answers: what is owed to the persons is told to the authority, and what is told to it is in the register', () => {
    fc.assert(
      fc.property(facts, (base) => {
        const advice = triage(base, at);
        const [register = 0, authority = 0, subjects = 0, controllers = 0] = ranks(advice);
        expect(register).toBeGreaterThanOrEqual(authority);
        expect(authority).toBeGreaterThanOrEqual(subjects);
        expect(controllers).toBe(base.role === 'PROCESSOR' ? register : 0);
        expect([advice.register, advice.authority].map(({ answer }) => answer)).not.toContain('PUBLIC_COMMUNICATION');
      }),
      runs,
    );
  });

  test('answers alike whatever the order and repetition in lists', () => {
    fc.assert(
      fc.property(facts, (base) => {
        const other = {
          ...base,
          natures: mirrored(base.natures),
          cause: mirrored(base.cause),
          dataCategories: mirrored(base.dataCategories),
          subjectCategories: mirrored(base.subjectCategories),
          mitigations: mirrored(base.mitigations),
          harms: mirrored(base.harms),
        };
        expect(triage(other, at)).toEqual(triage(base, at));
      }),
      runs,
    );
  });

  test('reads an absent fact as one not known, and changes none that it was given', () => {
    fc.assert(
      fc.property(anyFacts, (base) => {
        const before = structuredClone(base);
        const stated = Object.fromEntries(Object.entries(base).filter(([, value]) => value !== null));
        expect(triage(stated, at)).toEqual(triage(base, at));
        expect(base).toEqual(before);
      }),
      runs,
    );
  });

  test('gives every answer with its rules, each once, each readable in both languages', () => {
    fc.assert(
      fc.property(facts, (base) => {
        const advice = triage(base, at);
        for (const duty of duties) {
          const { rules } = advice[duty];
          expect(rules.length).toBeGreaterThan(0);
          expect(new Set(rules).size).toBe(rules.length);
          for (const rule of rules) expect(renderReason(rule, 'fr') && renderReason(rule, 'en')).not.toBeNull();
        }
      }),
      runs,
    );
  });

  test('names contradictions and missing grounds without any change of an answer', () => {
    const silent = triageBy({ ...RULE_BOOK, conflicts: [] });
    fc.assert(
      fc.property(facts, fc.constantFrom(null, '', 'full logs'), (base, exposureBasis) => {
        const plain = silent({ ...base, exposureBasis: null }, at);
        expect({ ...triage({ ...base, exposureBasis }, at), conflicts: [] }).toEqual(plain);
      }),
      runs,
    );
  });

  test('lets ENISA’s score raise an answer, never lower one', () => {
    const unscored = triageBy({
      ...RULE_BOOK,
      floors: RULE_BOOK.floors.filter((row) => row.atLeast.score === undefined),
    });
    fc.assert(
      fc.property(facts, (base) => isNowhereLower(triage(base, at), unscored(base, at))),
      runs,
    );
  });
});
