import { RULE_BOOK } from '../../../src/law/triage/book.js';
import { NEEDED_FACTS } from '../../../src/law/triage/facts.js';
import {
  AVAILABILITY,
  DATA,
  EXPOSED,
  HANDS,
  INTEGRITY,
  INTENT,
  PERSONS,
  RISK,
  SCALES,
} from '../../../src/law/triage/profile.js';
import type { Profile, Scale } from '../../../src/law/triage/profile.js';
import { renderReason } from '../../../src/law/triage/reason.js';
import type { Row } from '../../../src/law/triage/rulebook.js';
import { CASES } from './cases.js';
import { exercising } from './exercise.js';
import { EXEMPT, ORDERS } from './orders.js';

/** Names of the points of those scales that are more than a yes or no. */
const POINTS: Readonly<Partial<Record<Scale, Readonly<Record<string, number>>>>> = {
  exposure: EXPOSED,
  hands: HANDS,
  intent: INTENT,
  data: DATA,
  persons: PERSONS,
  availability: AVAILABILITY,
  integrity: INTEGRITY,
};

function pointName(scale: Scale, point: number): string {
  const name = Object.entries(POINTS[scale] ?? {}).find(([, value]) => value === point)?.[0];
  if (name !== undefined) return `${scale} ≥ ${name}`;
  return scale === 'score' ? `score ≥ ${point / 100}` : scale;
}

function conditions(atLeast: Readonly<Partial<Profile>>): string {
  return SCALES.flatMap((scale) => (atLeast[scale] === undefined ? [] : [pointName(scale, atLeast[scale])])).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ruleRows(
  rows: readonly Row[],
  more: (index: number) => readonly string[] = () => [],
): readonly (readonly string[])[] {
  return rows.map((row, index) => [
    `\`${row.id}\``,
    ...more(index),
    renderReason(row.id, 'en')?.text ?? '',
    row.source,
    exercising(row.id).join(', '),
  ]);
}

const levelName = (level: number) => Object.entries(RISK).find(([, value]) => value === level)?.[0] ?? '';

/** The generated part of docs/triage.md. */
export function tables(): string {
  const { floors, clearings, reliefs, remainders, thresholds, stated, conflicts } = RULE_BOOK;
  const end = ['What it says', 'Source', 'Cases'];
  return [
    '### Thresholds',
    table(
      ['Rule', 'From', ...end],
      ruleRows(thresholds, (index) => [levelName(thresholds[index]?.from ?? NaN)]),
    ),
    '### Floors',
    table(
      ['Rule', 'Risk', 'At least', ...end],
      ruleRows(floors, (index) => [levelName(floors[index]?.level ?? NaN), conditions(floors[index]?.atLeast ?? {})]),
    ),
    '### What leaves nothing of an effect',
    table(
      ['Rule', 'Clears', ...end],
      ruleRows(clearings, (index) => [clearings[index]?.scale ?? '']),
    ),
    '### What lowers the answer for the persons alone',
    table(['Rule', ...end], ruleRows(reliefs)),
    '### What is left where no floor was reached',
    table(['Rule', ...end], ruleRows(remainders)),
    '### What is said where the answer is formed',
    table(['Rule', ...end], ruleRows(stated)),
    '### Contradictions and missing grounds',
    table(
      ['Rule', 'Facts', ...end],
      ruleRows(conflicts, (index) => [conflicts[index]?.fields.join(', ') ?? '']),
    ),
    '### The order that the answers follow',
    table(
      ['Fact', 'From less to more'],
      ORDERS.map(({ fact, said }) => [`\`${fact}\``, said]),
    ),
    'Without an order:',
    table(
      ['Fact', 'Why'],
      Object.entries(EXEMPT).map(([fact, why]) => [`\`${fact}\``, why]),
    ),
    '### Needed facts',
    NEEDED_FACTS.map((fact) => `\`${fact}\``).join(', '),
    '### Cases',
    table(['Case', 'What happened', 'Source', 'Register', 'Authority', 'Persons'], caseRows()),
  ].join('\n\n');
}

function caseRows(): readonly (readonly string[])[] {
  return CASES.map(({ id, title, source, expected }) => [
    id,
    title,
    source,
    expected.register,
    expected.authority,
    expected.subjects,
  ]);
}
