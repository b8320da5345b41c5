/** The official files of RFC 8785 (cyberphone/json-canonicalization, testdata, Apache-2.0), held to the sums of their published results. */
import { createHash } from 'node:crypto';
import { CanonicalJsonError, canonicalJson } from '../../src/proof/index.js';

const files: readonly (readonly [name: string, input: string, sha256: string])[] = [
  [
    'arrays',
    '[56, {"d": true, "10": null, "1": [ ]}]',
    '099601b171cafed97c333f8878d68e7f8c8f795412adb34b2fdcf0e7c7beac42',
  ],
  [
    'french',
    `{"peach": "This sorting order", "péché": "is wrong according to French",
      "pêche": "but canonicalization MUST", "sin":   "ignore locale"}`,
    'd99d0ebdcb0033cb858cfa830ae46bc0fb3309413b271f1da828c89901a27ed5',
  ],
  [
    'structures',
    String.raw`{"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { },
      "111": [ {"e": "yes","E": "no" } ], "A": { }}`,
    '605f65004ec2db7692522a0852c22f1c989e036d547e88963d1a3143cf3195d5',
  ],
  [
    'unicode',
    String.raw`{"Unnormalized Unicode":"A\u030a"}`,
    '0d99aad92a125196ff887876643fd3206786a84ddce2cee52ba4ad256d2381d3',
  ],
  [
    'weird',
    String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One",
      "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis",
      "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}`,
    '6af595a9aa80110b964b4de3f82a05fa6ae7423005019bacfa2620dddc4e94d1',
  ],
];

test.each(files)('%s comes out to the byte', (_name, input, sha256) => {
  expect(
    createHash('sha256')
      .update(canonicalJson(JSON.parse(input)))
      .digest('hex'),
  ).toBe(sha256);
});

test('values has fractions, which a register refuses: amounts are texts', () => {
  const values = '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]}';
  expect(() => canonicalJson(JSON.parse(values))).toThrow(CanonicalJsonError);
});

test.each([
  ['half a pair', String.raw`["\ud83d"]`],
  ['a reversed pair', String.raw`["\ude00\ud83d"]`],
  ['half a pair in a name', String.raw`{"\udead":1}`],
])('what implementations disagree on has no canonical form: %s', (_what, input) => {
  expect(() => canonicalJson(JSON.parse(input))).toThrow(CanonicalJsonError);
});
