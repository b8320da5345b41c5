import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { inUtc, parseInstant, type Instant } from '../../law/instant.js';

const WRONG = 'A DateTime is an RFC 3339 date-time with an offset, such as 2026-10-23T14:20:00+02:00.';

function read(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  // The last hours of year 9999 west of Greenwich lie in year 10000 of UTC, which RFC 3339 cannot write.
  if (instant === null || inUtc(instant).length !== 24) throw new GraphQLError(WRONG);
  return instant;
}

function write(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new TypeError('A DateTime field resolved to something that is no instant');
  return inUtc(instant);
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
