/** Art. 33: what was filed with the supervisory authority, or decided not to be. */
import { Type, type Static } from '@sinclair/typebox';
import { ART33_GROUNDS, FILING_KINDS, TIME_PRECISIONS } from '../../law/vocabulary.js';
import { irregularities } from './irregularities.js';
import {
  closed,
  commandMark,
  contact,
  decider,
  entryId,
  freeText,
  instant,
  nullable,
  oneOf,
  personalName,
  textLimits,
} from './schema.js';

export const cnilNotified = closed({
  command: Type.Optional(commandMark),
  kind: oneOf(FILING_KINDS),
  /** `FR-CNIL`, or another authority's short name. */
  authority: Type.String({ maxLength: textLimits.name }),
  filedAt: instant,
  filedAtPrecision: oneOf(TIME_PRECISIONS),
  receiptNumber: nullable(personalName()),
  caseNumber: nullable(personalName()),
  refersTo: nullable(entryId),
  filedBy: nullable(decider),
  contactPoint: nullable(contact),
  channel: nullable(personalName()),
  reasonsForDelay: nullable(freeText()),
  text: nullable(freeText()),
  /** The clock as it stood: null where none was running. */
  dueAt: nullable(instant),
  rule: nullable(Type.String({ maxLength: 100 })),
  ruleVersion: nullable(Type.String({ maxLength: 100 })),
  /** ISO 8601 duration; null where in time or not to be told (no clock, precision of a day). */
  lateBy: nullable(Type.String({ pattern: '^P' })),
  /** Items of art. 33(3) not on record then: `33(3)(a)`, … */
  missing: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 }),
  irregularities,
});

export const cnilNotificationDeclined = closed({
  command: Type.Optional(commandMark),
  ground: oneOf(ART33_GROUNDS),
  reasons: freeText(),
  decidedBy: decider,
  dpoAdvice: nullable(freeText()),
});

export type CnilNotified = Static<typeof cnilNotified>;
export type CnilNotificationDeclined = Static<typeof cnilNotificationDeclined>;
