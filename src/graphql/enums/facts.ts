/** Enums of what is known of a breach. */
import {
  AVAILABILITY_EFFECTS,
  BREACH_CAUSES,
  BREACH_ORIGINS,
  DATA_CATEGORIES,
  EXPOSURES,
  HARMS,
  INTEGRITY_EFFECTS,
  MITIGATIONS,
  PROTECTIONS,
  RECIPIENTS,
  SUBJECTS_BANDS,
  SUBJECT_CATEGORIES,
} from '../../law/vocabulary.js';
import { describedEnum } from './describedEnum.js';

export const SubjectsBandEnum = describedEnum(
  'SubjectsBand',
  'The number of persons in the bands of the CNIL’s open data.',
  SUBJECTS_BANDS,
  {
    UP_TO_5: '5 persons or fewer.',
    FROM_6_TO_50: '6 to 50 persons.',
    FROM_51_TO_300: '51 to 300 persons.',
    FROM_301_TO_5000: '301 to 5,000 persons.',
    MORE_THAN_5000: 'More than 5,000 persons.',
  },
);

export const BreachCauseEnum = describedEnum(
  'BreachCause',
  'Who caused the breach, and whether on purpose.',
  BREACH_CAUSES,
  {
    INTERNAL_MALICIOUS: 'Somebody inside, on purpose.',
    INTERNAL_ACCIDENTAL: 'Somebody inside, by mistake.',
    EXTERNAL_MALICIOUS: 'Somebody outside, on purpose.',
    EXTERNAL_ACCIDENTAL: 'Somebody outside, by mistake.',
    OTHER: 'Another cause, named in otherDetail.',
    UNKNOWN: 'Not known.',
  },
);

export const BreachOriginEnum = describedEnum('BreachOrigin', 'How the breach came about.', BREACH_ORIGINS, {
  HACKING_MALWARE_PHISHING: 'Hacking, malicious software or phishing.',
  WRONG_RECIPIENT: 'Data sent to the wrong person.',
  UNINTENDED_PUBLICATION: 'Data published without intent.',
  DEVICE_LOST_OR_STOLEN: 'Equipment lost or stolen.',
  PAPER_LOST_OR_STOLEN: 'Paper lost or stolen, or left in an unsafe place.',
  WRONG_PERSON_ON_PORTAL: 'A portal showed the data of somebody else.',
  MAIL_LOST_OR_OPENED: 'Post lost, or opened before it came back.',
  VERBAL_DISCLOSURE: 'Data given away in speech.',
  DEVICE_DISPOSAL: 'Equipment disposed of with data on it.',
  PAPER_DISPOSAL: 'Paper disposed of unsafely.',
  OTHER: 'Another origin, named in otherDetail.',
});

export const DataCategoryEnum = describedEnum('DataCategory', 'Kinds of personal data concerned.', DATA_CATEGORIES, {
  CIVIL_STATUS: 'Name, birth, sex and the like.',
  CONTACT: 'Addresses and telephone numbers.',
  CREDENTIALS: 'Names and secrets to log in with.',
  FINANCIAL: 'Income, accounts, credit.',
  PAYMENT_MEANS: 'Card numbers and other means of payment.',
  NATIONAL_IDENTIFIER: 'National identification number, such as the NIR.',
  OFFICIAL_DOCUMENTS: 'Passports, identity cards and the like.',
  LOCATION: 'Where somebody was.',
  OFFENCES: 'Convictions and offences (art. 10).',
  HEALTH: 'Health (art. 9).',
  BIOMETRIC: 'Biometrics that identify (art. 9).',
  GENETIC: 'Genetics (art. 9).',
  ETHNIC_ORIGIN: 'Racial or ethnic origin (art. 9).',
  POLITICAL_OPINION: 'Political opinions (art. 9).',
  RELIGION_PHILOSOPHY: 'Religious or philosophical beliefs (art. 9).',
  TRADE_UNION: 'Trade-union membership (art. 9).',
  SEXUAL_LIFE: 'Sex life or sexual orientation (art. 9).',
  EMPLOYMENT: 'Working life.',
  EDUCATION: 'Schooling and training.',
  USAGE: 'Use of a service, connection data.',
  CONTRACT: 'Contracts and orders.',
  COMMUNICATIONS: 'Contents of messages.',
  PUBLIC_ALREADY: 'Data that were public before.',
  OTHER: 'Other data, named in otherDetail.',
  UNKNOWN: 'Not known.',
});

