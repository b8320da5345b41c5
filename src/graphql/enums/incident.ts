/** Enums of an incident's own course: where it stands, who is who, what was decided and done. */
import { roles } from '../../identity/roles.js';
import { USER_ERROR_CODES } from '../../incident/refusal.js';
import { INCIDENT_STATUSES } from '../../incident/status.js';
import {
  ART33_GROUNDS,
  BREACH_NATURES,
  CNIL_LIKELIHOODS,
  CNIL_SEVERITIES,
  CONTROLLER_ROLES,
  DECISION_KINDS,
  FILING_KINDS,
  MEASURE_KINDS,
  MEASURE_STATES,
  NOTE_VISIBILITIES,
  RISK_VERDICTS,
  TIME_PRECISIONS,
} from '../../law/vocabulary.js';
import { describedEnum } from './describedEnum.js';

export const IncidentStatusEnum = describedEnum(
  'IncidentStatus',
  'The furthest milestone that an incident has reached. More may be added: treat an unknown one as a badge with its name.',
  INCIDENT_STATUSES,
  {
    DETECTED: 'Reported; a suspicion so far.',
    AWARE: 'Reasonably certain that it is a breach: the clock of art. 33(1) runs.',
    ASSESSED: 'The risk to persons has been judged.',
    NOTIFIED_CONTROLLERS: 'As a processor: a controller has been told (art. 33(2)).',
    NOTIFIED_CNIL: 'An initial or complete notification has been filed.',
    NOTIFIED_SUBJECTS: 'Persons concerned have been told (art. 34).',
    CLOSED: 'Closed by a decision; it can be reopened.',
    RULED_OUT: 'Found to be no personal-data breach.',
    DUPLICATE: 'A duplicate of another incident, to which it is linked.',
  },
);

export const ControllerRoleEnum = describedEnum(
  'ControllerRole',
  'What the organisation is for the data concerned (GDPR art. 4(7), 4(8), 26).',
  CONTROLLER_ROLES,
  {
    CONTROLLER: 'It decides on purposes and means.',
    JOINT_CONTROLLER: 'It decides on them together with others.',
    PROCESSOR: 'It processes the data on behalf of controllers.',
  },
);

export const BreachNatureEnum = describedEnum(
  'BreachNature',
  'What a breach did to the data; one breach may have several natures.',
  BREACH_NATURES,
  {
    CONFIDENTIALITY: 'Disclosed to, or accessed by, somebody without authorisation.',
    INTEGRITY: 'Altered without authorisation.',
    AVAILABILITY: 'Lost, destroyed, or out of reach for a time.',
  },
);

export const RiskVerdictEnum = describedEnum(
  'RiskVerdict',
  'The risk to the rights and freedoms of persons, as the assessment finds it.',
  RISK_VERDICTS,
  {
    UNLIKELY: 'A risk is unlikely: the authority need not be notified (art. 33(1)).',
    RISK: 'A risk: the authority is to be notified.',
    HIGH_RISK: 'A high risk: the persons are to be told as well (art. 34(1)).',
  },
);

const gravity = {
  NEGLIGIBLE: 'The lowest of the four steps of the CNIL’s scale.',
  LIMITED: 'The second of the four steps.',
  SIGNIFICANT: 'The third of the four steps.',
  MAXIMUM: 'The highest of the four steps.',
};
export const CnilSeverityEnum = describedEnum(
  'CnilSeverity',
  'How grave the consequences for persons would be, on the CNIL’s scale.',
  CNIL_SEVERITIES,
  gravity,
);
export const CnilLikelihoodEnum = describedEnum(
  'CnilLikelihood',
  'How likely those consequences are, on the CNIL’s scale.',
  CNIL_LIKELIHOODS,
  gravity,
);

export const Art33GroundEnum = describedEnum('Art33Ground', 'Why the authority is not notified.', ART33_GROUNDS, {
  RISK_UNLIKELY: 'The breach is unlikely to result in a risk (art. 33(1)): needs an assessment that says so.',
  AUTHORITY_ALREADY_INFORMED: 'The authority has learnt of it in another way that counts.',
  OTHER_PROVISION: 'Another provision exempts, named in the reasons.',
});

