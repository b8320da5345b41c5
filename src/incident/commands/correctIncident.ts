import { impossible, inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank, nameless, withoutReasons } from '../checks/texts.js';
import type { IncidentCorrected } from '../events/detection.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { awareAt } from '../standing.js';
import type { Incident } from '../state.js';
import type { CorrectIncident } from './command.js';
import { proposedAwareness } from './reportIncident.js';
import type { Situation } from './situation.js';

type Changes = IncidentCorrected['changes'];

/** Corrects what was said of the incident: only what is given changes, the old values stay in the history. */
export function correctIncident(input: CorrectIncident, { incident, now }: Situation): Decided<IncidentEventBody> {
  const changes = changesOf(input);
  const aware = awareAt(incident);
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...unchangeable(input, incident, changes),
    ...(typeof input.title === 'string' ? blank(['title'], input.title) : []),
    ...nameless(['processor'], input.processor),
    ...inFuture(
      now,
      [['occurredFrom'], input.occurredFrom],
      [['occurredTo'], input.occurredTo],
      [['detectedAt'], input.detectedAt],
      [['informedByProcessorAt'], input.informedByProcessorAt],
      [['processor', 'informedAt'], input.processor?.informedAt],
    ),
    ...impossible({ ...incident, ...changes, awareAt: aware }, changes),
  ];
  const events = (): IncidentEventBody[] => [{ type: 'IncidentCorrected', data: { changes, reasons: input.reasons } }];
  return decided(refusals, events, proposedAwareness(input, aware));
}

function changesOf(input: CorrectIncident): Changes {
  return {
    ...(typeof input.title === 'string' ? { title: input.title } : {}),
    ...(input.summary !== undefined ? { summary: input.summary } : {}),
    ...(typeof input.role === 'string' ? { role: input.role } : {}),
    ...(input.occurredFrom !== undefined ? { occurredFrom: input.occurredFrom } : {}),
    ...(input.occurredTo !== undefined ? { occurredTo: input.occurredTo } : {}),
    ...(input.ongoing !== undefined ? { ongoing: input.ongoing } : {}),
    ...(input.detectedAt !== undefined ? { detectedAt: input.detectedAt } : {}),
    ...(input.informedByProcessorAt !== undefined ? { informedByProcessorAt: input.informedByProcessorAt } : {}),
    ...(input.processor !== undefined ? { processor: input.processor } : {}),
    ...(input.natures !== undefined ? { natures: [...(input.natures ?? [])] } : {}),
  };
}

function unchangeable(input: CorrectIncident, incident: Incident, changes: Changes): readonly Refusal[] {
  const refusals = (['title', 'role', 'exercise'] as const)
    .filter((field) => input[field] === null)
    .map((field) => refusal('INVALID_INPUT', 'cannotBeUnknown', [field]));
  if (typeof input.exercise === 'boolean' && input.exercise !== incident.exercise) {
    refusals.push(refusal('INVALID_INPUT', 'exerciseFixed', ['exercise']));
  }
  const saysNothing = Object.keys(changes).length === 0 && refusals.length === 0;
  return saysNothing ? [refusal('INVALID_INPUT', 'nothingToCorrect')] : refusals;
}
