/** Assessment, measures, and what is written down or struck on the way. */
import { Type, type Static } from '@sinclair/typebox';
import {
  CNIL_LIKELIHOODS,
  CNIL_SEVERITIES,
  MEASURE_KINDS,
  MEASURE_STATES,
  NOTE_VISIBILITIES,
  RISK_VERDICTS,
} from '../../law/vocabulary.js';
import { advice } from './advice.js';
import { factsPatch } from './facts.js';
import { irregularities } from './irregularities.js';
import { closed, commandMark, entryId, freeText, instant, nullable, oneOf, personalName } from './schema.js';

export const incidentAssessed = closed({
  command: Type.Optional(commandMark),
  /** Facts learnt with this assessment; null where it rests on the facts on record. */
  facts: nullable(factsPatch),
  severity: nullable(oneOf(CNIL_SEVERITIES)),
  likelihood: nullable(oneOf(CNIL_LIKELIHOODS)),
  likelyConsequences: nullable(freeText()),
  verdict: oneOf(RISK_VERDICTS),
  reasons: freeText(),
  newFactsKnownAt: nullable(instant),
  /** What triage advised on the facts as they stood; null in version 1, written before triage existed. */
  advice: nullable(advice),
});

export const measureRecorded = closed({
  command: Type.Optional(commandMark),
  /** The earlier measure that this one updates: the id of its first event. */
  measureId: nullable(entryId),
  kind: oneOf(MEASURE_KINDS),
  state: oneOf(MEASURE_STATES),
  description: freeText(),
  owner: nullable(personalName()),
  dueAt: nullable(instant),
  doneAt: nullable(instant),
  irregularities,
});

export const noteAdded = closed({
  command: Type.Optional(commandMark),
  text: freeText(),
  visibility: oneOf(NOTE_VISIBILITIES),
});

export const entryWithdrawn = closed({ command: Type.Optional(commandMark), entryId, reasons: freeText() });

export type IncidentAssessed = Static<typeof incidentAssessed>;
export type MeasureRecorded = Static<typeof measureRecorded>;
export type NoteAdded = Static<typeof noteAdded>;
export type EntryWithdrawn = Static<typeof entryWithdrawn>;
