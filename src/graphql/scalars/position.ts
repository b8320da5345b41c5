import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** Sealed tokens are far shorter; what is longer is none. */
const LONGEST = 500;

function read(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST) {
    throw new GraphQLError('A Position is a token that the register has given out.');
  }
  return value;
}

export const Position = new GraphQLScalarType<string, string>({
  name: 'Position',
  description:
    'A place in the log, sealed: clients can compare two for equality and hand one back, nothing else. Forged ones answer INVALID_CURSOR, those of another log RESYNC_REQUIRED.',
  serialize: read,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});
