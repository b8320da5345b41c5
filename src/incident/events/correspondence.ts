/** What came from the authority and went back, what proves it, and which other incident it belongs with. */
import { Type, type Static } from '@sinclair/typebox';
import { AUTHORITY_MESSAGE_KINDS, LINK_KINDS } from '../../law/vocabulary.js';
import {
  closed,
  commandMark,
  entryId,
  freeText,
  incidentId,
  instant,
  nullable,
  oneOf,
  personalName,
  textLimits,
} from './schema.js';

export const authorityMessageReceived = closed({
  command: Type.Optional(commandMark),
  /** `FR-CNIL`, or another authority's short name. */
  authority: Type.String({ maxLength: textLimits.name }),
  kind: oneOf(AUTHORITY_MESSAGE_KINDS),
  receivedAt: instant,
  dueAt: nullable(instant),
  reference: nullable(personalName()),
  text: freeText(),
});

export const authorityAnswered = closed({
  command: Type.Optional(commandMark),
  messageId: entryId,
  answeredAt: instant,
  text: freeText(),
});

export const evidenceAttached = closed({
  command: Type.Optional(commandMark),
  name: personalName(),
  mediaType: Type.String({ maxLength: 200 }),
  /** Bytes, in decimal digits. */
  size: Type.String({ pattern: '^(0|[1-9][0-9]{0,18})$' }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  description: nullable(freeText()),
  location: nullable(freeText(2_000)),
  collectedBy: nullable(personalName()),
  collectedAt: nullable(instant),
  /** Revision of the entry that it proves. */
  aboutRevision: nullable(Type.Integer({ minimum: 0 })),
});

export const incidentsLinked = closed({
  command: Type.Optional(commandMark),
  kind: oneOf(LINK_KINDS),
  /** Another incident of the same organisation; else externalReference says which, in words. */
  otherIncidentId: nullable(incidentId),
  externalReference: nullable(personalName()),
  reasons: nullable(freeText()),
});

export type AuthorityMessageReceived = Static<typeof authorityMessageReceived>;
export type AuthorityAnswered = Static<typeof authorityAnswered>;
export type EvidenceAttached = Static<typeof evidenceAttached>;
export type IncidentsLinked = Static<typeof incidentsLinked>;
