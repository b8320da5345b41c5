import { isBefore } from '../../law/instant.js';
import { authorityOf } from '../checks/authority.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { hasEnded } from '../standing.js';
import type { Incident } from '../state.js';
import type { RecordAuthorityMessage } from './parties.js';
import type { Situation } from './situation.js';

/** Records what came from a supervisory authority. Never refused for the incident's state: it has come. */
export function recordAuthorityMessage(
  input: RecordAuthorityMessage,
  { incident, now }: Situation,
): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['text'], input.text),
    ...inFuture(now, [['receivedAt'], input.receivedAt]),
    ...dueBeforeReceipt(input),
  ];
  return decided(
    refusals,
    () => [
      {
        type: 'AuthorityMessageReceived',
        data: {
          authority: authorityOf(input.authority),
          kind: input.kind,
          receivedAt: input.receivedAt,
          dueAt: input.dueAt ?? null,
          reference: input.reference ?? null,
          text: input.text,
        },
      },
    ],
    reopeningProposed(input, incident),
  );
}

function dueBeforeReceipt({ receivedAt, dueAt }: RecordAuthorityMessage): readonly Refusal[] {
  if (dueAt === null || dueAt === undefined || !isBefore(dueAt, receivedAt)) return [];
  return [refusal('DATE_ORDER', 'dueBeforeReceipt', ['dueAt'], { due: dueAt, received: receivedAt })];
}

/** An order to inform on what is closed leaves a duty that nobody works on. */
function reopeningProposed({ kind }: RecordAuthorityMessage, incident: Incident): readonly Refusal[] {
  return kind === 'ORDER_TO_INFORM' && hasEnded(incident) ? [refusal('ALREADY_CLOSED', 'reopeningProposed')] : [];
}
