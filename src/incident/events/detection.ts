/** The beginning of an incident, its corrections, and the moment of certainty. */
import { Type, type Static } from '@sinclair/typebox';
import { BREACH_NATURES, CONTROLLER_ROLES } from '../../law/vocabulary.js';
import { factsPatch } from './facts.js';
import { closed, commandMark, freeText, instant, nullable, oneOf, party, textLimits } from './schema.js';

const title = freeText(textLimits.title);
const summary = nullable(freeText());
const role = oneOf(CONTROLLER_ROLES);
const natures = Type.Array(oneOf(BREACH_NATURES), { maxItems: BREACH_NATURES.length });

export const incidentDetected = closed({
  command: Type.Optional(commandMark),
  /** `2023-0007`, drills `EX-2023-0001`: the year of recording in the organisation's zone and the number reserved. */
  reference: Type.String({ pattern: '^(EX-)?\\d{4}-\\d{4,}$' }),
  title,
  summary,
  role,
  exercise: Type.Boolean(),
  occurredFrom: nullable(instant),
  occurredTo: nullable(instant),
  ongoing: nullable(Type.Boolean()),
  detectedAt: nullable(instant),
  informedByProcessorAt: nullable(instant),
  processor: nullable(party),
  natures,
});

/** Only what the correction spoke of; null says unknown. */
export const incidentCorrected = closed({
  command: Type.Optional(commandMark),
  changes: closed({
    title: Type.Optional(title),
    summary: Type.Optional(summary),
    role: Type.Optional(role),
    occurredFrom: Type.Optional(nullable(instant)),
    occurredTo: Type.Optional(nullable(instant)),
    ongoing: Type.Optional(nullable(Type.Boolean())),
    detectedAt: Type.Optional(nullable(instant)),
    informedByProcessorAt: Type.Optional(nullable(instant)),
    processor: Type.Optional(nullable(party)),
    natures: Type.Optional(natures),
  }),
  reasons: freeText(),
});

export const awarenessEstablished = closed({
  command: Type.Optional(commandMark),
  awareAt: instant,
  explanation: nullable(freeText()),
});

export const awarenessCorrected = closed({
  command: Type.Optional(commandMark),
  awareAt: instant,
  explanation: freeText(),
});

export const factsRecorded = closed({ command: Type.Optional(commandMark), facts: factsPatch });

export type IncidentDetected = Static<typeof incidentDetected>;
export type IncidentCorrected = Static<typeof incidentCorrected>;
export type AwarenessEstablished = Static<typeof awarenessEstablished>;
export type AwarenessCorrected = Static<typeof awarenessCorrected>;
export type FactsRecorded = Static<typeof factsRecorded>;
