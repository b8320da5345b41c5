import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { inUtc, parseInstant, type Instant } from '../../law/instant.js';
import { remembering } from '../../remembering.js';

const WRONG = 'A DateTime is an RFC 3339 date-time with an offset, such as 2026-10-23T14:20:00+02:00.';

function read(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  // The last hours of year 9999 west of Greenwich lie in year 10000 of UTC, which RFC 3339 cannot write.
  if (instant === null || inUtc(instant).length !== 24) throw new GraphQLError(WRONG);
  return instant;
}

/**
 * Most of what is answered was read into this very form once. Days beyond the 28th are left to the long way, which knows the calendar.
 */
const PLAIN =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A page of a list tells the same few again and again: about a megabyte. */
const write = remembering(5_000, utcOf);

function utcOf(value: unknown): Instant {
  if (isPlain(value)) return value.endsWith('Z') ? value : inUtc(value);
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new TypeError('A DateTime field resolved to something that is no instant');
  return inUtc(instant);
}

function isPlain(value: unknown): value is Instant {
  return typeof value === 'string' && PLAIN.test(value);
}

/** Reads RFC 3339 into an `Instant` that keeps its offset; answers UTC to the millisecond. */
export const DateTime = new GraphQLScalarType<Instant, Instant>({
  name: 'DateTime',
  description:
    'An instant as an RFC 3339 date-time. The offset is compulsory when it is given and is kept on record; answers are in UTC with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: write,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});
