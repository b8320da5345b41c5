/**
 * The closed lists of the field. Names are the API's; the CNIL's own strings for them live with its form.
 * Stored in events: a value is never renamed or taken out, only added.
 */

export const CONTROLLER_ROLES = ['CONTROLLER', 'JOINT_CONTROLLER', 'PROCESSOR'] as const;
export type ControllerRole = (typeof CONTROLLER_ROLES)[number];

export const BREACH_NATURES = ['CONFIDENTIALITY', 'INTEGRITY', 'AVAILABILITY'] as const;
export type BreachNature = (typeof BREACH_NATURES)[number];

export const RISK_VERDICTS = ['UNLIKELY', 'RISK', 'HIGH_RISK'] as const;
export type RiskVerdict = (typeof RISK_VERDICTS)[number];

export const CNIL_SEVERITIES = ['NEGLIGIBLE', 'LIMITED', 'SIGNIFICANT', 'MAXIMUM'] as const;
export type CnilSeverity = (typeof CNIL_SEVERITIES)[number];

export const CNIL_LIKELIHOODS = ['NEGLIGIBLE', 'LIMITED', 'SIGNIFICANT', 'MAXIMUM'] as const;
export type CnilLikelihood = (typeof CNIL_LIKELIHOODS)[number];

export const ART33_GROUNDS = ['RISK_UNLIKELY', 'AUTHORITY_ALREADY_INFORMED', 'OTHER_PROVISION'] as const;
export type Art33Ground = (typeof ART33_GROUNDS)[number];

export const ART34_GROUNDS = [
  'NOT_HIGH_RISK',
  'UNINTELLIGIBLE',
  'RISK_REMOVED',
  'DISPROPORTIONATE_EFFORT',
  'LEGAL_DEROGATION',
] as const;
export type Art34Ground = (typeof ART34_GROUNDS)[number];

export const FILING_KINDS = ['INITIAL', 'COMPLEMENTARY', 'COMPLETE', 'CORRECTION', 'WITHDRAWAL'] as const;
export type FilingKind = (typeof FILING_KINDS)[number];

