/** The fields of the CNIL's tele-service, in its order, answered from an incident. */
import { informationFor } from '../../incident/audiences.js';
import { awareAt, presentAssessment, standingNotifications, stands } from '../../incident/standing.js';
import type { Organisation } from '../../incident/organisation.js';
import type { Facts, Filing, Incident } from '../../incident/state.js';
import { bandOf } from '../../law/bands.js';
import type { Instant } from '../../law/instant.js';
import type { BreachNature, CommunicationChannel, FilingKind } from '../../law/vocabulary.js';
import { HARMS, isSensitive, NOTIFICATION_TYPES, PERSONS, SENSITIVE_CATEGORIES, SEVERITIES } from '../form.js';
import {
  BANDS,
  CAUSES,
  FORM_CATEGORIES,
  formCategory,
  INFORMATION,
  NATURES,
  ORIGINS,
  SECTOR_LABELS,
} from '../openData.js';
import {
  communicated,
  contactText,
  instantIn,
  listed,
  measuresText,
  partyText,
  said,
  yesNo,
  type Answer,
} from './answers.js';
import type { FieldKey, Section } from './labels.js';

export interface Subject {
  readonly incident: Incident;
  readonly organisation: Organisation;
  readonly kind: FilingKind;
  readonly at: Instant;
  readonly late: boolean;
}

export type Answers = readonly (readonly [Section, FieldKey, Answer])[];

/** Every field of the form; of a withdrawal those alone that say what is withdrawn, and by whom. */
export function answersOf(subject: Subject): Answers {
  const whose = [...typeFields(subject), ...declarantFields(subject)];
  if (subject.kind === 'WITHDRAWAL') return whose;
  const facts = subject.incident.facts ?? {};
  return [
    ...whose,
    ...partyFields(subject, facts),
    ...dateFields(subject, facts),
    ...natureFields(subject, facts),
    ...dataFields(facts),
    ...personFields(facts),
    ['before', 'priorMeasures', said(facts.priorMeasures) ?? measuresText(subject.incident, ['EXISTING_BEFORE'])],
    ...consequenceFields(subject, facts),
    ...measureFields(subject),
    ...communicationFields(subject),
    ['elsewhere', 'crossBorder', yesNo(facts.crossBorder)],
    ['elsewhere', 'memberStates', facts.crossBorder === false ? null : listed(facts.memberStates, (code) => code)],
    ['elsewhere', 'otherAuthorities', said(facts.otherAuthorities)],
    ['attachments', 'attachments', listed(subject.incident.evidence.filter(stands), ({ name }) => name)],
  ];
}

function typeFields({ incident, kind }: Subject): Answers {
  const first = kind === 'INITIAL' || kind === 'COMPLETE';
  return [
    ['type', 'notificationType', NOTIFICATION_TYPES[kind]],
    ['type', 'earlierReference', first ? null : referenceOf(standingNotifications(incident).at(-1))],
  ];
}

function referenceOf(filing: Filing | undefined): Answer {
  return said(filing?.caseNumber) ?? said(filing?.receiptNumber);
}

function declarantFields({ incident, organisation }: Subject): Answers {
  const contactPoint = incident.filings.findLast(
    (filing) => stands(filing) && filing.contactPoint !== null,
  )?.contactPoint;
  const sector = incident.facts?.sector ?? organisation.sector;
  return [
    ['declarant', 'organisationName', organisation.name],
    ['declarant', 'siren', said(organisation.siren)],
    ['declarant', 'representative', contactText(organisation.representative)],
    ['declarant', 'contactPerson', contactText(contactPoint ?? organisation.dpo ?? organisation.representative)],
    ['declarant', 'dpo', contactText(organisation.dpo ?? contactPoint)],
    ['declarant', 'sector', sector === null ? undefined : SECTOR_LABELS[sector]],
  ];
}

function partyFields({ incident, organisation }: Subject, facts: Facts): Answers {
  const instant = instantIn(organisation.timeZone);
  const parties = facts.processors ?? (incident.processor === null ? undefined : [incident.processor]);
  const none = parties?.length === 0 && incident.informedByProcessorAt === null;
  return [
    ['parties', 'processors', listed(parties, partyText)],
    ['parties', 'informedByProcessorAt', none ? null : instant(incident.informedByProcessorAt)],
  ];
}

function dateFields({ incident, organisation, late }: Subject, facts: Facts): Answers {
  const instant = instantIn(organisation.timeZone);
  const given = incident.filings.findLast((filing) => stands(filing) && said(filing.reasonsForDelay) !== undefined);
  const begun = incident.occurredFrom !== null || incident.occurredTo !== null;
  return [
    ['dates', 'datesEstablished', begun ? (awareAt(incident) === null ? 'supposé' : 'établi') : undefined],
    ['dates', 'detectedAt', instant(incident.detectedAt)],
    ['dates', 'occurredFrom', instant(incident.occurredFrom)],
    ['dates', 'occurredTo', incident.ongoing === true ? 'en cours' : instant(incident.occurredTo)],
    ['dates', 'awareAt', instant(awareAt(incident))],
    ['dates', 'circumstances', said(facts.circumstances)],
    ['dates', 'reasonsForDelay', late ? undefined : (said(given?.reasonsForDelay) ?? null)],
  ];
}

