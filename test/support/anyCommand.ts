/** Any command that the door lets through: right or wrong, in any order, about entries that are there or not. */
import fc from 'fast-check';
import type { CommandInputs, CommandName, FactsInput, IncidentCommand } from '../../src/incident/commands/command.js';
import * as law from '../../src/law/vocabulary.js';
import { lifeInputs } from './anyLifeCommand.js';
import {
  contacts,
  deciders,
  flags,
  ids,
  instants,
  names,
  noticeIds,
  oneOf,
  parties,
  someOf,
  texts,
  unknown,
} from './anyValue.js';

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
    enisa: unknown(fc.record({ dataContext: fc.constantFrom(-3, 1, null) }, { requiredKeys: [] })),
    otherDetail: unknown(texts),
  },
  { requiredKeys: [] },
);

const DUTIES = [
  'DOCUMENT',
  'NOTIFY_AUTHORITY',
  'COMPLETE_NOTIFICATION',
  'COMMUNICATE_TO_SUBJECTS',
  'NOTIFY_CONTROLLERS',
].map((kind) => `GDPR/${kind}`);
/** The duties that an incident has most often left open, so that closing is tried with the right ones too. */
const USUALLY_OPEN = [
  ['GDPR/DOCUMENT', 'GDPR/NOTIFY_AUTHORITY', 'GDPR/COMMUNICATE_TO_SUBJECTS'],
  ['GDPR/DOCUMENT', 'GDPR/NOTIFY_AUTHORITY'],
  ['GDPR/DOCUMENT', 'GDPR/NOTIFY_CONTROLLERS'],
];

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
  ...lifeInputs,
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
  withdrawEntry: fc.record({ entryId: fc.oneof(ids, noticeIds), reasons: texts }),
  closeIncident: fc.record(
    {
      occurredAt,
      lessons: unknown(texts),
      openDuties: unknown(
        fc
          .tuple(fc.oneof(someOf(DUTIES), fc.constantFrom(...USUALLY_OPEN)), fc.constantFrom('raison', 'motif', ''))
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
  { arbitrary: named('defineAudience'), weight: 4 },
  { arbitrary: named('notifySubjects'), weight: 4 },
  { arbitrary: named('declineSubjectsNotification'), weight: 3 },
  { arbitrary: named('deferSubjectsNotification'), weight: 2 },
  { arbitrary: named('identifyControllers'), weight: 4 },
  { arbitrary: named('notifyControllers'), weight: 4 },
  { arbitrary: named('acknowledgeControllerNotice'), weight: 4 },
  { arbitrary: named('recordAuthorityMessage'), weight: 3 },
  { arbitrary: named('answerAuthority'), weight: 3 },
  { arbitrary: named('recordRegimeFiling'), weight: 1 },
  { arbitrary: named('classifyIncident'), weight: 1 },
  { arbitrary: named('attachEvidence'), weight: 2 },
  { arbitrary: named('linkIncidents'), weight: 2 },
  { arbitrary: named('addNote'), weight: 2 },
  { arbitrary: named('withdrawEntry'), weight: 4 },
  { arbitrary: named('closeIncident'), weight: 3 },
  { arbitrary: named('reopenIncident'), weight: 2 },
  { arbitrary: named('ruleOutIncident'), weight: 1 },
);
