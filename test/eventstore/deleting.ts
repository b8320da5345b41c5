/** The calls that delete a stream: until somebody writes there again, and for ever. */
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { streamDeleted, wrongVersion } from './answers.js';
import type { ExpectedRevision, Written } from './decisions.js';
import { denial, expectedIn, type Serving } from './serving.js';
import { nameIn, streams } from './wire.js';

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
