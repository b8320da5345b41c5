import { buildSchema, Kind, parse } from 'graphql';
import { networkOf } from '../../src/server/gate/network.js';
import { Prices } from '../../src/server/gate/prices.js';
import { Rates } from '../../src/server/gate/rates.js';

describe('points', () => {
  test('are spent by payer, and all there again after a minute', () => {
    let now = 0;
    const rates = new Rates({ points: 100, now: () => now });
    expect(rates.spend('ada', 60)).toEqual({ ok: true, remaining: 40, resetsIn: 60_000 });
    now = 20_000;
    expect(rates.spend('ada', 41)).toEqual({ ok: false, remaining: 40, resetsIn: 40_000 });
    expect(rates.spend('eve', 100).ok).toBe(true);
    now = 60_000;
    expect(rates.spend('ada', 100)).toEqual({ ok: true, remaining: 0, resetsIn: 60_000 });
  });

  test('that were charged afterwards may be more than are left; then nothing goes until the minute is over', () => {
    let now = 0;
    const rates = new Rates({ points: 100, now: () => now });
    rates.charge('ada', 150);
    expect(rates.balance('ada')).toEqual({ ok: false, remaining: 0, resetsIn: 60_000 });
    expect(rates.spend('ada', 0).ok).toBe(false);
    now = 60_001;
    expect(rates.balance('ada').ok).toBe(true);
  });
});

describe('the price of an operation', () => {
  const schema = buildSchema(`
    type Query { things(first: Int = 20, name: String): ThingConnection several(ids: [ID!]!): [Thing] }
    type ThingConnection { nodes: [Thing!]! }
    type Thing { id: ID! }
  `);
  const asked = (text: string) => {
    const document = parse(text);
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new Error('No operation');
    const prices = new Prices(schema);
    return (variables: Readonly<Record<string, unknown>>) => prices.of({ document, operation, variables });
  };

  test('goes with the variables that are sizes, each time it is asked', () => {
    const paged = asked('query ($first: Int) { things(first: $first) { nodes { id } } }');
    expect([{ first: 10 }, { first: 50 }, {}, { first: 10 }].map(paged)).toEqual([11, 51, 21, 11]);
    const several = asked('query ($ids: [ID!]!) { several(ids: $ids) { id } }');
    expect([{ ids: ['a'] }, { ids: ['a', 'b', 'c'] }].map(several)).toEqual([1, 3]);
  });

  test('is the same for all other variables', () => {
    const named = asked('query ($name: String) { things(first: 5, name: $name) { nodes { id } } }');
    expect([{ name: 'a' }, { name: 'b' }, {}].map(named)).toEqual([6, 6, 6]);
  });
});

describe('a network', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
