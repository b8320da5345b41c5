/** The call for one append: the client takes it where it is given credentials for this append alone. */
import { status as Code, type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { callFault, leaderOf, notLeader, streamDeleted, tooLarge, type CallFault } from './answers.js';
import { decided, later, proposed, type Append, type Result } from './deciding.js';
import type { ExpectedRevision, ProposedEvent } from './decisions.js';
import type { AppendFault } from './faults.js';
import { denial, expectedIn, type Serving } from './serving.js';
import { nameIn, shared, streams } from './wire.js';

type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

export function append(serving: Serving, call: AppendCall, answer: sendUnaryData<streams.AppendResp>): void {
  let options: streams.AppendReq.Options | undefined;
  const events: ProposedEvent[] = [];
  call.on('error', () => undefined);
  const denied = denial(serving, call);
  if (denied !== null) {
    answer(denied);
    return;
  }
  call.on('data', (request: streams.AppendReq) => {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message !== undefined) events.push(proposed(message));
  });
  call.on('end', () => {
    // Whoever hung up in the middle wanted nothing written.
    if (call.cancelled) return;
    const stream = nameIn(options?.getStreamIdentifier());
    const wanted = { stream, expected: expectedIn(options, options?.getRevision()), events };
    const { result, then } = decided(serving, wanted);
    if (then === 'drop') serving.drop(call);
    else if (then !== null && then !== 'silence' && then !== 'wedge') answer(faultOf(serving, then));
    else if (then === null && result !== null) {
      later(serving, () => {
        answerWith(serving, wanted, result, answer);
      });
    }
  });
}

function faultOf({ faults }: Serving, then: Exclude<AppendFault['then'], 'drop' | 'silence' | 'wedge'>): CallFault {
  switch (then) {
    case 'unavailable':
      return callFault(Code.UNAVAILABLE, 'Server is shutting down');
    case 'notReady':
      return callFault(Code.UNAVAILABLE, 'Server Is Not Ready');
    case 'timeout':
      return callFault(Code.ABORTED, 'Operation timed out: Commit phase timeout.');
    case 'notLeader':
      return notLeader(leaderOf(faults));
  }
}

function answerWith(
  { maxAppendSize }: Serving,
  { stream, expected }: Append,
  result: Result,
  answer: sendUnaryData<streams.AppendResp>,
): void {
  switch (result.outcome) {
    case 'written': {
      const position = new streams.AppendResp.Position()
        .setCommitPosition(String(result.position))
        .setPreparePosition(String(result.position));
      const success = new streams.AppendResp.Success()
        .setCurrentRevision(String(result.revision))
        .setPosition(position);
      answer(null, new streams.AppendResp().setSuccess(success));
      return;
    }
    case 'conflict':
      answer(null, new streams.AppendResp().setWrongExpectedVersion(conflict(expected, result.actual)));
      return;
    case 'deleted':
      answer(streamDeleted(stream));
      return;
    case 'tooLarge':
      answer(tooLarge(maxAppendSize));
  }
}

function conflict(expected: ExpectedRevision, actual: bigint): streams.AppendResp.WrongExpectedVersion {
  const answer = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0n) answer.setCurrentNoStream(new shared.Empty());
  else answer.setCurrentRevision(String(actual));
  if (expected === 'any') return answer.setExpectedAny(new shared.Empty());
  if (expected === 'noStream') return answer.setExpectedNoStream(new shared.Empty());
  if (expected === 'streamExists') return answer.setExpectedStreamExists(new shared.Empty());
  return answer.setExpectedRevision(String(expected));
}
