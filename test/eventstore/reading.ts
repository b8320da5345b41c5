/** The call that reads: a stream or the whole log, once or from now on. */
import { status as Code, type ServerWritableStream } from '@grpc/grpc-js';
import { callFault, eventAnswer, leaderOf, noStreamAnswer, notLeader, streamDeleted } from './answers.js';
import type { KeptEvent, Range } from './decisions.js';
import { denial, type Serving } from './serving.js';
import { Subscription } from './subscription.js';
import { nameIn, streams } from './wire.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

export function read(serving: Serving, call: ReadCall): void {
  call.on('error', () => undefined);
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const isSubscription = options.hasSubscription();
  const denied = denial(serving, call);
  if (denied !== null) {
    call.emit('error', denied);
    return;
  }
  switch (serving.faults.nextRead(isSubscription)) {
    case 'drop':
      serving.drop(call);
      return;
    case 'unavailable':
      call.emit('error', callFault(Code.UNAVAILABLE, 'Server Is Not Ready'));
      return;
    case 'notLeader':
      call.emit('error', notLeader(leaderOf(serving.faults)));
      return;
    case 'silence':
      return;
    case null:
      if (isSubscription) new Subscription(serving, call, options).start();
      else once(serving, call, options);
  }
}

function once(serving: Serving, call: ReadCall, options: streams.ReadReq.Options): void {
  if (options.getCount() === '0') {
    call.emit('error', callFault(Code.INVALID_ARGUMENT, 'A count is 1 or more'));
    return;
  }
  const stream = nameIn(options.getStream()?.getStreamIdentifier());
  const found = options.hasStream() ? ofStream(serving, stream, options) : ofAll(serving, options);
  if (found === 'deleted') call.emit('error', streamDeleted(stream));
  else if (found === 'notFound') answer(serving, call, [noStreamAnswer(stream)]);
  else answer(serving, call, found.map(eventAnswer));
}

function ofStream(
  { log }: Serving,
  stream: string,
  options: streams.ReadReq.Options,
): readonly KeptEvent[] | 'notFound' | 'deleted' {
  const place = options.getStream();
  const range = rangeOf(options, place?.hasRevision() === true ? BigInt(place.getRevision()) : null);
  if (place?.hasEnd() === true && !range.backwards) return [];
  return log.readStream(stream, place?.hasStart() === true && range.backwards ? { ...range, from: 0n } : range);
}

function ofAll({ log }: Serving, options: streams.ReadReq.Options): readonly KeptEvent[] {
  const place = options.getAll();
  const position = place?.getPosition()?.getCommitPosition();
  const range = rangeOf(options, position === undefined ? null : BigInt(position));
  const isNothing = range.backwards ? place?.hasStart() : place?.hasEnd();
  return isNothing === true ? [] : log.readAll(range);
}

function rangeOf(options: streams.ReadReq.Options, from: bigint | null): Range {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  return { from, backwards, count: Number(options.getCount()) };
}

/** As fast as the reader takes it, then the end. */
function answer({ faults }: Serving, call: ReadCall, answers: readonly streams.ReadResp[]): void {
  const left = answers.values();
  const send = () => {
    for (const next of left) {
      if (call.cancelled) return;
      if (!call.write(next)) return void call.once('drain', send);
    }
    call.end();
  };
  if (faults.delay === 0) send();
  else setTimeout(send, faults.delay);
}
