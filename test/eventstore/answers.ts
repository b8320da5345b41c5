/** What the server says, as the protocol spells it. */
import { Metadata, status as Code } from '@grpc/grpc-js';
import type { ExpectedRevision, KeptEvent } from './decisions.js';
import type { Endpoint, Faults } from './faults.js';
import { any, code, empty, identifierOf, shared, status, streams, uuidOf } from './wire.js';

const { ReadResp, BatchAppendResp } = streams;

/** How a call ends that failed. */
export interface CallFault {
  readonly code: Code;
  readonly details: string;
  readonly metadata: Metadata;
}

export function callFault(code: Code, details: string, trailers: Readonly<Record<string, string>> = {}): CallFault {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}

/** Another node, or one that nobody finds there where no other was told. */
export function leaderOf({ leader }: Faults): Endpoint {
  return leader ?? { host: '127.0.0.1', port: 1 };
}

export function notLeader({ host, port }: Endpoint): CallFault {
  return callFault(Code.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });
}

export function streamDeleted(stream: string): CallFault {
  return callFault(Code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

export function wrongVersion(stream: string, expected: ExpectedRevision, actual: bigint): CallFault {
  const numbers = { any: -2n, noStream: -1n, streamExists: -4n };
  return callFault(Code.FAILED_PRECONDITION, 'Append failed due to WrongExpectedVersion.', {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(typeof expected === 'bigint' ? expected : numbers[expected]),
    'actual-version': String(actual),
  });
}

export function tooLarge(most: number): CallFault {
  return callFault(Code.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });
}

export function eventAnswer(event: KeptEvent): streams.ReadResp {
  const position = String(event.position);
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(event.id))
    .setStreamIdentifier(identifierOf(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.isJson ? 'application/json' : 'application/octet-stream')
    .set('created', String(BigInt(event.created) * 10_000n));
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position));
}

export function noStreamAnswer(stream: string): streams.ReadResp {
  return new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));
}

export function confirmation(id: string): streams.ReadResp {
  return new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
}

export function caughtUp(): streams.ReadResp {
  return new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
}

export function writtenAnswer(revision: bigint, position: bigint): streams.BatchAppendResp {
  const place = new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position));
  const success = new BatchAppendResp.Success().setCurrentRevision(String(revision)).setPosition(place);
  return new BatchAppendResp().setSuccess(success);
}

export function conflictAnswer(expected: ExpectedRevision, actual: bigint): streams.BatchAppendResp {
  const details = new shared.WrongExpectedVersion();
  if (actual < 0n) details.setCurrentNoStream(new empty.Empty());
  else details.setCurrentStreamRevision(String(actual));
  if (expected === 'any') details.setExpectedAny(new empty.Empty());
  else if (expected === 'noStream') details.setExpectedNoStream(new empty.Empty());
  else if (expected === 'streamExists') details.setExpectedStreamExists(new empty.Empty());
  else details.setExpectedStreamPosition(String(expected));
  return refusal(code.Code.ALREADY_EXISTS, 'WrongExpectedVersion', 'WrongExpectedVersion', details);
}

export function deletedAnswer(stream: string): streams.BatchAppendResp {
  const details = new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream));
  return refusal(code.Code.NOT_FOUND, 'StreamDeleted', 'StreamDeleted', details);
}

export function tooLargeAnswer(most: number): streams.BatchAppendResp {
  const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(most);
  return refusal(code.Code.INVALID_ARGUMENT, 'Maximum append size exceeded', 'MaximumAppendSizeExceeded', details);
}

export function timeoutAnswer(): streams.BatchAppendResp {
  return refusal(code.Code.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new shared.Timeout());
}

export function notReadyAnswer(): streams.BatchAppendResp {
  const details = new any.Any();
  details.pack(new empty.Empty().serializeBinary(), 'google.protobuf.Empty');
  return new BatchAppendResp().setError(new status.Status().setMessage('Server Is Not Ready').setDetails(details));
}

function refusal(
  kind: code.Code,
  message: string,
  name: string,
  body: { serializeBinary(): Uint8Array },
): streams.BatchAppendResp {
  const details = new any.Any();
  details.pack(body.serializeBinary(), `event_store.client.${name}`);
  return new BatchAppendResp().setError(new status.Status().setCode(kind).setMessage(message).setDetails(details));
}
