/** Sections and fields of the tele-service, by their names for readers of French and of English. The values stay the form's own. */
import type { Language } from '../../law/vocabulary.js';

/** A text for each language. */
type Texts = Readonly<Record<Language, string>>;

export const SECTIONS = {
  type: { fr: 'Type de notification', en: 'Type of notification' },
  declarant: { fr: 'Organisme déclarant', en: 'Declarant' },
  parties: { fr: 'Autres organismes', en: 'Other parties' },
  dates: { fr: 'Dates de la violation', en: 'Dates of the breach' },
  nature: { fr: 'Nature, origine et cause', en: 'Nature, origin and cause' },
  data: { fr: 'Données', en: 'Data' },
  persons: { fr: 'Personnes', en: 'Persons' },
  before: { fr: 'Mesures avant la violation', en: 'Measures before the breach' },
  consequences: { fr: 'Conséquences', en: 'Consequences' },
  after: { fr: 'Mesures après la violation', en: 'Measures after the breach' },
  communication: { fr: 'Information des personnes', en: 'Communication to the persons' },
  elsewhere: { fr: 'Transfrontalier et autres autorités', en: 'Cross-border and other authorities' },
  attachments: { fr: 'Pièces jointes', en: 'Attachments' },
} as const satisfies Record<string, Texts>;

export type Section = keyof typeof SECTIONS;

export const FIELDS = {
  notificationType: { fr: 'Type de notification', en: 'Type of notification' },
  earlierReference: { fr: 'Référence de la notification antérieure', en: 'Reference of the earlier notification' },
  organisationName: { fr: 'Nom de l’organisme', en: 'Name of the organisation' },
  siren: { fr: 'Numéro SIREN', en: 'SIREN number' },
  representative: { fr: 'Représentant légal', en: 'Legal representative' },
  contactPerson: { fr: 'Personne à contacter', en: 'Contact person' },
  dpo: { fr: 'DPO ou autre point de contact', en: 'DPO or other contact point' },
  sector: { fr: 'Secteur d’activité', en: 'Sector of activity' },
  processors: { fr: 'Sous-traitants impliqués', en: 'Processors involved' },
  informedByProcessorAt: { fr: 'Date de notification par le sous-traitant', en: 'Notified by the processor on' },
  datesEstablished: { fr: 'Dates établies ou supposées', en: 'Dates established or supposed' },
  detectedAt: { fr: 'Date et heure de la découverte', en: 'Discovered on' },
  occurredFrom: { fr: 'Date et heure de début', en: 'Began on' },
  occurredTo: { fr: 'Date et heure de fin', en: 'Ended on' },
  awareAt: { fr: 'Date et heure de la prise de connaissance', en: 'Became aware on' },
  circumstances: { fr: 'Circonstances de la découverte', en: 'Circumstances of the discovery' },
  reasonsForDelay: { fr: 'Motifs du retard', en: 'Reasons for the delay' },
  natures: { fr: 'Nature de la violation', en: 'Nature of the breach' },
  origins: { fr: 'Origine de l’incident', en: 'Origin of the incident' },
  otherDetail: { fr: 'Précisions (autre)', en: 'Details (other)' },
  causes: { fr: 'Cause de l’incident', en: 'Cause of the incident' },
  dataCategories: { fr: 'Catégories de données', en: 'Categories of data' },
  sensitiveCategories: { fr: 'Données sensibles', en: 'Sensitive categories' },
  sensitiveData: { fr: 'La violation porte sur des données sensibles', en: 'Sensitive data concerned' },
  recordsCount: { fr: 'Nombre approximatif d’enregistrements', en: 'Approximate number of records' },
  media: { fr: 'Supports concernés', en: 'Media concerned' },
  subjectCategories: { fr: 'Catégories de personnes', en: 'Categories of persons' },
  subjectsCount: { fr: 'Nombre approximatif de personnes', en: 'Approximate number of persons' },
  subjectsBand: { fr: 'Nombre de personnes impactées', en: 'Band of the number of persons' },
  directlyIdentifiable: { fr: 'Personnes directement identifiables', en: 'Persons directly identifiable' },
  priorMeasures: { fr: 'Mesures de sécurité en place avant la violation', en: 'Security measures before the breach' },
  confidentialityConsequences: { fr: 'Conséquences, perte de confidentialité', en: 'Consequences, confidentiality' },
  integrityConsequences: { fr: 'Conséquences, perte d’intégrité', en: 'Consequences, integrity' },
  availabilityConsequences: { fr: 'Conséquences, perte de disponibilité', en: 'Consequences, availability' },
  harms: { fr: 'Préjudices pour les personnes', en: 'Harm to persons' },
  severity: { fr: 'Gravité', en: 'Severity' },
  immediateMeasures: { fr: 'Mesures immédiates', en: 'Immediate measures' },
  recoveryMeasures: { fr: 'Mesures pour revenir à la normale', en: 'Measures to return to normal' },
  preventionMeasures: { fr: 'Mesures contre le renouvellement', en: 'Measures against recurrence' },
  information: { fr: 'Information des personnes', en: 'Were persons informed' },
  informedOn: { fr: 'Date d’information', en: 'Informed on' },
  informedCount: { fr: 'Nombre de personnes informées', en: 'Number informed' },
  informedBy: { fr: 'Moyen', en: 'Means' },
  informedText: { fr: 'Contenu de l’information', en: 'Content of the message' },
  notInformedReasons: { fr: 'Motifs de ne pas informer', en: 'Reasons for not informing' },
  crossBorder: { fr: 'Traitement visant plusieurs États membres', en: 'Persons of several member states' },
  memberStates: { fr: 'États membres', en: 'Member states' },
  otherAuthorities: { fr: 'Autres autorités', en: 'Other authorities' },
  attachments: { fr: 'Pièces jointes', en: 'Attachments' },
} as const satisfies Record<string, Texts>;

export type FieldKey = keyof typeof FIELDS;
