import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { CANONICAL_DEPTH_MAX, canonicalAgain, CanonicalJsonError, canonicalJson } from '../../src/proof/index.js';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

/** The place that the refusal tells; null where the value has a canonical form. */
function refusedAt(value: unknown): string | null {
  try {
    canonicalJson(value);
    return null;
  } catch (error) {
    if (error instanceof CanonicalJsonError) return error.pointer;
    throw error;
  }
}

/** What has a canonical form, and no more than that. */
const canonicalValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units, at every depth (RFC 8785, 3.2.3)', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7, '</script>': { b: 1, a: 2 } };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"</script>":{"a":2,"b":1},"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
  });

  it('sorts whole numbers among member names as texts', () => {
    expect(canonicalJson({ 10: 'a', 9: 'b' })).toBe('{"10":"a","9":"b"}');
  });

  it('escapes what must be escaped and nothing else, without normalising', () => {
    expect(canonicalJson('\b\t\n\f\r"\\/\u000f\u007f\u2028é e\u0301')).toBe(
      '"\\b\\t\\n\\f\\r\\"\\\\/\\u000f\u007f\u2028é e\u0301"',
    );
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const refused: [string, unknown, string][] = [
    ['undefined in an object', { a: undefined }, '/a'],
    ['undefined in a list', [1, undefined], '/1'],
    ['undefined itself', undefined, ''],
    ['a hole in a list', new Array(1), '/0'],
    ['a function', { a: { 'b/c~d': () => 1 } }, '/a/b~1c~0d'],
    ['a symbol', [Symbol('s')], '/0'],
    ['a member behind a symbol', { a: { [Symbol('s')]: 1 } }, '/a'],
    ['a bigint', { a: 1n }, '/a'],
    ['a fraction', { a: [0.5] }, '/a/0'],
    ['an unsafe integer', 2 ** 53, ''],
    ['NaN', Number.NaN, ''],
    ['infinity', Number.NEGATIVE_INFINITY, ''],
    ['negative zero', [-0], '/0'],
    ['a lone surrogate', { a: '\ud83d' }, '/a'],
    ['a reversed pair', ['\ude00\ud83d'], '/0'],
    ['a lone surrogate in a name', { a: { '\udead': 1 } }, '/a'],
    ['a date', { a: new Date(0) }, '/a'],
    ['a map', new Map(), ''],
    ['bytes', { a: new Uint8Array(1) }, '/a'],
    ['an instance of a class', [new URL('http://127.0.0.1')], '/0'],
    ['33 levels', nested(CANONICAL_DEPTH_MAX + 1), '/0'.repeat(CANONICAL_DEPTH_MAX)],
    ['a cycle', cyclic, '/self'.repeat(CANONICAL_DEPTH_MAX)],
  ];
  it.each(refused)('refuses %s, and says where', (_, value, pointer) => {
    expect(refusedAt(value)).toBe(pointer);
  });

  it.each([
    '0.5',
    '9007199254740992',
    '-0',
    '["\\ud83d"]',
    '{"a":{"\\udead":1}}',
    `${'['.repeat(33)}${']'.repeat(33)}`,
  ])('refuses %s wherever it comes from', (text) => {
    expect(() => canonicalAgain(JSON.parse(text))).toThrow(CanonicalJsonError);
  });

  it('never tells the value that it refuses', () => {
    expect(() => canonicalJson({ name: 'Jean Dupont \ud83d' })).toThrow(
      /^No canonical JSON: not well-formed .* \/name$/,
    );
  });

  it('takes 32 levels, null prototypes and the extreme integers', () => {
    expect(canonicalJson(nested(CANONICAL_DEPTH_MAX))).toBe(`${'['.repeat(32)}1${']'.repeat(32)}`);
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
    expect(canonicalJson([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe(
      '[9007199254740991,-9007199254740991]',
    );
  });

  it('is what the package canonicalize writes, whatever the order of members, and says all of them', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, member]) => [key, shuffled(member)]),
      );
    };
    fc.assert(
      fc.property(canonicalValue, (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalize(value));
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalAgain(JSON.parse(text))).toBe(text);
        expect(canonicalAgain(JSON.parse(JSON.stringify(shuffled(value))))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toHaveLength(JSON.stringify(value).length);
      }),
    );
  });
});
