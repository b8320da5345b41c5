import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { factsPatch } from '../../../src/incident/events/facts.js';
import { oneOf } from '../../../src/incident/events/schema.js';
import { ADVICE_ANSWERS } from '../../../src/law/triage/advice.js';
import type { TriageFacts } from '../../../src/law/triage/facts.js';
import { BREACH_CAUSES, CONTROLLER_ROLES } from '../../../src/law/vocabulary.js';

const single = Type.Object({ cause: oneOf(BREACH_CAUSES) });
const context = Type.Object({ dataContext: Type.Integer({ minimum: -3, maximum: 3 }) });
const answer = oneOf(ADVICE_ANSWERS);
const expectation = Type.Object({ register: answer, authority: answer, subjects: answer });
const file = Type.Object({
  cases: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      source: Type.String(),
      like: Type.Optional(Type.String()),
      facts: Type.Record(Type.String(), Type.Unknown()),
      expected: expectation,
    }),
  ),
});

export interface TriageCase {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly facts: TriageFacts;
  readonly expected: Static<typeof expectation>;
}

/** The cases of a fixture; those "like" another one are that one's facts with their own put in their place. */
function casesIn(name: string, known: readonly TriageCase[]): readonly TriageCase[] {
  const content: unknown = JSON.parse(readFileSync(join('test', 'fixtures', name), 'utf8'));
  const all = [...known];
  for (const { like, facts, ...rest } of Value.Decode(file, content).cases) {
    const model = like === undefined ? {} : caseOf(like, all).facts;
    all.push({ ...rest, facts: { ...model, ...readFacts(facts) } });
  }
  return all.slice(known.length);
}

/** Checked as an incident's facts are, but for the role, which an incident has apart; the published cases give one cause, not a list. */
function readFacts(given: Readonly<Record<string, unknown>>): TriageFacts {
  const { role, enisa, ...rest } = given;
  const facts = Value.Check(single, rest) ? { ...rest, cause: [rest.cause] } : rest;
  if (!Value.Check(factsPatch, facts)) throw new Error(JSON.stringify([...Value.Errors(factsPatch, facts)]));
  return {
    ...facts,
    ...(role === undefined ? {} : { role: Value.Decode(oneOf(CONTROLLER_ROLES), role) }),
    ...(enisa === undefined ? {} : { enisa: Value.Decode(context, enisa) }),
  };
}

export function caseOf(id: string, cases: readonly TriageCase[]): TriageCase {
  const found = cases.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

export const PUBLISHED = casesIn('triage-cases.json', []);
export const FURTHER = casesIn('triage-further-cases.json', PUBLISHED);
export const CASES: readonly TriageCase[] = [...PUBLISHED, ...FURTHER];
