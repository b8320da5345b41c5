import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { isBlank, namelessDecider, withoutReasons } from '../checks/texts.js';
import { duties, isOpenDuty } from '../duties.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { CloseIncident } from './command.js';
import type { Situation } from './situation.js';

/** Closes an incident: every duty that is open now is met first, or named with the reason to close all the same. */
export function closeIncident(input: CloseIncident, situation: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...openDuties(input, situation),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...inFuture(situation.now, [['occurredAt'], input.occurredAt]),
  ];
  return decided(refusals, () => [
    {
      type: 'IncidentClosed',
      data: {
        lessons: input.lessons ?? null,
        openDuties: (input.openDuties ?? []).map(({ duty, reasons }) => ({ duty, reasons })),
        decidedBy: input.decidedBy,
      },
    },
  ]);
}

function openDuties(input: CloseIncident, { incident, organisation, now }: Situation): readonly Refusal[] {
  const given = input.openDuties ?? [];
  const open = duties(incident, organisation, now)
    .filter(isOpenDuty)
    .map(({ key }) => key);
  const left = open.filter((key) => !given.some(({ duty, reasons }) => duty === key && !isBlank(reasons)));
  return [
    ...(left.length > 0 ? [refusal('DUTIES_OPEN', 'dutiesOpen', ['openDuties'], { duties: left.join(', ') })] : []),
    ...given.flatMap(({ duty, reasons }, index) => [
      ...(open.includes(duty) ? [] : [refusal('UNKNOWN_ENTRY', 'unknownDuty', ['openDuties', `${index}`, 'duty'])]),
      ...withoutReasons(['openDuties', `${index}`, 'reasons'], reasons),
    ]),
  ];
}
