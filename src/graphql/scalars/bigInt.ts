import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const WRONG = 'A BigInt is an integer of at most 19 digits, as a string, or as a number that JSON carries exactly.';
const DECIMAL = /^(?:0|-?[1-9]\d{0,18})$/;

function read(value: unknown): string {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== 'string' || !DECIMAL.test(digits)) throw new GraphQLError(WRONG);
  return digits;
}

function write(value: unknown): string {
  if (typeof value !== 'string' || !DECIMAL.test(value))
    throw new TypeError('A BigInt field resolved to no decimal digits');
  return value;
}

/** Decimal digits inside and on the wire: no step of the way goes through a JavaScript number. */
export const BigIntScalar = new GraphQLScalarType<string, string>({
  name: 'BigInt',
  description:
    'An integer that may be beyond 32 bits: answered as a string of decimal digits, read from a string or a number.',
  serialize: write,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : null),
});
