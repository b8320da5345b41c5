/** Any command that the door lets through: right or wrong, in any order, about entries that are there or not. */
import fc from 'fast-check';
import type { CommandInputs, CommandName, FactsInput, IncidentCommand } from '../../src/incident/commands/command.js';
import { HOUR, instantAt, MINUTE, parseInstant, type Instant } from '../../src/law/instant.js';
import * as law from '../../src/law/vocabulary.js';
import { entry, hour } from './story.js';

/** Instants around the stories, most of them past by then, some of them with an offset, some on the edge of the future. */
const instants: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: -100, max: 40 }), fc.constantFrom(0, 1, -1, 5 * MINUTE, HOUR / 2), fc.boolean())
  .map(([hours, milliseconds, summer]) => {
    const utc = hour(hours, milliseconds);
    if (!summer) return utc;
    const shifted = instantAt(Date.parse(utc) + 2 * HOUR).replace('Z', '+02:00');
    return parseInstant(shifted) ?? utc;
  });
const texts = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), weight: 9 },
  { arbitrary: fc.constantFrom('', ' ', '\u00a0', '{x}', 'raison'), weight: 1 },
);
const names = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }), weight: 1 },
  { arbitrary: fc.constant('C. Petit'), weight: 4 },
);
/** Story events are named by their revision, so most of these are there, and some are measures, filings or notes. */
const ids = fc.integer({ min: 0, max: 14 }).map(entry);
const flags = fc.boolean();
const unknown = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 4 });
const contacts = fc.record({ name: names, email: unknown(names), phone: unknown(names) });
const deciders = fc.record({
  name: fc.oneof(names, fc.constant('A. Martin')),
  capacity: fc.constantFrom('DPO', 'directrice', 'DPO', ''),
});
const parties = fc.record({
  name: names,
  contact: unknown(names),
  reference: unknown(names),
  informedAt: unknown(instants),
});
const someOf = <T extends string>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
const oneOf = <T extends string>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const facts: fc.Arbitrary<FactsInput> = fc.record(
  {
    role: unknown(oneOf(law.CONTROLLER_ROLES)),
    natures: unknown(someOf(law.BREACH_NATURES)),
    dataCategories: unknown(someOf(law.DATA_CATEGORIES)),
    subjectCategories: unknown(someOf(law.SUBJECT_CATEGORIES)),
    subjectsCount: unknown(fc.constantFrom(0, 5, 6, 2_147_483_647)),
    subjectsBand: unknown(oneOf(law.SUBJECTS_BANDS)),
    recordsCount: unknown(fc.constantFrom('0', '9223372036854775807')),
    exposure: unknown(oneOf(law.EXPOSURES)),
    exposureBasis: unknown(texts),
    sensitiveData: unknown(flags),
    memberStates: unknown(fc.constantFrom<string[]>([], ['FR', 'DE'])),
    processors: unknown(fc.array(parties, { maxLength: 2 })),
    enisa: unknown(fc.record({ dataContext: fc.constantFrom(1, 4, null) }, { requiredKeys: [] })),
    otherDetail: unknown(texts),
  },
  { requiredKeys: [] },
);

type Inputs = { readonly [N in CommandName]: fc.Arbitrary<CommandInputs[N]> };
const occurredAt = unknown(instants);
const recordAsHappened = unknown(flags);
const course = {
  summary: unknown(texts),
  role: unknown(oneOf(law.CONTROLLER_ROLES)),
  exercise: unknown(flags),
  occurredFrom: unknown(instants),
  occurredTo: unknown(instants),
  ongoing: unknown(flags),
  detectedAt: unknown(instants),
  informedByProcessorAt: unknown(instants),
  processor: unknown(parties),
  natures: unknown(someOf(law.BREACH_NATURES)),
};
const ending = fc.record(
  { occurredAt, reasons: texts, decidedBy: deciders },
  { requiredKeys: ['reasons', 'decidedBy'] },
);

