/** Regimes other than the GDPR: what the incident is under them, and what was filed. */
import { Type, type Static } from '@sinclair/typebox';
import { REGIMES } from '../../law/vocabulary.js';
import { closed, commandMark, freeText, instant, nullable, oneOf, personalName } from './schema.js';

const regime = oneOf(REGIMES);

export const incidentClassified = closed({
  command: Type.Optional(commandMark),
  regime,
  /** By the register's name for it: `SIGNIFICANT`, `MAJOR`, … */
  classification: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,99}$' }),
  at: instant,
  reasons: freeText(),
});

export const regimeFilingRecorded = closed({
  command: Type.Optional(commandMark),
  regime,
  stage: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,99}$' }),
  recipient: personalName(),
  filedAt: instant,
  reference: nullable(personalName()),
  text: nullable(freeText()),
  /** The clock as it stood: null where none was running, or the law names no hour. */
  dueAt: nullable(instant),
  rule: nullable(Type.String({ maxLength: 100 })),
  ruleVersion: nullable(Type.String({ maxLength: 100 })),
  /** ISO 8601 duration; null where in time or not to be told. */
  lateBy: nullable(Type.String({ pattern: '^P' })),
});

export type IncidentClassified = Static<typeof incidentClassified>;
export type RegimeFilingRecorded = Static<typeof regimeFilingRecorded>;
