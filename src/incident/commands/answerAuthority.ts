import { isBefore } from '../../law/instant.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import type { AnswerAuthority } from './parties.js';
import type { Situation } from './situation.js';

/** Records an answer to a message of the authority; a second one is kept beside the first. */
export function answerAuthority(input: AnswerAuthority, { incident, now }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['text'], input.text),
    ...inFuture(now, [['answeredAt'], input.answeredAt]),
    ...unanswerable(input, incident),
  ];
  return decided(refusals, () => [
    {
      type: 'AuthorityAnswered',
      data: { messageId: input.messageId, answeredAt: input.answeredAt, text: input.text },
    },
  ]);
}

function unanswerable({ messageId, answeredAt }: AnswerAuthority, incident: Incident): readonly Refusal[] {
  const message = incident.authorityMessages.find(({ id }) => id === messageId);
  if (message === undefined || !stands(message)) return [refusal('UNKNOWN_ENTRY', 'unknownMessage', ['messageId'])];
  const { receivedAt } = message;
  if (!isBefore(answeredAt, receivedAt)) return [];
  return [
    refusal('DATE_ORDER', 'answeredBeforeReceipt', ['answeredAt'], { answered: answeredAt, received: receivedAt }),
  ];
}
