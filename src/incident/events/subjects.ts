/** Art. 34: the persons concerned, by audience, and what was told them or decided not to be. */
import { Type, type Static } from '@sinclair/typebox';
import {
  ART34_GROUNDS,
  COMMUNICATION_CHANNELS,
  RISK_VERDICTS,
  SUBJECTS_INFORMATIONS,
  SUBJECT_CATEGORIES,
} from '../../law/vocabulary.js';
import { irregularities } from './irregularities.js';
import {
  closed,
  commandMark,
  decider,
  entryId,
  freeText,
  instant,
  nullable,
  oneOf,
  personalName,
  persons,
} from './schema.js';

export const audienceDefined = closed({
  command: Type.Optional(commandMark),
  /** The audience that this one updates: the id of its first event. */
  audienceId: nullable(entryId),
  name: personalName(),
  categories: Type.Array(oneOf(SUBJECT_CATEGORIES), { maxItems: SUBJECT_CATEGORIES.length }),
  count: persons,
  /** Its own verdict; null where the incident's stands for it. */
  verdict: nullable(oneOf(RISK_VERDICTS)),
  /** As stated; null where it is to be told from what is on record. */
  information: nullable(oneOf(SUBJECTS_INFORMATIONS)),
  plannedFor: nullable(instant),
});

export const subjectMessage = closed({
  nature: nullable(freeText()),
  contactPoint: nullable(freeText()),
  likelyConsequences: nullable(freeText()),
  measures: nullable(freeText()),
  advice: nullable(freeText()),
  fullText: nullable(freeText()),
});

export const subjectsNotified = closed({
  command: Type.Optional(commandMark),
  audienceId: entryId,
  channel: oneOf(COMMUNICATION_CHANNELS),
  sentAt: instant,
  count: persons,
  failed: persons,
  /** BCP 47 tag of the message's language. */
  language: nullable(Type.String({ maxLength: 35 })),
  message: subjectMessage,
  /** This wave completes the audience. */
  complete: Type.Boolean(),
  /** Items of art. 34(2) that the message lacks. */
  missing: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 }),
  irregularities,
});

export const publicMeasure = closed({ channel: oneOf(COMMUNICATION_CHANNELS), at: instant, text: freeText() });

export const subjectsNotificationDeclined = closed({
  command: Type.Optional(commandMark),
  /** Null: all audiences. */
  audienceId: nullable(entryId),
  ground: oneOf(ART34_GROUNDS),
  reasons: freeText(),
  publicMeasure: nullable(publicMeasure),
  decidedBy: decider,
  dpoAdvice: nullable(freeText()),
});

export const subjectsNotificationDeferred = closed({
  command: Type.Optional(commandMark),
  requestedBy: personalName(),
  reference: nullable(personalName()),
  from: instant,
  reviewAt: instant,
  reasons: freeText(),
  decidedBy: decider,
});

export type AudienceDefined = Static<typeof audienceDefined>;
export type SubjectsNotified = Static<typeof subjectsNotified>;
export type SubjectsNotificationDeclined = Static<typeof subjectsNotificationDeclined>;
export type SubjectsNotificationDeferred = Static<typeof subjectsNotificationDeferred>;
