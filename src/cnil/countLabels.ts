/** Names of what statistics count by: in French the form's own words wherever it has them, in English plain ones. */
import type { IncidentStatus } from '../incident/status.js';
import type {
  BreachCause,
  BreachNature,
  BreachOrigin,
  DataCategory,
  Language,
  Sector,
  SubjectsBand,
  SubjectsInformation,
} from '../law/vocabulary.js';
import { SENSITIVE_CATEGORIES } from './form.js';
import { BANDS, CAUSES, FORM_CATEGORIES, INFORMATION, NATURES, ORIGINS, SECTOR_LABELS } from './openData.js';

type Labels<Code extends string> = Readonly<Record<Code, string>>;

/** What the form does not tell apart, or has one long sentence for. */
const CATEGORIES_FR: Labels<DataCategory> = {
  ...FORM_CATEGORIES,
  ...SENSITIVE_CATEGORIES,
  PAYMENT_MEANS: 'Moyens de paiement',
  EMPLOYMENT: 'Vie professionnelle',
  EDUCATION: 'Scolarité et formation',
  USAGE: 'Données d’usage et de connexion',
  CONTRACT: 'Contrats et commandes',
  COMMUNICATIONS: 'Contenu de communications',
  PUBLIC_ALREADY: 'Données déjà publiques',
};

const CATEGORIES_EN: Labels<DataCategory> = {
  CIVIL_STATUS: 'Civil status',
  CONTACT: 'Contact details',
  CREDENTIALS: 'Credentials',
  FINANCIAL: 'Financial data',
  PAYMENT_MEANS: 'Means of payment',
  NATIONAL_IDENTIFIER: 'National identification number',
  OFFICIAL_DOCUMENTS: 'Official documents',
  LOCATION: 'Location',
  OFFENCES: 'Offences and convictions',
  HEALTH: 'Health',
  BIOMETRIC: 'Biometric data',
  GENETIC: 'Genetic data',
  ETHNIC_ORIGIN: 'Racial or ethnic origin',
  POLITICAL_OPINION: 'Political opinions',
  RELIGION_PHILOSOPHY: 'Religious or philosophical beliefs',
  TRADE_UNION: 'Trade-union membership',
  SEXUAL_LIFE: 'Sex life or sexual orientation',
  EMPLOYMENT: 'Working life',
  EDUCATION: 'Schooling and training',
  USAGE: 'Usage and connection data',
  CONTRACT: 'Contracts and orders',
  COMMUNICATIONS: 'Contents of communications',
  PUBLIC_ALREADY: 'Data already public',
  OTHER: 'Other data',
  UNKNOWN: 'Not known yet',
};

const NATURES_EN: Labels<BreachNature> = {
  CONFIDENTIALITY: 'Loss of confidentiality',
  INTEGRITY: 'Loss of integrity',
  AVAILABILITY: 'Loss of availability',
};

const CAUSES_EN: Labels<BreachCause> = {
  INTERNAL_MALICIOUS: 'Internal malicious act',
  INTERNAL_ACCIDENTAL: 'Internal accidental act',
  EXTERNAL_MALICIOUS: 'External malicious act',
  EXTERNAL_ACCIDENTAL: 'External accidental act',
  OTHER: 'Other',
  UNKNOWN: 'Unknown',
};

const ORIGINS_EN: Labels<BreachOrigin> = {
  HACKING_MALWARE_PHISHING: 'Hacking, malicious software or phishing',
  WRONG_RECIPIENT: 'Data sent to a wrong recipient',
  UNINTENDED_PUBLICATION: 'Unintended publication',
  DEVICE_LOST_OR_STOLEN: 'Device lost or stolen',
  PAPER_LOST_OR_STOLEN: 'Paper lost, stolen or left in an unsafe place',
  WRONG_PERSON_ON_PORTAL: 'Data of the wrong person shown on a portal',
  MAIL_LOST_OR_OPENED: 'Post lost, or opened before it came back',
  VERBAL_DISCLOSURE: 'Verbal disclosure',
  DEVICE_DISPOSAL: 'Device disposed of without secure erasure',
  PAPER_DISPOSAL: 'Paper disposed of without destruction',
  OTHER: 'Other',
};

