/** What subscriptions are refused with, and how they end. */
import { SlowConsumer, type Stream, type Subscribed, type Unsubscribable } from '../../application/live/live.js';
import { ALERTS_SINCE_MAX } from '../../application/live/limits.js';
import { ApiError } from '../errors.js';

/**
 * The stream of what was granted. Items are handed on as they are: one that several get stays one object.
 * @throws {ApiError} INVALID_CURSOR, RESYNC_REQUIRED or BAD_USER_INPUT where the subscription was refused.
 */
export function streamOf<Item>(subscribed: Subscribed<Item>): Stream<Item> {
  if (!subscribed.ok) throw refusalOf(subscribed.reason);
  return subscribed.stream;
}

/** What ended a stream, in the words of this API. */
export function endingOf(error: unknown): unknown {
  return error instanceof SlowConsumer ? slow(error) : error;
}

function refusalOf(reason: Unsubscribable): ApiError {
  switch (reason) {
    case 'NOT_FOUND':
      return new ApiError('BAD_USER_INPUT', 'There is no such incident, or it is not the caller’s to see.');
    case 'FORGED':
      return new ApiError('INVALID_CURSOR', 'This position was not given out by the register.');
    case 'OTHER_LOG':
      return new ApiError(
        'RESYNC_REQUIRED',
        'This position is of another log, or beyond the end of this one: load everything again, then subscribe.',
      );
    case 'TOO_MUCH':
      return new ApiError(
        'BAD_USER_INPUT',
        `More than ${ALERTS_SINCE_MAX} alerts since then: give a later \`since\`, or a narrower filter.`,
      );
  }
}

function slow({ message, position }: SlowConsumer): ApiError {
  return new ApiError('SLOW_CONSUMER', message, position === null ? {} : { position });
}
