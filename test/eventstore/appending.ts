/** The calls that write: appends by the batch, and deletions. */
import { status as Code, type sendUnaryData, type ServerDuplexStream, type ServerUnaryCall } from '@grpc/grpc-js';
import {
  callFault,
  conflictAnswer,
  deletedAnswer,
  notLeader,
  notReadyAnswer,
  streamDeleted,
  timeoutAnswer,
  tooLargeAnswer,
  writtenAnswer,
  wrongVersion,
} from './answers.js';
import type { ExpectedRevision, ProposedEvent, Written } from './decisions.js';
import { denial, expectedIn, type Serving } from './serving.js';
import { nameIn, streams } from './wire.js';

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

interface Pending {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ProposedEvent[];
}

/** One long call of each client; a refused append is an answer, and ends it only where the server would. */
export function batchAppend(serving: Serving, call: BatchCall): void {
  const pending = new Map<string, Pending>();
  const denied = denial(serving, call);
  if (denied !== null) {
    call.emit('error', denied);
    return;
  }
  call.on('error', () => undefined);
  call.on('end', () => {
    call.end();
  });
  call.on('data', (request: streams.BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const append = pending.get(id) ?? pendingOf(request);
    pending.set(id, append);
    append.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    pending.delete(id);
    const answer = answerTo(serving, call, append);
    if (answer === null) return;
    answer
      .setCorrelationId(request.getCorrelationId())
      .setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
    later(serving, () => {
      if (!call.cancelled) call.write(answer);
    });
  });
}

/** Null where the writer is told nothing, or more than an answer. */
function answerTo(serving: Serving, call: BatchCall, append: Pending): streams.BatchAppendResp | null {
  const { faults, maxAppendSize } = serving;
  const fault = faults.nextAppend();
  const written = fault?.writes === false ? null : write(serving, append);
  switch (fault?.then) {
    case undefined:
      return written;
    case 'drop':
      serving.drop(call);
      return null;
    case 'unavailable':
      call.emit('error', callFault(Code.UNAVAILABLE, 'Server is shutting down'));
      return null;
    case 'notLeader':
      call.emit('error', notLeader(faults.leader ?? { host: '127.0.0.1', port: maxAppendSize }));
      return null;
    case 'timeout':
      return timeoutAnswer();
    case 'notReady':
      return notReadyAnswer();
    case 'silence':
      return null;
  }
}

function write({ log, maxAppendSize }: Serving, { stream, events, expected }: Pending): streams.BatchAppendResp {
  const size = events.reduce(
    (sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length,
    0,
  );
  if (size > maxAppendSize) return tooLargeAnswer(maxAppendSize);
  const written = log.append(stream, events, expected);
  switch (written.outcome) {
    case 'written':
      return writtenAnswer(written.revision, written.position);
    case 'conflict':
      return conflictAnswer(expected, written.actual);
    case 'deleted':
      return deletedAnswer(stream);
  }
}

export function deleteStream(
  serving: Serving,
  call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
  answer: sendUnaryData<streams.DeleteResp>,
): void {
  const options = call.request.getOptions();
  const stream = nameIn(options?.getStreamIdentifier());
  const expected = expectedIn(options, options?.getRevision());
  removed(
    serving,
    call,
    { stream, expected, written: () => serving.log.delete(stream, expected) },
    answer,
    (position) =>
      new streams.DeleteResp().setPosition(
        new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
  );
}

export function tombstone(
  serving: Serving,
  call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
  answer: sendUnaryData<streams.TombstoneResp>,
): void {
  const options = call.request.getOptions();
  const stream = nameIn(options?.getStreamIdentifier());
  const expected = expectedIn(options, options?.getRevision());
  removed(
    serving,
    call,
    { stream, expected, written: () => serving.log.tombstone(stream, expected) },
    answer,
    (position) =>
      new streams.TombstoneResp().setPosition(
        new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
      ),
  );
}

interface Removal {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  written(): Written;
}

function removed<Answer>(
  serving: Serving,
  call: ServerUnaryCall<unknown, Answer>,
  removal: Removal,
  answer: sendUnaryData<Answer>,
  answerAt: (position: string) => Answer,
): void {
  const denied = denial(serving, call);
  if (denied !== null) {
    answer(denied);
    return;
  }
  const written = removal.written();
  if (written.outcome === 'written') answer(null, answerAt(String(written.position)));
  else if (written.outcome === 'deleted') answer(streamDeleted(removal.stream));
  else answer(wrongVersion(removal.stream, removal.expected, written.actual));
}

function pendingOf(request: streams.BatchAppendReq): Pending {
  const options = request.getOptions();
  return {
    stream: nameIn(options?.getStreamIdentifier()),
    expected: expectedIn(options, options?.getStreamPosition()),
    events: [],
  };
}

function proposed(message: streams.BatchAppendReq.ProposedMessage): ProposedEvent {
  const about = message.getMetadataMap();
  return {
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: about.get('type') ?? '',
    isJson: about.get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Answers keep their order: equal delays end in the order in which they began. */
function later({ faults: { delay } }: Serving, act: () => void): void {
  if (delay === 0) act();
  else setTimeout(act, delay);
}
