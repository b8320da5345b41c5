import { ANCHOR_KINDS, DUTY_KINDS, DUTY_STATES } from '../../law/vocabulary.js';
import { describedEnum } from './describedEnum.js';

export const DutyKindEnum = describedEnum('DutyKind', 'What the law asks.', DUTY_KINDS, {
  DOCUMENT: 'Document the breach, its effects and the remedies (art. 33(5)).',
  NOTIFY_AUTHORITY: 'Notify the supervisory authority (art. 33(1)).',
  COMPLETE_NOTIFICATION: 'Give the authority what the first notification lacked (art. 33(4)).',
  COMMUNICATE_TO_SUBJECTS: 'Tell the persons concerned (art. 34(1)).',
  NOTIFY_CONTROLLERS: 'As a processor, tell the controllers (art. 33(2)).',
  ANSWER_AUTHORITY: 'Answer what the authority asked.',
  COMPLY_WITH_ORDER: 'Do what the authority ordered.',
  OTHER_REGIME: 'File under another regime than the GDPR.',
});

export const DutyStateEnum = describedEnum('DutyState', 'Where a duty stands at an instant.', DUTY_STATES, {
  NOT_STARTED: 'What starts its clock has not happened.',
  UNDETERMINED: 'The facts on record do not tell whether it applies.',
  OPEN: 'It applies and is not met.',
  DUE_SOON: 'Open, in the last 24 hours before the time limit; without a limit: past the target.',
  OVERDUE: 'Open, past the time limit.',
  DEFERRED: 'Put off until a date.',
  MET: 'Met in time.',
  MET_LATE: 'Met after the time limit. It stays so on record.',
  WAIVED: 'Set aside by a decision on a ground that the law gives.',
  NOT_REQUIRED: 'It does not apply.',
});

export const AnchorKindEnum = describedEnum('AnchorKind', 'What starts the clock of a duty.', ANCHOR_KINDS, {
  OCCURRENCE: 'The breach itself.',
  DETECTION: 'Its detection.',
  AWARENESS: 'Reasonable certainty that it is a breach.',
  CLASSIFICATION: 'Its classification under the regime.',
  PREVIOUS_STAGE: 'The stage before.',
  AUTHORITY_REQUEST: 'The authority’s request.',
  RECORDING: 'The first record of the incident.',
});
