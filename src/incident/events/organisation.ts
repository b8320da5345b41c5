/** The organisation's own stream: who it is, and what it set for itself. Events too, so that duties are a function of the log. */
import { Type, type Static } from '@sinclair/typebox';
import { DUTY_KINDS, LANGUAGES, REGIMES, SECTORS } from '../../law/vocabulary.js';
import { closed, commandMark, contact, entryId, freeText, nullable, oneOf, personalName } from './schema.js';

export const organisationRegistered = closed({
  /** The `org` claim under which it was first seen. */
  claim: personalName(),
});

/** Only what was set; null takes a value back. */
export const organisationConfigured = closed({
  command: Type.Optional(commandMark),
  name: Type.Optional(personalName()),
  timeZone: Type.Optional(Type.String({ maxLength: 100 })),
  language: Type.Optional(oneOf(LANGUAGES)),
  sector: Type.Optional(nullable(oneOf(SECTORS))),
  siren: Type.Optional(nullable(Type.String({ pattern: '^\\d{9}$' }))),
  dpo: Type.Optional(nullable(contact)),
  representative: Type.Optional(nullable(contact)),
  regimes: Type.Optional(Type.Array(oneOf(REGIMES), { maxItems: REGIMES.length })),
  aims: Type.Optional(
    Type.Array(closed({ kind: oneOf(DUTY_KINDS), hours: Type.Integer({ minimum: 1, maximum: 8_760 }) }), {
      maxItems: DUTY_KINDS.length,
    }),
  ),
});

/** Whoever runs the register took its log as it is, restored or not what was signed: a new epoch of heads begins with the one after this event. */
export const registerRestored = closed({
  /** Of the heads from here on. */
  epoch: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  reasons: freeText(2_000),
  /** The last head of the epochs before that is known to have been signed: C2SP signed note, word for word. */
  lastGoodHead: nullable(Type.String({ pattern: '\\n— \\S+ [A-Za-z0-9+/]+={0,2}\\n$', maxLength: 20_000 })),
});

/** On the stream of an organisation's year (or of its drills): the event's revision plus one is the number. */
export const referenceReserved = closed({ incidentId: entryId });

export type OrganisationRegistered = Static<typeof organisationRegistered>;
export type OrganisationConfigured = Static<typeof organisationConfigured>;
export type RegisterRestored = Static<typeof registerRestored>;
export type ReferenceReserved = Static<typeof referenceReserved>;
