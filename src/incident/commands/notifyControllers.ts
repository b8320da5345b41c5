import { decidedAct } from '../checks/acts.js';
import { controllersPerCall, inEvents, sentBeforeDetection, wrongControllers } from '../checks/controllers.js';
import { inFuture } from '../checks/instants.js';
import { refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import { isUntold, noticeOf, standingNotices } from '../notices.js';
import type { Decided, Refusal } from '../refusal.js';
import { awareAt } from '../standing.js';
import type { Incident } from '../state.js';
import { identified } from './identifyControllers.js';
import type { NotifyControllers } from './parties.js';
import type { Situation } from './situation.js';

/**
 * Records notices sent to controllers (GDPR art. 33(2)): to those listed, who are identified with it where they are new, or to all who are
 * identified and untold. No risk is asked of a processor, nor whether it is certain: who warns early is only told so.
 */
export function notifyControllers(
  input: NotifyControllers,
  { incident, now, against }: Situation,
): Decided<IncidentEventBody> {
  const untold = input.allIdentified === true ? standingNotices(incident).filter(isUntold) : [];
  const recipients = input.allIdentified === true ? untold : (input.controllers ?? []);
  const externalIds = recipients.map(({ externalId }) => externalId);
  return decidedAct(
    input,
    [
      ...wrongRecipients(input, externalIds),
      ...wrongControllers(input.controllers ?? []),
      ...blank(['message'], input.message),
      ...inFuture(now, [['sentAt'], input.sentAt]),
    ],
    [...against, ...sentBeforeDetection(input.sentAt, incident.detectedAt)],
    (irregularities) => [...identifiedWith(input, incident), ...sent(input, externalIds, irregularities)],
    awareAt(incident) === null ? [refusal('NOT_AWARE', 'noticeBeforeAwareness')] : [],
  );
}

function wrongRecipients(
  { controllers, allIdentified }: NotifyControllers,
  externalIds: readonly string[],
): readonly Refusal[] {
  const listed = (controllers ?? []).length > 0;
  if (listed === (allIdentified === true)) return [refusal('INVALID_INPUT', 'whichControllers', ['controllers'])];
  if (externalIds.length === 0) return [refusal('INVALID_INPUT', 'nobodyUntold', ['allIdentified'])];
  if (!listed && externalIds.length > controllersPerCall) {
    return [refusal('LIMIT_EXCEEDED', 'tooManyUntold', ['allIdentified'], { max: controllersPerCall })];
  }
  return [];
}

/** Controllers listed who are new are identified in the same append: a notice names nobody unknown. */
function identifiedWith({ controllers }: NotifyControllers, incident: Incident): readonly IncidentEventBody[] {
  const fresh = (controllers ?? []).filter(({ externalId }) => noticeOf(incident, externalId) === null);
  return fresh.length === 0 ? [] : identified(fresh, undefined);
}

function sent(
  { channel, sentAt, message, remaining }: NotifyControllers,
  externalIds: readonly string[],
  irregularities: string[],
): readonly IncidentEventBody[] {
  const parts = inEvents(externalIds);
  return parts.map((part, index) => ({
    type: 'ControllersNotified',
    data: {
      externalIds: part,
      channel,
      sentAt,
      message,
      ...(remaining === undefined || index < parts.length - 1 ? {} : { remaining }),
      irregularities,
    },
  }));
}
