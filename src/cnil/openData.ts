/**
 * The CNIL's open data "Notifications à la CNIL de violations de données à caractère personnel" (Licence Ouverte 2.0): its columns and closed
 * lists, to the letter, beside the register's own. Source: the published files of 2020 and 2025.
 */
import type {
  BreachCause,
  BreachNature,
  BreachOrigin,
  DataCategory,
  Sector,
  SubjectsBand,
  SubjectsInformation,
} from '../law/vocabulary.js';

/** Headers in order; the second form is that of extractions since 2025. */
export const COLUMNS = {
  month: ['Date de réception de la notification'],
  sector: ["Secteur d'activité de l'organisme concerné"],
  natures: ['Natures de la violation'],
  band: ['Nombre de personnes impactées'],
  dataCategories: ['Typologie des données impactées', 'Typologies des données impactées'],
  sensitiveData: ['Données sensibles'],
  origins: ["Origine de l'incident", "Origines de l'incident"],
  causes: ["Causes de l'incident"],
  information: ['Information des personnes'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = [
  'month',
  'sector',
  'natures',
  'band',
  'dataCategories',
  'sensitiveData',
  'origins',
  'causes',
  'information',
] as const satisfies readonly Column[];

export const NATURES: Readonly<Record<BreachNature, string>> = {
  CONFIDENTIALITY: 'Perte de la confidentialité',
  INTEGRITY: "Perte de l'intégrité",
  AVAILABILITY: 'Perte de la disponibilité',
};

export const BANDS: Readonly<Record<SubjectsBand, string>> = {
  UP_TO_5: 'Entre 0 et 5 personnes',
  FROM_6_TO_50: 'Entre 6 et 50 personnes',
  FROM_51_TO_300: 'Entre 51 et 300 personnes',
  FROM_301_TO_5000: 'Entre 301 et 5000 personnes',
  MORE_THAN_5000: 'Plus de 5000 personnes',
};

export const CAUSES: Readonly<Record<BreachCause, string>> = {
  INTERNAL_MALICIOUS: 'Acte interne malveillant',
  INTERNAL_ACCIDENTAL: 'Acte interne accidentel',
  EXTERNAL_MALICIOUS: 'Acte externe malveillant',
  EXTERNAL_ACCIDENTAL: 'Acte externe accidentel',
  OTHER: 'Autre',
  UNKNOWN: 'Inconnu',
};

export const INFORMATION: Readonly<Record<SubjectsInformation, string>> = {
  INFORMED: 'Oui, les personnes ont été informées',
  TO_BE_INFORMED: 'Non, mais elles le seront',
  NOT_TO_BE_INFORMED: 'Non ils ne le seront pas',
  UNDETERMINED: 'Non déterminé pour le moment',
};

export const ORIGINS: Readonly<Record<BreachOrigin, string>> = {
  HACKING_MALWARE_PHISHING: 'Piratage, logiciel malveillant (par exemple rançongiciel) et/ou hameçonnage',
  WRONG_RECIPIENT: 'Données personnelles envoyées à un mauvais destinataire',
  UNINTENDED_PUBLICATION: "Publication non volontaire d'informations",
  DEVICE_LOST_OR_STOLEN: 'Equipement perdu ou volé',
  PAPER_LOST_OR_STOLEN: 'Papier perdu, volé ou laissé accessible dans un endroit non sécurisé',
  WRONG_PERSON_ON_PORTAL: 'Données de la mauvaise personne affichées sur le portail du client',
  MAIL_LOST_OR_OPENED: "Courrier perdu ou ouvert avant d'être retourné à l'envoyeur",
  VERBAL_DISCLOSURE: 'Informations personnelles divulguées de façon verbale',
  DEVICE_DISPOSAL: 'Mise au rebut d’appareils numériques contenant des données personnelles sans effacement sécurisé',
  PAPER_DISPOSAL: 'Mise au rebut de documents papier contenant des données personnelles sans destruction physique',
  OTHER: 'Autre',
};

/** The form knows ten kinds of data: those that the register tells apart beyond them are "other data" there. */
export const FORM_CATEGORIES = {
  CIVIL_STATUS: 'Etat civil (ex : nom, sexe, date de naissance, âge...)',
  CONTACT: 'Coordonnées (ex : adresse postale ou électronique, numéros de téléphone fixe ou portable...)',
  FINANCIAL:
    'Données relatives à des informations financières (ex : revenus, numéro de carte de crédit, coordonnées bancaires), économiques',
  CREDENTIALS: 'Données d’identification ou d’accès (ex : identifiant, mot de passe, numéro client...)',
  OTHER: "La violation concerne d'autres données",
  NATIONAL_IDENTIFIER: "NIR (Numéro d'Inscription au Répertoire)",
  OFFICIAL_DOCUMENTS: 'Documents officiels (Passeports, pièces d’identité, etc.)',
  UNKNOWN: 'Les données concernées ne sont pas connues pour le moment',
  LOCATION: 'Données de localisation',
  OFFENCES: 'Données relatives à des infractions, condamnations, mesures de sûreté',
} as const satisfies Partial<Record<DataCategory, string>>;

export type FormCategory = keyof typeof FORM_CATEGORIES;

/** Where the form has one word for a kind of data that the register tells apart. */
export function formCategory(category: DataCategory): FormCategory {
  switch (category) {
    case 'PAYMENT_MEANS':
      return 'FINANCIAL';
    case 'HEALTH':
    case 'BIOMETRIC':
    case 'GENETIC':
    case 'ETHNIC_ORIGIN':
    case 'POLITICAL_OPINION':
    case 'RELIGION_PHILOSOPHY':
    case 'TRADE_UNION':
    case 'SEXUAL_LIFE':
    case 'EMPLOYMENT':
    case 'EDUCATION':
    case 'USAGE':
    case 'CONTRACT':
    case 'COMMUNICATIONS':
    case 'PUBLIC_ALREADY':
      return 'OTHER';
    case 'CIVIL_STATUS':
    case 'CONTACT':
    case 'CREDENTIALS':
    case 'FINANCIAL':
    case 'NATIONAL_IDENTIFIER':
    case 'OFFICIAL_DOCUMENTS':
    case 'LOCATION':
    case 'OFFENCES':
    case 'OTHER':
    case 'UNKNOWN':
      return category;
  }
}

export const SECTOR_LABELS: Readonly<Record<Sector, string>> = {
  AGRICULTURE: 'Agriculture, sylviculture et pêche',
  MINING: 'Industries extractives',
  MANUFACTURING: 'Industrie manufacturière',
  ENERGY: "Production et distribution d'électricité, de gaz, de vapeur et d'air conditionné",
  WATER_WASTE: "Production et distribution d'eau ; assainissement, gestion des déchets et dépollution",
  CONSTRUCTION: 'Construction',
  TRADE: "Commerce ; réparation d'automobiles et de motocycles",
  TRANSPORT: 'Transports et entreposage',
  ACCOMMODATION_FOOD: 'Hébergement et restauration',
  INFORMATION_COMMUNICATION: 'Information et communication',
  FINANCE_INSURANCE: "Activités financières et d'assurance",
  REAL_ESTATE: 'Activités immobilières',
  PROFESSIONAL_SCIENTIFIC: 'Activités spécialisées, scientifiques et techniques',
  ADMINISTRATIVE_SUPPORT: 'Activités de services administratifs et de soutien',
  PUBLIC_ADMINISTRATION: 'Administration publique',
  EDUCATION: 'Enseignement',
  HEALTH_SOCIAL: 'Santé humaine et action sociale',
  ARTS_RECREATION: 'Arts, spectacles et activités récréatives',
  OTHER_SERVICES: 'Autres activités de services',
  HOUSEHOLDS:
    "Activités des ménages en tant qu'employeurs ; activités indifférenciées des ménages en tant que producteurs de biens et services pour usage propre",
  EXTRATERRITORIAL: 'Activités extra-territoriales',
  UNKNOWN: 'Inconnu',
};

/** The file doubles the apostrophes of a sector's name, as SQL does. */
export function sectorCell(sector: Sector): string {
  return SECTOR_LABELS[sector].replaceAll("'", "''");
}
