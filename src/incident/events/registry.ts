/** Every event type of the register, its newest version and its schema. What is not here is unknown and stops whoever meets it. */
import type { Static } from '@sinclair/typebox';
import { checkpointContradicted, checkpointSigned } from './checkpoint.js';
import { cnilNotificationDeclined, cnilNotified } from './authority.js';
import { incidentClosed, incidentReopened, incidentRuledOut } from './closure.js';
import {
  controllerNoticeAcknowledged,
  controllerNoticeFailed,
  controllersIdentified,
  controllersNotified,
} from './controllers.js';
import { authorityAnswered, authorityMessageReceived, evidenceAttached, incidentsLinked } from './correspondence.js';
import {
  awarenessCorrected,
  awarenessEstablished,
  factsRecorded,
  incidentCorrected,
  incidentDetected,
} from './detection.js';
import { entryWithdrawn, incidentAssessed, measureRecorded, noteAdded } from './handling.js';
import { incidentClassified, regimeFilingRecorded } from './regimes.js';
import { organisationConfigured, organisationRegistered, referenceReserved, registerRestored } from './organisation.js';
import {
  audienceDefined,
  subjectsNotificationDeclined,
  subjectsNotificationDeferred,
  subjectsNotified,
} from './subjects.js';

export const incidentSchemas = {
  IncidentDetected: incidentDetected,
  IncidentCorrected: incidentCorrected,
  AwarenessEstablished: awarenessEstablished,
  AwarenessCorrected: awarenessCorrected,
  FactsRecorded: factsRecorded,
  IncidentAssessed: incidentAssessed,
  MeasureRecorded: measureRecorded,
  CnilNotified: cnilNotified,
  CnilNotificationDeclined: cnilNotificationDeclined,
  AudienceDefined: audienceDefined,
  SubjectsNotified: subjectsNotified,
  SubjectsNotificationDeclined: subjectsNotificationDeclined,
  SubjectsNotificationDeferred: subjectsNotificationDeferred,
  ControllersIdentified: controllersIdentified,
  ControllersNotified: controllersNotified,
  ControllerNoticeAcknowledged: controllerNoticeAcknowledged,
  ControllerNoticeFailed: controllerNoticeFailed,
  AuthorityMessageReceived: authorityMessageReceived,
  AuthorityAnswered: authorityAnswered,
  RegimeFilingRecorded: regimeFilingRecorded,
  IncidentClassified: incidentClassified,
  EvidenceAttached: evidenceAttached,
  IncidentsLinked: incidentsLinked,
  NoteAdded: noteAdded,
  EntryWithdrawn: entryWithdrawn,
  IncidentClosed: incidentClosed,
  IncidentReopened: incidentReopened,
  IncidentRuledOut: incidentRuledOut,
} as const;

export const organisationSchemas = {
  OrganisationRegistered: organisationRegistered,
  OrganisationConfigured: organisationConfigured,
  RegisterRestored: registerRestored,
} as const;

export const referenceSchemas = { ReferenceReserved: referenceReserved } as const;

export const checkpointSchemas = {
  CheckpointSigned: checkpointSigned,
  CheckpointContradicted: checkpointContradicted,
} as const;

type Bodies<Schemas extends Record<string, { static: unknown }>> = {
  [T in keyof Schemas & string]: { readonly type: T; readonly data: Schemas[T]['static'] };
}[keyof Schemas & string];

/** An event as decided, before it is recorded. */
export type IncidentEventBody = Bodies<typeof incidentSchemas>;
export type OrganisationEventBody = Bodies<typeof organisationSchemas>;
export type ReferenceEventBody = Bodies<typeof referenceSchemas>;
export type CheckpointEventBody = Bodies<typeof checkpointSchemas>;
export type IncidentEventType = IncidentEventBody['type'];
export type EventData<T extends keyof typeof incidentSchemas> = Static<(typeof incidentSchemas)[T]>;
