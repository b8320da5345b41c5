import * as fc from 'fast-check';
import { GraphQLError, Kind, parseValue } from 'graphql';
import { BigIntScalar } from '../../src/graphql/scalars/bigInt.js';
import { DateTime } from '../../src/graphql/scalars/dateTime.js';
import { Position } from '../../src/graphql/scalars/position.js';

describe('DateTime', () => {
  test('keeps the offset that was given, to the millisecond', () => {
    expect(DateTime.parseValue('2023-04-26T17:40:00+02:00')).toBe('2023-04-26T17:40:00.000+02:00');
    expect(DateTime.parseLiteral(parseValue('"2023-04-26t15:40:00.1239z"'))).toBe('2023-04-26T15:40:00.123Z');
  });

  test('answers in UTC', () => {
    expect(DateTime.serialize('2023-04-26T17:40:00.000+02:00')).toBe('2023-04-26T15:40:00.000Z');
  });

  test('answers every instant of the record as UTC does, at the ends of months and years too', () => {
    const anyInstant = fc.tuple(
      fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }),
      fc.constantFrom('Z', '+02:00', '-09:30', '+14:00', '+23:59'),
    );
    fc.assert(
      fc.property(anyInstant, ([date, zone]) => {
        const given = `${date.toISOString().slice(0, -1)}${zone}`;
        expect(DateTime.serialize(given)).toBe(new Date(given).toISOString());
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '2023-04-26T17:40:00',
    '2023-04-26',
    '26/04/2023 17:40',
    '2023-02-30T17:40:00Z',
    '2023-04-26T24:00:00Z',
    '2023-04-26T17:40:00+2:00',
    // In UTC this is year 10000, which RFC 3339 cannot write.
    '9999-12-31T23:00:00-02:00',
    1_682_523_600_000,
    null,
    {},
  ])('refuses %p', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(GraphQLError);
  });

  test.each([
    'yesterday',
    '0000-04-26T15:40:00.000Z',
    '2023-02-29T15:40:00.000Z',
    '2023-04-31T15:40:00.000Z',
    '2023-13-01T15:40:00.000Z',
    '2023-04-00T15:40:00.000Z',
    '2023-04-26T24:00:00.000Z',
    '2023-04-26T15:60:00.000Z',
    '2023-04-26T15:40:60.000Z',
    '2023-04-26T15:40:00.000+24:00',
    '2023-04-26T15:40:00.000',
    1_682_523_600_000,
    null,
  ])('does not answer %p, which is no instant', (value) => {
    expect(() => DateTime.serialize(value)).toThrow(TypeError);
  });

  test('refuses a literal that is no string', () => {
    expect(() => DateTime.parseLiteral({ kind: Kind.INT, value: '2023' })).toThrow(GraphQLError);
  });
});

describe('BigInt', () => {
  test('carries what a JavaScript number cannot', () => {
    expect(BigIntScalar.parseValue('9007199254740993')).toBe('9007199254740993');
    expect(BigIntScalar.parseLiteral({ kind: Kind.INT, value: '9007199254740993' })).toBe('9007199254740993');
    expect(BigIntScalar.serialize('9007199254740993')).toBe('9007199254740993');
  });

  test('reads a number that JSON carries exactly', () => {
    expect(BigIntScalar.parseValue(2300)).toBe('2300');
    expect(BigIntScalar.parseValue(-5)).toBe('-5');
  });

  test.each([2 ** 53, 1.5, Number.NaN, '1.5', '007', '1e3', '', '-0', '12345678901234567890', true, null])(
    'refuses %p',
    (value) => {
      expect(() => BigIntScalar.parseValue(value)).toThrow(GraphQLError);
    },
  );

  test('does not answer a JavaScript number', () => {
    expect(() => BigIntScalar.serialize(2 ** 53)).toThrow(TypeError);
  });
});

describe('Position', () => {
  test('passes as it is', () => {
    expect(Position.parseValue('abc')).toBe('abc');
    expect(Position.serialize('abc')).toBe('abc');
  });

  test.each(['', 'x'.repeat(501), 5, null])('refuses %p', (value) => {
    expect(() => Position.parseValue(value)).toThrow(GraphQLError);
  });
});
