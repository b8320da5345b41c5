import { decidedAct } from '../checks/acts.js';
import { inFuture } from '../checks/instants.js';
import { refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import type { RecordMeasure } from './command.js';
import type { Situation } from './situation.js';

/** Records a measure, or the newest state of one on record. What was done is recorded even on a closed incident, where it is said to have happened. */
export function recordMeasure(input: RecordMeasure, { incident, now, against }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['description'], input.description),
    ...unknownMeasure(input, incident),
    ...contradictory(input),
    ...inFuture(now, [['doneAt'], input.doneAt]),
  ];
  return decidedAct(input, refusals, against, (irregularities) => [
    {
      type: 'MeasureRecorded',
      data: {
        measureId: input.measureId ?? null,
        kind: input.kind,
        state: input.state,
        description: input.description,
        owner: input.owner ?? null,
        dueAt: input.dueAt ?? null,
        doneAt: input.doneAt ?? null,
        irregularities,
      },
    },
  ]);
}

function unknownMeasure({ measureId }: RecordMeasure, incident: Incident): readonly Refusal[] {
  if (measureId === null || measureId === undefined) return [];
  if (incident.measures.some((measure) => measure.id === measureId && stands(measure))) return [];
  return [refusal('UNKNOWN_ENTRY', 'unknownMeasure', ['measureId'])];
}

function contradictory(input: RecordMeasure): readonly Refusal[] {
  if (input.state !== 'PLANNED') return [];
  const done = input.doneAt ?? null;
  return [
    ...(done !== null ? [refusal('CONTRADICTORY_FACTS', 'plannedButDone', ['doneAt'], { done })] : []),
    ...(input.kind === 'EXISTING_BEFORE' ? [refusal('CONTRADICTORY_FACTS', 'existingButPlanned', ['state'])] : []),
  ];
}