function natureFields({ incident }: Subject, facts: Facts): Answers {
  const { natures } = incident;
  const other = facts.origins?.includes('OTHER') === true || facts.cause?.includes('OTHER') === true;
  return [
    // A breach without any nature is none: an empty list is one that nobody has filled in.
    ['nature', 'natures', listed(natures.length === 0 ? null : natures, (nature) => NATURES[nature])],
    ['nature', 'origins', listed(facts.origins, (origin) => ORIGINS[origin])],
    ['nature', 'otherDetail', said(facts.otherDetail) ?? (other ? undefined : null)],
    ['nature', 'causes', listed(facts.cause, (cause) => CAUSES[cause])],
  ];
}

function dataFields(facts: Facts): Answers {
  const categories = facts.dataCategories;
  return [
    ['data', 'dataCategories', listed(categories, (category) => FORM_CATEGORIES[formCategory(category)])],
    [
      'data',
      'sensitiveCategories',
      facts.sensitiveData === false ? null : sensitiveOf(categories, facts.sensitiveData === true),
    ],
    ['data', 'sensitiveData', yesNo(facts.sensitiveData)],
    ['data', 'recordsCount', said(facts.recordsCount)],
    ['data', 'media', listed(facts.media, (medium) => medium)],
  ];
}

/** Named ones; none where the categories are known and name none, unless sensitive data are said to be among them. */
function sensitiveOf(categories: Facts['dataCategories'], stated: boolean): Answer {
  const named = categories?.filter(isSensitive) ?? [];
  if (named.length > 0) return listed(named, (category) => SENSITIVE_CATEGORIES[category]);
  const open = categories === null || categories === undefined || categories.includes('UNKNOWN');
  return open || stated ? undefined : null;
}

function personFields(facts: Facts): Answers {
  const count = facts.subjectsCount ?? null;
  const band = count === null ? (facts.subjectsBand ?? null) : bandOf(count);
  return [
    ['persons', 'subjectCategories', listed(facts.subjectCategories, (category) => PERSONS[category])],
    ['persons', 'subjectsCount', count === null ? undefined : `${count}`],
    ['persons', 'subjectsBand', band === null ? undefined : BANDS[band]],
    ['persons', 'directlyIdentifiable', yesNo(facts.directlyIdentifiable)],
  ];
}

function consequenceFields({ incident }: Subject, facts: Facts): Answers {
  const assessment = presentAssessment(incident);
  const consequences = said(assessment?.likelyConsequences);
  /** The register has one text for what the form asks by nature; a nature that was not concerned has none. */
  const of = (nature: BreachNature): Answer =>
    incident.natures.length > 0 && !incident.natures.includes(nature) ? null : consequences;
  const severity = assessment?.severity ?? null;
  return [
    ['consequences', 'confidentialityConsequences', of('CONFIDENTIALITY')],
    ['consequences', 'integrityConsequences', of('INTEGRITY')],
    ['consequences', 'availabilityConsequences', of('AVAILABILITY')],
    ['consequences', 'harms', listed(facts.harms, (harm) => HARMS[harm])],
    ['consequences', 'severity', severity === null ? undefined : SEVERITIES[severity]],
  ];
}

function measureFields({ incident }: Subject): Answers {
  return [
    ['after', 'immediateMeasures', measuresText(incident, ['CONTAINMENT'])],
    ['after', 'recoveryMeasures', measuresText(incident, ['MITIGATION', 'REMEDIATION'])],
    ['after', 'preventionMeasures', measuresText(incident, ['PREVENTION'])],
  ];
}

const CHANNELS: Readonly<Record<CommunicationChannel, string>> = {
  EMAIL: 'courriel',
  SMS: 'SMS',
  LETTER: 'courrier postal',
  IN_APP: 'message dans l’application',
  PHONE: 'téléphone',
  BANNER: 'bandeau d’information',
  PRESS: 'presse',
  WEBSITE: 'site internet',
  OTHER: 'autre',
};

function communicationFields({ incident, organisation, at }: Subject): Answers {
  const instant = instantIn(organisation.timeZone);
  const information = informationFor(incident, at);
  const declined = incident.decisions.filter(({ kind }) => kind === 'DECLINE_SUBJECTS').at(-1);
  const unsaid = information === 'NOT_TO_BE_INFORMED' ? undefined : null;
  return [
    ['communication', 'information', INFORMATION[information]],
    ['communication', 'informedOn', communicated(incident, ({ sentAt }) => instant(sentAt))],
    [
      'communication',
      'informedCount',
      communicated(incident, ({ count }) => (count === null ? undefined : `${count}`)),
    ],
    ['communication', 'informedBy', communicated(incident, ({ channel }) => CHANNELS[channel])],
    [
      'communication',
      'informedText',
      communicated(incident, ({ message }) => said(message.fullText) ?? said(message.nature)),
    ],
    ['communication', 'notInformedReasons', said(declined?.reasons) ?? unsaid],
  ];
}
