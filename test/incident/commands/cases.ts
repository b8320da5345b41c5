/** One command for every cell of the tables in docs/commands.md: what happened before, and what is wrong with it. */
import {
  assess,
  close,
  correct,
  decider,
  decline,
  establish,
  jot,
  learn,
  notify,
  reasons,
  reopen,
  report,
  ruleOut,
  strike,
  take,
} from '../../support/commands.js';
import {
  assessed,
  aware,
  closed,
  detected,
  entry,
  filed,
  hour,
  measure,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { blankCapacity, blankName, early, future, nobody, wrong, type Case } from './case.js';
import { refusedLife, warnedLife } from './lifeCases.js';

export { now, type Case } from './case.js';

const reported = [step(0, detected())];
const known = [...reported, step(1, aware(hour(1)))];
const happened = [step(0, detected({ occurredFrom: hour(-10), occurredTo: hour(-6), detectedAt: hour(-8) }))];
const ongoing = [step(0, detected({ ongoing: true }))];
const over = [step(0, detected({ occurredTo: hour(-6) }))];
const knownSince = [step(0, detected({ occurredFrom: hour(-10), detectedAt: hour(-8) })), step(1, aware(hour(-7)))];
const notified = [...known, step(10, filed({ filedAt: hour(10) }))];
const ended = [...known, step(2, closed())];
const ruled = [...known, step(2, ruledOut())];

const reporting: readonly Case[] = [
  wrong('blank', 'title', report({ title: ' ' })),
  wrong('blank', 'processor.name', report({ processor: nobody })),
  ...(['occurredFrom', 'occurredTo', 'detectedAt', 'awareAt'] as const).map((field) =>
    wrong('inFuture', field, report({ [field]: future })),
  ),
  wrong('inFuture', 'informedByProcessorAt', report({ informedByProcessorAt: future })),
  wrong('inFuture', 'processor.informedAt', report({ processor: early })),
  wrong('endBeforeStart', 'occurredTo', report({ occurredFrom: hour(2), occurredTo: hour(1) })),
  wrong('detectedBeforeStart', 'detectedAt', report({ occurredFrom: hour(2), detectedAt: hour(1) })),
  wrong('awareBeforeDetection', 'awareAt', report({ detectedAt: hour(2), awareAt: hour(1) })),
  wrong('awareBeforeStart', 'awareAt', report({ occurredFrom: hour(2), awareAt: hour(1) })),
  wrong('ongoingWithEnd', 'ongoing', report({ ongoing: true, occurredTo: hour(1) })),
];

const correcting: readonly Case[] = [
  wrong('reasonsRequired', 'reasons', correct({ summary: 'nul', reasons: '' }), reported),
  wrong('nothingToCorrect', '', correct(), reported),
  wrong('nothingToCorrect', '', correct({ exercise: false }), reported),
  wrong('cannotBeUnknown', 'title', correct({ title: null }), reported),
  wrong('cannotBeUnknown', 'role', correct({ role: null }), reported),
  wrong('cannotBeUnknown', 'exercise', correct({ exercise: null }), reported),
  wrong('exerciseFixed', 'exercise', correct({ exercise: true }), reported),
  wrong('blank', 'title', correct({ title: '' }), reported),
  wrong('blank', 'processor.name', correct({ processor: nobody }), reported),
  ...(['occurredFrom', 'occurredTo', 'detectedAt', 'informedByProcessorAt'] as const).map((field) =>
    wrong('inFuture', field, correct({ [field]: future }), reported),
  ),
  wrong('inFuture', 'processor.informedAt', correct({ processor: early }), reported),
  wrong('endBeforeStart', 'occurredTo', correct({ occurredTo: hour(-11) }), happened),
  wrong('endBeforeStart', 'occurredFrom', correct({ occurredFrom: hour(-5), detectedAt: null }), happened),
  wrong('detectedBeforeStart', 'detectedAt', correct({ detectedAt: hour(-11) }), happened),
  wrong('detectedBeforeStart', 'occurredFrom', correct({ occurredFrom: hour(-7) }), happened),
  wrong('awareBeforeDetection', 'detectedAt', correct({ detectedAt: hour(-6) }), knownSince),
  wrong('awareBeforeStart', 'occurredFrom', correct({ occurredFrom: hour(-6), detectedAt: null }), knownSince),
  wrong('ongoingWithEnd', 'ongoing', correct({ ongoing: true }), over),
  wrong('ongoingWithEnd', 'occurredTo', correct({ occurredTo: hour(-1) }), ongoing),
];

const knowing: readonly Case[] = [
  wrong('explanationRequired', 'explanation', establish({ awareAt: hour(2) }), known),
  wrong('explanationRequired', 'explanation', establish({ awareAt: hour(1), explanation: ' ' }), known),
  wrong('inFuture', 'awareAt', establish({ awareAt: future }), reported),
  wrong('awareBeforeDetection', 'awareAt', establish({ awareAt: hour(-9) }), happened),
  wrong('awareBeforeStart', 'awareAt', establish({ awareAt: hour(-2) }), [
    step(0, detected({ occurredFrom: hour(-1) })),
  ]),
  wrong('noFacts', 'facts', learn({ facts: {} }), reported),
  wrong('noFacts', 'facts', learn({ facts: { role: 'CONTROLLER' } }), reported),
  wrong('blank', 'facts.processors.0.name', learn({ facts: { processors: [nobody] } }), reported),
  wrong('inFuture', 'facts.processors.0.informedAt', learn({ facts: { processors: [early] } }), reported),
  wrong('inFuture', 'occurredAt', learn({ occurredAt: future }), reported),
  wrong('reasonsRequired', 'reasons', assess({ reasons: '\n' }), known),
  wrong('blank', 'facts.processors.0.name', assess({ facts: { processors: [nobody] } }), known),
  wrong('inFuture', 'facts.processors.0.informedAt', assess({ facts: { processors: [early] } }), known),
  wrong('inFuture', 'occurredAt', assess({ occurredAt: future }), known),
  wrong('inFuture', 'newFactsKnownAt', assess({ newFactsKnownAt: future }), known),
  wrong('newFactsBeforeDetection', 'newFactsKnownAt', assess({ newFactsKnownAt: hour(-9) }), knownSince),
];

const acting: readonly Case[] = [
  wrong('blank', 'description', take({ description: '' }), reported),
  wrong('unknownMeasure', 'measureId', take({ measureId: entry(7) }), reported),
  wrong('unknownMeasure', 'measureId', take({ measureId: entry(2) }), notified),
  wrong('unknownMeasure', 'measureId', take({ measureId: entry(1) }), [
    ...reported,
    step(1, measure()),
    step(2, withdrawn(entry(1))),
  ]),
  wrong('plannedButDone', 'doneAt', take({ state: 'PLANNED', doneAt: hour(1) }), reported),
  wrong('existingButPlanned', 'state', take({ kind: 'EXISTING_BEFORE', state: 'PLANNED' }), reported),
  wrong('inFuture', 'doneAt', take({ doneAt: future }), reported),
  wrong('blank', 'text', jot({ text: '' }), reported),
  wrong('inFuture', 'occurredAt', jot({ occurredAt: future }), reported),
  wrong('unknownEntry', 'entryId', strike({ entryId: entry(1) }), known),
  wrong('unknownEntry', 'entryId', strike({ entryId: entry(2) }), [...notified, step(11, withdrawn(entry(2)))]),
  wrong('reasonsRequired', 'reasons', strike({ entryId: entry(2), reasons: '' }), notified),
];

const filing: readonly Case[] = [
  wrong('blank', 'filedBy.name', notify({ filedBy: blankName }), known),
  wrong('blank', 'filedBy.capacity', notify({ filedBy: blankCapacity }), known),
  wrong('blank', 'contactPoint.name', notify({ contactPoint: { name: '', email: null, phone: null } }), known),
  wrong('unknownFiling', 'refersTo', notify({ refersTo: entry(1) }), known),
  wrong('unknownFiling', 'refersTo', notify({ refersTo: entry(2) }), [...notified, step(11, withdrawn(entry(2)))]),
  wrong('inFuture', 'filedAt', notify({ filedAt: future, reasonsForDelay: reasons }), known),
  wrong('alreadyRuledOut', 'kind', notify(), ruled),
  wrong('reasonsForDelayRequired', 'reasonsForDelay', notify({ filedAt: hour(73, 1) }), known),
  wrong('noInitialNotification', 'kind', notify({ kind: 'COMPLEMENTARY' }), known),
  wrong('noInitialNotification', 'kind', notify({ kind: 'CORRECTION' }), known),
  wrong('noInitialNotification', 'kind', notify({ kind: 'WITHDRAWAL' }), known),
  wrong('filedBeforeDetection', 'filedAt', notify({ filedAt: hour(-9) }), knownSince),
  wrong('filedBeforeEarlier', 'filedAt', notify({ kind: 'COMPLEMENTARY', filedAt: hour(9) }), notified),
  wrong('missingContent', 'kind', notify({ kind: 'COMPLETE' }), known),
];

const deciding: readonly Case[] = [
  wrong('reasonsRequired', 'reasons', decline({ reasons: '' }), known),
  wrong('blank', 'decidedBy.name', decline({ decidedBy: blankName }), known),
  wrong('blank', 'decidedBy.capacity', decline({ decidedBy: blankCapacity }), known),
  wrong('notAssessed', 'ground', decline({ ground: 'RISK_UNLIKELY' }), known),
  wrong('wrongVerdict', 'ground', decline({ ground: 'RISK_UNLIKELY' }), [...known, step(2, assessed())]),
  wrong('inFuture', 'occurredAt', decline({ occurredAt: future }), known),
  ...ending(reopen, ended),
  ...ending(ruleOut, reported),
];

function ending(command: typeof reopen | typeof ruleOut, given: readonly Step[]): readonly Case[] {
  return [
    wrong('reasonsRequired', 'reasons', command({ reasons: ' ' }), given),
    wrong('blank', 'decidedBy.name', command({ decidedBy: blankName }), given),
    wrong('blank', 'decidedBy.capacity', command({ decidedBy: blankCapacity }), given),
    wrong('inFuture', 'occurredAt', command({ occurredAt: future }), given),
  ];
}

const openDuties = [
  { duty: 'GDPR/DOCUMENT', reasons },
  { duty: 'GDPR/NOTIFY_AUTHORITY', reasons },
  { duty: 'GDPR/COMMUNICATE_TO_SUBJECTS', reasons },
];
const closing: readonly Case[] = [
  wrong('dutiesOpen', 'openDuties', close(), known),
  wrong('dutiesOpen', 'openDuties', close({ openDuties: openDuties.slice(0, 1) }), known),
  wrong(
    'unknownDuty',
    'openDuties.0.duty',
    close({ openDuties: [{ duty: 'GDPR/COMPLETE_NOTIFICATION', reasons }, ...openDuties] }),
    known,
  ),
  wrong(
    'reasonsRequired',
    'openDuties.0.reasons',
    close({ openDuties: [{ duty: 'GDPR/DOCUMENT', reasons: '' }, ...openDuties.slice(1)] }),
    known,
    ['dutiesOpen'],
  ),
  wrong('blank', 'decidedBy.name', close({ openDuties, decidedBy: blankName }), known),
  wrong('blank', 'decidedBy.capacity', close({ openDuties, decidedBy: blankCapacity }), known),
  wrong('inFuture', 'occurredAt', close({ openDuties, decidedBy: decider, occurredAt: future }), known),
];

export const refusedInputs: readonly Case[] = [
  ...reporting,
  ...correcting,
  ...knowing,
  ...acting,
  ...filing,
  ...deciding,
  ...closing,
  ...refusedLife,
];

const counted = [...known, step(2, { type: 'FactsRecorded', data: { facts: { subjectsCount: 6 } } })];
const contradictory = [
  { message: 'roleDiffers', field: 'facts.role', facts: { role: 'PROCESSOR', cause: null } },
  { message: 'bandDiffers', field: 'facts.subjectsBand', facts: { subjectsBand: 'UP_TO_5' } },
  { message: 'exposureBasisMissing', field: 'facts.exposureBasis', facts: { exposure: 'EXCLUDED' } },
] as const;

export const warned: readonly Case[] = [
  wrong('awarenessProposed', 'informedByProcessorAt', report({ informedByProcessorAt: hour(1) })),
  wrong('awarenessProposed', 'informedByProcessorAt', correct({ informedByProcessorAt: hour(1) }), reported),
  ...contradictory.map(({ message, field, facts }) => wrong(message, field, learn({ facts }), counted)),
  ...contradictory.map(({ message, field, facts }) => wrong(message, field, assess({ facts }), counted)),
  wrong('filingsStandAfterRulingOut', '', ruleOut(), notified),
  ...warnedLife,
];
