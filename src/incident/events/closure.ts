/** The end of an incident, and its coming back. */
import { Type, type Static } from '@sinclair/typebox';
import { listLimit } from './facts.js';
import { closed, commandMark, decider, freeText, nullable } from './schema.js';

export const incidentClosed = closed({
  command: Type.Optional(commandMark),
  lessons: nullable(freeText()),
  /** Duties open at closure, each with the reason to close all the same. `duty` is the duty's key: `<regime>/<KIND>[/<stage>]`. */
  openDuties: Type.Array(closed({ duty: Type.String({ maxLength: 200 }), reasons: freeText() }), {
    maxItems: listLimit,
  }),
  decidedBy: decider,
});

export const incidentReopened = closed({
  command: Type.Optional(commandMark),
  reasons: freeText(),
  decidedBy: decider,
});

export const incidentRuledOut = closed({
  command: Type.Optional(commandMark),
  reasons: freeText(),
  decidedBy: decider,
});

export type IncidentClosed = Static<typeof incidentClosed>;
export type IncidentReopened = Static<typeof incidentReopened>;
export type IncidentRuledOut = Static<typeof incidentRuledOut>;
