/** The call by which the client appends unless told otherwise: one long call, with many appends and their answers in it. */
import { status as Code, type ServerDuplexStream } from '@grpc/grpc-js';
import {
  callFault,
  conflictAnswer,
  deletedAnswer,
  leaderOf,
  notLeader,
  notReadyAnswer,
  timeoutAnswer,
  tooLargeAnswer,
  writtenAnswer,
} from './answers.js';
import { decided, later, proposed, type Append, type Result } from './deciding.js';
import type { ProposedEvent } from './decisions.js';
import { denial, expectedIn, type Serving } from './serving.js';
import type { streams } from './wire.js';
import { nameIn } from './wire.js';

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** A refused append is an answer, and ends the call only where the server would. */
export function batchAppend(serving: Serving, call: BatchCall): void {
  const pending = new Map<string, Append & { readonly events: ProposedEvent[] }>();
  const denied = denial(serving, call);
  if (denied !== null) {
    call.emit('error', denied);
    return;
  }
  // Whatever is written after the fault that ends a call keeps its status from being sent, and the client waits for ever.
  let isOver = false;
  call.on('error', () => {
    isOver = true;
  });
  call.on('end', () => {
    call.end();
  });
  call.on('data', (request: streams.BatchAppendReq) => {
    if (isOver) return;
    const id = request.getCorrelationId()?.getString() ?? '';
    const append = pending.get(id) ?? begun(request);
    pending.set(id, append);
    append.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    pending.delete(id);
    const answer = answerTo(serving, call, append, () => {
      isOver = true;
    });
    if (answer === null) return;
    answer
      .setCorrelationId(request.getCorrelationId())
      .setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
    later(serving, () => {
      if (!isOver && !call.cancelled) call.write(answer);
    });
  });
}

function begun(request: streams.BatchAppendReq): Append & { readonly events: ProposedEvent[] } {
  const options = request.getOptions();
  return {
    stream: nameIn(options?.getStreamIdentifier()),
    expected: expectedIn(options, options?.getStreamPosition()),
    events: [],
  };
}

/** Null where the writer is told nothing, or loses the whole call. */
function answerTo(
  serving: Serving,
  call: BatchCall,
  append: Append,
  wedge: () => void,
): streams.BatchAppendResp | null {
  const { result, then } = decided(serving, append);
  switch (then) {
    case null:
      return result === null ? null : answerOf(serving, append, result);
    case 'drop':
      serving.drop(call);
      return null;
    case 'unavailable':
      call.emit('error', callFault(Code.UNAVAILABLE, 'Server is shutting down'));
      return null;
    case 'notLeader':
      call.emit('error', notLeader(leaderOf(serving.faults)));
      return null;
    case 'timeout':
      return timeoutAnswer();
    case 'notReady':
      return notReadyAnswer();
    case 'silence':
      return null;
    case 'wedge':
      wedge();
      return null;
  }
}

function answerOf({ maxAppendSize }: Serving, { stream, expected }: Append, result: Result): streams.BatchAppendResp {
  switch (result.outcome) {
    case 'written':
      return writtenAnswer(result.revision, result.position);
    case 'conflict':
      return conflictAnswer(expected, result.actual);
    case 'deleted':
      return deletedAnswer(stream);
    case 'tooLarge':
      return tooLargeAnswer(maxAppendSize);
  }
}