const BANDS_EN: Labels<SubjectsBand> = {
  UP_TO_5: '0 to 5 persons',
  FROM_6_TO_50: '6 to 50 persons',
  FROM_51_TO_300: '51 to 300 persons',
  FROM_301_TO_5000: '301 to 5,000 persons',
  MORE_THAN_5000: 'More than 5,000 persons',
};

const INFORMATION_EN: Labels<SubjectsInformation> = {
  INFORMED: 'Informed',
  TO_BE_INFORMED: 'Not yet informed; they will be',
  NOT_TO_BE_INFORMED: 'They will not be informed',
  UNDETERMINED: 'Not determined yet',
};

const SECTORS_EN: Labels<Sector> = {
  AGRICULTURE: 'Agriculture, forestry and fishing',
  MINING: 'Mining and quarrying',
  MANUFACTURING: 'Manufacturing',
  ENERGY: 'Electricity, gas, steam and air conditioning supply',
  WATER_WASTE: 'Water supply; sewerage, waste management and remediation',
  CONSTRUCTION: 'Construction',
  TRADE: 'Wholesale and retail trade; repair of motor vehicles',
  TRANSPORT: 'Transportation and storage',
  ACCOMMODATION_FOOD: 'Accommodation and food service',
  INFORMATION_COMMUNICATION: 'Information and communication',
  FINANCE_INSURANCE: 'Finance and insurance',
  REAL_ESTATE: 'Real estate',
  PROFESSIONAL_SCIENTIFIC: 'Professional, scientific and technical activities',
  ADMINISTRATIVE_SUPPORT: 'Administrative and support services',
  PUBLIC_ADMINISTRATION: 'Public administration',
  EDUCATION: 'Education',
  HEALTH_SOCIAL: 'Human health and social work',
  ARTS_RECREATION: 'Arts, entertainment and recreation',
  OTHER_SERVICES: 'Other services',
  HOUSEHOLDS: 'Activities of households',
  EXTRATERRITORIAL: 'Extraterritorial organisations',
  UNKNOWN: 'Unknown',
};

const STATUSES: Readonly<Record<Language, Labels<IncidentStatus>>> = {
  fr: {
    DETECTED: 'Signalé',
    AWARE: 'Violation constatée',
    ASSESSED: 'Risque évalué',
    NOTIFIED_CONTROLLERS: 'Responsables de traitement informés',
    NOTIFIED_CNIL: 'Notifié à la CNIL',
    NOTIFIED_SUBJECTS: 'Personnes informées',
    CLOSED: 'Clos',
    RULED_OUT: 'Écarté : pas de violation',
    DUPLICATE: 'Doublon',
  },
  en: {
    DETECTED: 'Reported',
    AWARE: 'Aware of a breach',
    ASSESSED: 'Risk assessed',
    NOTIFIED_CONTROLLERS: 'Controllers told',
    NOTIFIED_CNIL: 'Notified to the CNIL',
    NOTIFIED_SUBJECTS: 'Persons told',
    CLOSED: 'Closed',
    RULED_OUT: 'Ruled out: no breach',
    DUPLICATE: 'Duplicate',
  },
};

const LABELS = {
  NATURE: { fr: NATURES, en: NATURES_EN },
  CAUSE: { fr: CAUSES, en: CAUSES_EN },
  ORIGIN: { fr: ORIGINS, en: ORIGINS_EN },
  DATA_CATEGORY: { fr: CATEGORIES_FR, en: CATEGORIES_EN },
  SUBJECTS_BAND: { fr: BANDS, en: BANDS_EN },
  SECTOR: { fr: SECTOR_LABELS, en: SECTORS_EN },
  SUBJECTS_INFORMATION: { fr: INFORMATION, en: INFORMATION_EN },
  SENSITIVE_DATA: { fr: { true: 'Oui', false: 'Non' }, en: { true: 'Yes', false: 'No' } },
  STATUS: STATUSES,
} as const satisfies Record<string, Readonly<Record<Language, Labels<string>>>>;

/** The name of a value; the value itself where it has none. */
export function countLabel(by: keyof typeof LABELS, key: string, language: Language): string {
  const labels: Readonly<Record<string, string>> = LABELS[by][language];
  return labels[key] ?? key;
}