export const FilingKindEnum = describedEnum('FilingKind', 'What a filing with the authority is.', FILING_KINDS, {
  INITIAL: 'The first notification, which may still be incomplete (art. 33(4)).',
  COMPLEMENTARY: 'Information that follows an earlier notification.',
  COMPLETE: 'One notification that carries all of art. 33(3).',
  CORRECTION: 'Puts right what an earlier filing said.',
  WITHDRAWAL: 'Takes an earlier filing back.',
});

export const TimePrecisionEnum = describedEnum(
  'TimePrecision',
  'How exactly an instant is known. Only INSTANT tells whether a time limit was kept.',
  TIME_PRECISIONS,
  { INSTANT: 'To the minute or better.', DAY: 'Only the day is known.', MONTH: 'Only the month is known.' },
);

export const MeasureKindEnum = describedEnum('MeasureKind', 'What a measure is for.', MEASURE_KINDS, {
  EXISTING_BEFORE: 'In place before the breach.',
  CONTAINMENT: 'Stops the breach.',
  MITIGATION: 'Lessens its consequences for persons.',
  REMEDIATION: 'Puts right what was damaged.',
  PREVENTION: 'Keeps it from happening again.',
});

export const MeasureStateEnum = describedEnum('MeasureState', 'How far a measure has come.', MEASURE_STATES, {
  PLANNED: 'Decided, not done yet.',
  TAKEN: 'Done.',
  ABANDONED: 'Given up.',
});

export const NoteVisibilityEnum = describedEnum('NoteVisibility', 'Who reads a note.', NOTE_VISIBILITIES, {
  TEAM: 'Everybody who may read the incident.',
  LEGAL_PRIVILEGE: 'Withheld from reporters and auditors, and from what an authority is handed.',
});

export const DecisionKindEnum = describedEnum('DecisionKind', 'What was decided.', DECISION_KINDS, {
  DECLINE_CNIL: 'Not to notify the authority.',
  DECLINE_SUBJECTS: 'Not to tell the persons.',
  DEFER_SUBJECTS: 'To tell the persons later.',
  RULE_OUT: 'That it is no personal-data breach.',
  CLOSE: 'To close the incident.',
  REOPEN: 'To open it again.',
});

export const RoleEnum = describedEnum('Role', 'What a caller may do in the organisation.', roles, {
  REPORTER: 'Reports incidents and follows those reported by itself.',
  HANDLER: 'Works on incidents: facts, assessment, measures, filings.',
  DPO: 'Data protection officer: works on incidents and decides.',
  DECIDER: 'The controller’s representative: decides where there is no DPO, or beside one.',
  AUDITOR: 'Reads and verifies.',
  ADMIN: 'Configures the organisation.',
});

export const UserErrorCodeEnum = describedEnum(
  'UserErrorCode',
  'Why a command was refused, or what is irregular about what it recorded.',
  USER_ERROR_CODES,
  {
    INVALID_INPUT: 'A value that cannot be recorded: blank, too long, out of range, contradictory in itself.',
    NOT_FOUND: 'No such incident in the caller’s register.',
    CONFLICT: 'The incident has moved on since expectedRevision.',
    COMMAND_ID_REUSED: 'The commandId stands for another input.',
    ALREADY_CLOSED: 'The incident is closed or ruled out.',
    NOT_CLOSED: 'The incident is open.',
    NOT_AWARE: 'Awareness is not established.',
    NOT_ASSESSED: 'The risk has not been assessed.',
    REASONS_FOR_DELAY_REQUIRED: 'A late notification gives its reasons (art. 33(1)).',
    REASONS_REQUIRED: 'Reasons or an explanation are missing.',
    MISSING_CONTENT: 'An item of art. 33(3) or 34(2) is missing, or the public measure of art. 34(3)(c).',
    NO_INITIAL_NOTIFICATION: 'There is no notification to complete, correct or withdraw.',
    NOT_A_PROCESSOR: 'Only a processor does this.',
    NOT_A_CONTROLLER: 'Only a controller does this.',
    WRONG_VERDICT: 'The assessment does not support the ground given.',
    DUTIES_OPEN: 'Duties are open, and no reason is given to close all the same.',
    DATE_ORDER: 'Instants that cannot follow each other so.',
    IN_FUTURE: 'What has not happened yet cannot be recorded as having happened.',
    UNKNOWN_CONTROLLER: 'No such controller in this incident.',
    UNKNOWN_ENTRY: 'No such entry in this incident, or it was struck.',
    LIMIT_EXCEEDED: 'More than one record can hold.',
    CONTRADICTORY_FACTS: 'Facts that contradict each other.',
  },
);
