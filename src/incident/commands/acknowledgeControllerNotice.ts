import { isBefore } from '../../law/instant.js';
import { decidedAct } from '../checks/acts.js';
import { controllersPerCall, inEvents, wrongKeys } from '../checks/controllers.js';
import { inFuture } from '../checks/instants.js';
import { refusal } from '../checks/refusal.js';
import type { IncidentEventBody } from '../events/registry.js';
import { noticeOf } from '../notices.js';
import type { Decided, Refusal } from '../refusal.js';
import type { Incident } from '../state.js';
import type { AcknowledgeControllerNotice } from './parties.js';
import type { Situation } from './situation.js';

/** Records that notices arrived, or that they came back: then whoever they were for is untold again. */
export function acknowledgeControllerNotice(
  input: AcknowledgeControllerNotice,
  { incident, now, against }: Situation,
): Decided<IncidentEventBody> {
  return decidedAct(
    input,
    [
      ...(input.externalIds.length === 0 ? [refusal('INVALID_INPUT', 'noControllers', ['externalIds'])] : []),
      ...wrongKeys(input.externalIds, 'externalIds'),
      ...wrongState(input),
      ...unknownControllers(input, incident),
      ...inFuture(now, [['receivedAt'], input.receivedAt]),
    ],
    [...against, ...unsent(input, incident)],
    (irregularities) => inEvents(input.externalIds).map((part) => received(input, part, irregularities)),
  );
}

function wrongState({ state }: AcknowledgeControllerNotice): readonly Refusal[] {
  if (state === null || state === undefined || state === 'ACKNOWLEDGED' || state === 'FAILED') return [];
  return [refusal('INVALID_INPUT', 'wrongNoticeState', ['state'])];
}

/** Of a list that is too long to be read nothing else is said. */
function unknownControllers({ externalIds }: AcknowledgeControllerNotice, incident: Incident): readonly Refusal[] {
  if (externalIds.length > controllersPerCall) return [];
  return externalIds.flatMap((externalId, index) =>
    noticeOf(incident, externalId) !== null
      ? []
      : [refusal('UNKNOWN_CONTROLLER', 'unknownController', ['externalIds', `${index}`])],
  );
}

/** Told once for the whole list: nothing arrives before it is first sent; which of several sendings it is that arrived, nobody says. */
function unsent({ externalIds, receivedAt }: AcknowledgeControllerNotice, incident: Incident): readonly Refusal[] {
  const early = externalIds.some((externalId) => {
    const notice = noticeOf(incident, externalId);
    const sentAt = notice?.toldAt ?? notice?.sentAt ?? null;
    return notice !== null && (sentAt === null || isBefore(receivedAt, sentAt));
  });
  return early ? [refusal('DATE_ORDER', 'receivedBeforeSent', ['receivedAt'], { received: receivedAt })] : [];
}

function received(
  { state, receivedAt, source }: AcknowledgeControllerNotice,
  externalIds: string[],
  irregularities: string[],
): IncidentEventBody {
  const said = { externalIds, source: source ?? null, irregularities };
  return state === 'FAILED'
    ? { type: 'ControllerNoticeFailed', data: { ...said, failedAt: receivedAt } }
    : { type: 'ControllerNoticeAcknowledged', data: { ...said, receivedAt } };
}
