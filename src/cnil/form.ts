/**
 * Strings of the CNIL's tele-service that its open data does not publish. Source: the dictionaries of MADIS (register software of French local
 * authorities), which carry the form's own strings; spelling as there.
 */
import type { CnilSeverity, DataCategory, FilingKind, Harm, SubjectCategory } from '../law/vocabulary.js';

/** The form knows three; what corrects or takes back an earlier notification is filed as a complement to it. */
export const NOTIFICATION_TYPES: Readonly<Record<FilingKind, string>> = {
  INITIAL: 'initiale',
  COMPLEMENTARY: 'complémentaire',
  COMPLETE: 'complète',
  CORRECTION: 'complémentaire',
  WITHDRAWAL: 'complémentaire',
};

export const SENSITIVE_CATEGORIES = {
  ETHNIC_ORIGIN: 'Origine raciale ou ethnique',
  POLITICAL_OPINION: 'Opinions politiques',
  RELIGION_PHILOSOPHY: 'Opinions philosophiques ou religieuses',
  TRADE_UNION: 'Appartenance syndicale',
  SEXUAL_LIFE: 'Orientation sexuelle',
  HEALTH: 'Données de santé',
  BIOMETRIC: 'Données biométriques',
  GENETIC: 'Données génétiques',
} as const satisfies Partial<Record<DataCategory, string>>;

export type SensitiveCategory = keyof typeof SENSITIVE_CATEGORIES;

export function isSensitive(category: DataCategory): category is SensitiveCategory {
  return category in SENSITIVE_CATEGORIES;
}

export const PERSONS: Readonly<Record<SubjectCategory, string>> = {
  EMPLOYEES: 'Employés',
  USERS: 'Utilisateurs',
  MEMBERS: 'Adhérents',
  STUDENTS: 'Étudiants / élèves',
  MILITARY: 'Personnel militaire',
  CUSTOMERS: 'Clients (actuels ou potentiels)',
  PATIENTS: 'Patients',
  MINORS: 'Mineurs',
  VULNERABLE: 'Personnes vulnérables',
  UNKNOWN: 'Pas déterminé pour le moment',
  OTHER: 'Autres',
};

export const HARMS: Readonly<Record<Harm, string>> = {
  LOSS_OF_CONTROL: 'Perte de contrôle sur leurs données personnelles',
  LIMITATION_OF_RIGHTS: 'Limitation de leurs droits',
  DISCRIMINATION: 'Discrimination',
  IDENTITY_THEFT: "Vol d'identité",
  FRAUD: 'Fraude',
  PSEUDONYMISATION_REVERSAL: 'Levée non autorisée de pseudonimisation',
  FINANCIAL_LOSS: 'Pertes financières',
  REPUTATION: 'Atteinte à la réputation',
  PROFESSIONAL_SECRECY: 'Perte de la confidentialité de données protégées par un secret professionnel',
  OTHER: 'Autre',
};

export const SEVERITIES: Readonly<Record<CnilSeverity, string>> = {
  NEGLIGIBLE: 'Négligeable',
  LIMITED: 'Limité',
  SIGNIFICANT: 'Important',
  MAXIMUM: 'Maximal',
};
