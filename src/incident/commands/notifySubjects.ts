import { decidedAct } from '../checks/acts.js';
import { sentBeforeDetection } from '../checks/controllers.js';
import { unknownAudience } from '../checks/entries.js';
import { inFuture } from '../checks/instants.js';
import { refusal } from '../checks/refusal.js';
import { isBlank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { NotifySubjects, SubjectMessageInput } from './parties.js';
import type { Situation } from './situation.js';

/** What art. 34(2) asks of the message, by the field that says it. The full text shows the words, not that all is in them. */
const CONTENT = [
  ['nature', '34(2) nature'],
  ['contactPoint', '34(2) contact'],
  ['likelyConsequences', '34(2) consequences'],
  ['measures', '34(2) measures'],
] as const;

/**
 * Records what persons were told (GDPR art. 34). What was sent is a fact: with `recordAsHappened` a message that says too little, or that went
 * out before its time, is kept with its irregularities.
 */
export function notifySubjects(
  input: NotifySubjects,
  { incident, now, against }: Situation,
): Decided<IncidentEventBody> {
  const missing = missingOf(input.message);
  return decidedAct(
    input,
    [
      ...unknownAudience(incident, input.audienceId),
      ...inFuture(now, [['sentAt'], input.sentAt]),
      ...moreFailedThanSent(input),
    ],
    [
      ...against,
      ...(missing.length > 0
        ? [refusal('MISSING_CONTENT', 'missingMessage', ['message'], { items: missing.join(', ') })]
        : []),
      ...sentBeforeDetection(input.sentAt, incident.detectedAt),
    ],
    (irregularities) => [
      {
        type: 'SubjectsNotified',
        data: {
          audienceId: input.audienceId,
          channel: input.channel,
          sentAt: input.sentAt,
          count: input.count ?? null,
          failed: input.failed ?? null,
          language: input.language ?? null,
          message: {
            nature: input.message.nature ?? null,
            contactPoint: input.message.contactPoint ?? null,
            likelyConsequences: input.message.likelyConsequences ?? null,
            measures: input.message.measures ?? null,
            advice: input.message.advice ?? null,
            fullText: input.message.fullText ?? null,
          },
          complete: input.complete,
          missing,
          irregularities,
        },
      },
    ],
    notDirect(input),
  );
}

/** Items of art. 34(2) that a message lacks. */
function missingOf(message: SubjectMessageInput): string[] {
  return CONTENT.filter(([field]) => isBlank(message[field])).map(([, item]) => item);
}

function moreFailedThanSent({ count, failed }: NotifySubjects): readonly Refusal[] {
  if (typeof count !== 'number' || typeof failed !== 'number' || failed <= count) return [];
  return [refusal('CONTRADICTORY_FACTS', 'moreFailedThanSent', ['failed'])];
}

/** EDPB Guidelines 9/2022: a press release or a page of one's own does not reach the persons. */
function notDirect({ channel }: NotifySubjects): readonly Refusal[] {
  return channel === 'PRESS' || channel === 'WEBSITE' ? [refusal('MISSING_CONTENT', 'notDirect', ['channel'])] : [];
}
