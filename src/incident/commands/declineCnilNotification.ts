import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { namelessDecider, withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { presentAssessment } from '../standing.js';
import type { Incident } from '../state.js';
import type { DeclineCnilNotification } from './command.js';
import type { Situation } from './situation.js';

/** Decides not to notify the authority, on one of the grounds there are. The exception of art. 33(1) must be shown: it rests on an assessment. */
export function declineCnilNotification(
  input: DeclineCnilNotification,
  { incident, now }: Situation,
): Decided<IncidentEventBody> {
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...unfounded(input, incident),
    ...inFuture(now, [['occurredAt'], input.occurredAt]),
  ];
  return decided(refusals, () => [
    {
      type: 'CnilNotificationDeclined',
      data: {
        ground: input.ground,
        reasons: input.reasons,
        decidedBy: input.decidedBy,
        dpoAdvice: input.dpoAdvice ?? null,
      },
    },
  ]);
}

function unfounded({ ground }: DeclineCnilNotification, incident: Incident): readonly Refusal[] {
  if (ground !== 'RISK_UNLIKELY') return [];
  const assessment = presentAssessment(incident);
  if (assessment === null) return [refusal('NOT_ASSESSED', 'notAssessed', ['ground'])];
  return assessment.verdict === 'UNLIKELY' ? [] : [refusal('WRONG_VERDICT', 'wrongVerdict', ['ground'])];
}
