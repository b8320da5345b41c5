import { isAfter } from '../../law/instant.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank, namelessDecider, withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { DeferSubjectsNotification } from './parties.js';
import type { Situation } from './situation.js';

/** Decides to wait with telling the persons because law enforcement or the authority asks for it (GDPR recital 88). Never touches art. 33(1). */
export function deferSubjectsNotification(
  input: DeferSubjectsNotification,
  { now }: Situation,
): Decided<IncidentEventBody> {
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...blank(['requestedBy'], input.requestedBy),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...inFuture(now, [['from'], input.from]),
    ...reviewedBefore(input),
  ];
  return decided(refusals, () => [
    {
      type: 'SubjectsNotificationDeferred',
      data: {
        requestedBy: input.requestedBy,
        reference: input.reference ?? null,
        from: input.from,
        reviewAt: input.reviewAt,
        reasons: input.reasons,
        decidedBy: input.decidedBy,
      },
    },
  ]);
}

function reviewedBefore({ from, reviewAt }: DeferSubjectsNotification): readonly Refusal[] {
  return isAfter(reviewAt, from)
    ? []
    : [refusal('DATE_ORDER', 'reviewBeforeStart', ['reviewAt'], { from, review: reviewAt })];
}