export const TIME_PRECISIONS = ['INSTANT', 'DAY', 'MONTH'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

export const MEASURE_KINDS = ['EXISTING_BEFORE', 'CONTAINMENT', 'MITIGATION', 'REMEDIATION', 'PREVENTION'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const MEASURE_STATES = ['PLANNED', 'TAKEN', 'ABANDONED'] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

export const NOTE_VISIBILITIES = ['TEAM', 'LEGAL_PRIVILEGE'] as const;
export type NoteVisibility = (typeof NOTE_VISIBILITIES)[number];

export const COMMUNICATION_CHANNELS = [
  'EMAIL',
  'SMS',
  'LETTER',
  'IN_APP',
  'PHONE',
  'BANNER',
  'PRESS',
  'WEBSITE',
  'OTHER',
] as const;
export type CommunicationChannel = (typeof COMMUNICATION_CHANNELS)[number];

export const NOTICE_STATES = ['IDENTIFIED', 'SENT', 'FAILED', 'ACKNOWLEDGED'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export const SUBJECTS_INFORMATIONS = ['INFORMED', 'TO_BE_INFORMED', 'NOT_TO_BE_INFORMED', 'UNDETERMINED'] as const;
export type SubjectsInformation = (typeof SUBJECTS_INFORMATIONS)[number];

export const AUTHORITY_MESSAGE_KINDS = [
  'ACKNOWLEDGEMENT',
  'QUESTION',
  'FORMAL_NOTICE',
  'INSPECTION',
  'ORDER_TO_INFORM',
  'OTHER_ORDER',
  'EXEMPTION_CONFIRMED',
  'COMPLAINT',
  'SANCTION',
  'CLOSURE',
] as const;
export type AuthorityMessageKind = (typeof AUTHORITY_MESSAGE_KINDS)[number];

export const LINK_KINDS = ['DUPLICATE_OF', 'SAME_EVENT', 'PROCESSOR_NOTICE', 'SPLIT_FROM', 'RECURRENCE_OF'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export const DECISION_KINDS = [
  'DECLINE_CNIL',
  'DECLINE_SUBJECTS',
  'DEFER_SUBJECTS',
  'RULE_OUT',
  'CLOSE',
  'REOPEN',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const DUTY_KINDS = [
  'DOCUMENT',
  'NOTIFY_AUTHORITY',
  'COMPLETE_NOTIFICATION',
  'COMMUNICATE_TO_SUBJECTS',
  'NOTIFY_CONTROLLERS',
  'ANSWER_AUTHORITY',
  'COMPLY_WITH_ORDER',
  'OTHER_REGIME',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export const DUTY_STATES = [
  'NOT_STARTED',
  'UNDETERMINED',
  'OPEN',
  'DUE_SOON',
  'OVERDUE',
  'DEFERRED',
  'MET',
  'MET_LATE',
  'WAIVED',
  'NOT_REQUIRED',
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export const ANCHOR_KINDS = [
  'OCCURRENCE',
  'DETECTION',
  'AWARENESS',
  'CLASSIFICATION',
  'PREVIOUS_STAGE',
  'AUTHORITY_REQUEST',
  'RECORDING',
] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

export const SUBJECTS_BANDS = [
  'UP_TO_5',
  'FROM_6_TO_50',
  'FROM_51_TO_300',
  'FROM_301_TO_5000',
  'MORE_THAN_5000',
] as const;
export type SubjectsBand = (typeof SUBJECTS_BANDS)[number];

export const BREACH_CAUSES = [
  'INTERNAL_MALICIOUS',
  'INTERNAL_ACCIDENTAL',
  'EXTERNAL_MALICIOUS',
  'EXTERNAL_ACCIDENTAL',
  'OTHER',
  'UNKNOWN',
] as const;
export type BreachCause = (typeof BREACH_CAUSES)[number];

export const BREACH_ORIGINS = [
  'HACKING_MALWARE_PHISHING',
  'WRONG_RECIPIENT',
  'UNINTENDED_PUBLICATION',
  'DEVICE_LOST_OR_STOLEN',
  'PAPER_LOST_OR_STOLEN',
  'WRONG_PERSON_ON_PORTAL',
  'MAIL_LOST_OR_OPENED',
  'VERBAL_DISCLOSURE',
  'DEVICE_DISPOSAL',
  'PAPER_DISPOSAL',
  'OTHER',
] as const;
export type BreachOrigin = (typeof BREACH_ORIGINS)[number];

export const DATA_CATEGORIES = [
  'CIVIL_STATUS',
  'CONTACT',
  'CREDENTIALS',
  'FINANCIAL',
  'PAYMENT_MEANS',
  'NATIONAL_IDENTIFIER',
  'OFFICIAL_DOCUMENTS',
  'LOCATION',
  'OFFENCES',
  'HEALTH',
  'BIOMETRIC',
  'GENETIC',
  'ETHNIC_ORIGIN',
  'POLITICAL_OPINION',
  'RELIGION_PHILOSOPHY',
  'TRADE_UNION',
  'SEXUAL_LIFE',
  'EMPLOYMENT',
  'EDUCATION',
  'USAGE',
  'CONTRACT',
  'COMMUNICATIONS',
  'PUBLIC_ALREADY',
  'OTHER',
  'UNKNOWN',
] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

export const SUBJECT_CATEGORIES = [
  'EMPLOYEES',
  'USERS',
  'MEMBERS',
  'STUDENTS',
  'MILITARY',
  'CUSTOMERS',
  'PATIENTS',
  'MINORS',
  'VULNERABLE',
  'OTHER',
  'UNKNOWN',
] as const;
export type SubjectCategory = (typeof SUBJECT_CATEGORIES)[number];

export const EXPOSURES = ['CONFIRMED', 'NOT_EXCLUDED', 'EXCLUDED', 'NOT_APPLICABLE'] as const;
export type Exposure = (typeof EXPOSURES)[number];

export const RECIPIENTS = ['NONE', 'TRUSTED', 'FEW_KNOWN', 'MANY', 'PUBLIC', 'UNKNOWN'] as const;
export type Recipients = (typeof RECIPIENTS)[number];

export const PROTECTIONS = ['UNINTELLIGIBLE', 'COMPROMISED', 'NONE', 'NOT_APPLICABLE'] as const;
export type Protection = (typeof PROTECTIONS)[number];

export const AVAILABILITY_EFFECTS = ['RESTORED', 'DELAYED', 'CRITICAL', 'LOST'] as const;
export type AvailabilityEffect = (typeof AVAILABILITY_EFFECTS)[number];

export const INTEGRITY_EFFECTS = ['NONE', 'ALTERED_UNUSED', 'ALTERED_RECOVERABLE', 'ALTERED_IRRECOVERABLE'] as const;
export type IntegrityEffect = (typeof INTEGRITY_EFFECTS)[number];

export const MITIGATIONS = [
  'DELETION_REQUESTED',
  'DELETION_CONFIRMED',
  'RECOVERED',
  'REMOTE_WIPED',
  'ACCESS_CUT_BEFORE_USE',
] as const;
export type Mitigation = (typeof MITIGATIONS)[number];

export const HARMS = [
  'LOSS_OF_CONTROL',
  'LIMITATION_OF_RIGHTS',
  'DISCRIMINATION',
  'IDENTITY_THEFT',
  'FRAUD',
  'PSEUDONYMISATION_REVERSAL',
  'FINANCIAL_LOSS',
  'REPUTATION',
  'PROFESSIONAL_SECRECY',
  'OTHER',
] as const;
export type Harm = (typeof HARMS)[number];

export const SECTORS = [
  'AGRICULTURE',
  'MINING',
  'MANUFACTURING',
  'ENERGY',
  'WATER_WASTE',
  'CONSTRUCTION',
  'TRADE',
  'TRANSPORT',
  'ACCOMMODATION_FOOD',
  'INFORMATION_COMMUNICATION',
  'FINANCE_INSURANCE',
  'REAL_ESTATE',
  'PROFESSIONAL_SCIENTIFIC',
  'ADMINISTRATIVE_SUPPORT',
  'PUBLIC_ADMINISTRATION',
  'EDUCATION',
  'HEALTH_SOCIAL',
  'ARTS_RECREATION',
  'OTHER_SERVICES',
  'HOUSEHOLDS',
  'EXTRATERRITORIAL',
  'UNKNOWN',
] as const;
export type Sector = (typeof SECTORS)[number];

/** Regimes that a duty may come from: data, not a closed list of the API. GDPR is always in scope. */
export const REGIMES = ['GDPR', 'NIS2', 'FR_HEALTH_IT', 'LOPMI', 'EIDAS', 'DORA', 'EPRIVACY', 'CRA'] as const;
export type Regime = (typeof REGIMES)[number];

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