const inputs: Inputs = {
  reportIncident: fc.record(
    { ...course, title: texts, awareAt: unknown(instants), reference: fc.constantFrom('2026-0001', 'EX-2026-12345') },
    { requiredKeys: ['title', 'reference'] },
  ),
  correctIncident: fc.record({ ...course, title: unknown(texts), reasons: texts }, { requiredKeys: ['reasons'] }),
  establishAwareness: fc.record({ awareAt: instants, explanation: unknown(texts) }, { requiredKeys: ['awareAt'] }),
  recordFacts: fc.record({ occurredAt, facts }, { requiredKeys: ['facts'] }),
  assessIncident: fc.record(
    {
      occurredAt,
      facts: unknown(facts),
      severity: unknown(oneOf(law.CNIL_SEVERITIES)),
      likelihood: unknown(oneOf(law.CNIL_LIKELIHOODS)),
      likelyConsequences: unknown(texts),
      verdict: oneOf(law.RISK_VERDICTS),
      reasons: texts,
      newFactsKnownAt: unknown(instants),
    },
    { requiredKeys: ['verdict', 'reasons'] },
  ),
  recordMeasure: fc.record(
    {
      recordAsHappened,
      measureId: unknown(ids),
      kind: oneOf(law.MEASURE_KINDS),
      state: oneOf(law.MEASURE_STATES),
      description: texts,
      owner: unknown(names),
      dueAt: unknown(instants),
      doneAt: unknown(instants),
    },
    { requiredKeys: ['kind', 'state', 'description'] },
  ),
  notifyCnil: fc.record(
    {
      recordAsHappened,
      kind: oneOf(law.FILING_KINDS),
      authority: unknown(names),
      filedAt: instants,
      filedAtPrecision: unknown(oneOf(law.TIME_PRECISIONS)),
      receiptNumber: unknown(names),
      caseNumber: unknown(names),
      refersTo: unknown(ids),
      filedBy: unknown(deciders),
      contactPoint: unknown(contacts),
      channel: unknown(names),
      reasonsForDelay: unknown(texts),
      text: unknown(texts),
    },
    { requiredKeys: ['kind', 'filedAt'] },
  ),
  declineCnilNotification: fc.record(
    { occurredAt, ground: oneOf(law.ART33_GROUNDS), reasons: texts, decidedBy: deciders, dpoAdvice: unknown(texts) },
    { requiredKeys: ['ground', 'reasons', 'decidedBy'] },
  ),
  addNote: fc.record(
    { occurredAt, text: texts, visibility: unknown(oneOf(law.NOTE_VISIBILITIES)) },
    { requiredKeys: ['text'] },
  ),
  withdrawEntry: fc.record({ entryId: ids, reasons: texts }),
  closeIncident: fc.record(
    {
      occurredAt,
      lessons: unknown(texts),
      openDuties: unknown(
        fc
          .tuple(
            someOf([
              'GDPR/DOCUMENT',
              'GDPR/NOTIFY_AUTHORITY',
              'GDPR/COMPLETE_NOTIFICATION',
              'GDPR/COMMUNICATE_TO_SUBJECTS',
            ]),
            fc.constantFrom('raison', 'motif', ''),
          )
          .map(([keys, why]) => keys.map((duty) => ({ duty, reasons: why }))),
      ),
      decidedBy: deciders,
    },
    { requiredKeys: ['decidedBy'] },
  ),
  reopenIncident: ending,
  ruleOutIncident: ending,
};

function named<N extends CommandName>(name: N): fc.Arbitrary<{ readonly name: N; readonly input: CommandInputs[N] }> {
  return inputs[name].map((input) => ({ name, input }));
}

/** Any report, right or wrong. */
export const anyReport = named('reportIncident');

/** Any command on an incident that was reported. */
export const anyCommand: fc.Arbitrary<IncidentCommand> = fc.oneof(
  { arbitrary: named('correctIncident'), weight: 2 },
  { arbitrary: named('establishAwareness'), weight: 4 },
  { arbitrary: named('recordFacts'), weight: 2 },
  { arbitrary: named('assessIncident'), weight: 3 },
  { arbitrary: named('recordMeasure'), weight: 4 },
  { arbitrary: named('notifyCnil'), weight: 4 },
  { arbitrary: named('declineCnilNotification'), weight: 3 },
  { arbitrary: named('addNote'), weight: 2 },
  { arbitrary: named('withdrawEntry'), weight: 4 },
  { arbitrary: named('closeIncident'), weight: 3 },
  { arbitrary: named('reopenIncident'), weight: 2 },
  { arbitrary: named('ruleOutIncident'), weight: 1 },
);