export const SubjectCategoryEnum = describedEnum(
  'SubjectCategory',
  'Groups of persons concerned.',
  SUBJECT_CATEGORIES,
  {
    EMPLOYEES: 'Employees.',
    USERS: 'Users of a service.',
    MEMBERS: 'Members or subscribers.',
    STUDENTS: 'Pupils and students.',
    MILITARY: 'Members of the armed forces.',
    CUSTOMERS: 'Customers, present or prospective.',
    PATIENTS: 'Patients.',
    MINORS: 'Children.',
    VULNERABLE: 'Other persons who need protection.',
    OTHER: 'Other persons, named in otherDetail.',
    UNKNOWN: 'Not known.',
  },
);

export const ExposureEnum = describedEnum(
  'Exposure',
  'Whether unauthorised persons have had the data before them.',
  EXPOSURES,
  {
    CONFIRMED: 'They have.',
    NOT_EXCLUDED: 'It cannot be excluded.',
    EXCLUDED: 'It can be excluded, on the basis given.',
    NOT_APPLICABLE: 'The breach is not one of confidentiality.',
  },
);

export const RecipientsEnum = describedEnum('Recipients', 'Who has had access to the data.', RECIPIENTS, {
  NONE: 'Nobody.',
  TRUSTED: 'Somebody who can be trusted to act as asked.',
  FEW_KNOWN: 'A few known persons.',
  MANY: 'Many persons.',
  PUBLIC: 'Anybody.',
  UNKNOWN: 'Not known.',
});

export const ProtectionEnum = describedEnum('Protection', 'What made the data unreadable to others.', PROTECTIONS, {
  UNINTELLIGIBLE: 'Encrypted or otherwise unintelligible, the key safe.',
  COMPROMISED: 'Protected, but the protection is broken or in doubt.',
  NONE: 'Not protected.',
  NOT_APPLICABLE: 'The question does not arise.',
});

export const AvailabilityEffectEnum = describedEnum(
  'AvailabilityEffect',
  'What the loss of availability meant.',
  AVAILABILITY_EFFECTS,
  {
    RESTORED: 'Back before it mattered to persons.',
    DELAYED: 'Back late: a service was delayed.',
    CRITICAL: 'Missing when they were vitally needed.',
    LOST: 'Gone for good.',
  },
);

export const IntegrityEffectEnum = describedEnum(
  'IntegrityEffect',
  'What the loss of integrity meant.',
  INTEGRITY_EFFECTS,
  {
    NONE: 'Nothing was altered.',
    ALTERED_UNUSED: 'Altered, but not used while it was wrong.',
    ALTERED_RECOVERABLE: 'Altered, and can be put right.',
    ALTERED_IRRECOVERABLE: 'Altered, and cannot be put right.',
  },
);

export const MitigationEnum = describedEnum('Mitigation', 'What has lessened the risk since.', MITIGATIONS, {
  DELETION_REQUESTED: 'The recipient was asked to delete the data.',
  DELETION_CONFIRMED: 'The recipient confirmed the deletion.',
  RECOVERED: 'The data were got back.',
  REMOTE_WIPED: 'The equipment was wiped from afar.',
  ACCESS_CUT_BEFORE_USE: 'Access was cut before anybody used it.',
});

export const HarmEnum = describedEnum('Harm', 'What persons may suffer (GDPR recital 85).', HARMS, {
  LOSS_OF_CONTROL: 'Loss of control over their data.',
  LIMITATION_OF_RIGHTS: 'Limitation of their rights.',
  DISCRIMINATION: 'Discrimination.',
  IDENTITY_THEFT: 'Identity theft.',
  FRAUD: 'Fraud.',
  PSEUDONYMISATION_REVERSAL: 'Unauthorised reversal of pseudonymisation.',
  FINANCIAL_LOSS: 'Financial loss.',
  REPUTATION: 'Damage to reputation.',
  PROFESSIONAL_SECRECY: 'Loss of confidentiality of data under professional secrecy.',
  OTHER: 'Another harm, named in otherDetail.',
});
