/**
 * Writers and subscribers of two nodes over a server that fails by chance, from a seed that is printed: run one again with
 * ARTICLE33_SEED=<seed>. ARTICLE33_LONG=1 runs the long series.
 */
import type { EventLog, StreamName } from '../../src/log/port.js';
import { aStream, collect, idsOf, someEvents } from '../contract/events.js';
import { chanceOf, type Chance } from '../simulation/chance.js';
import { idsGiven, opened, openOver, settled, subscriber, until } from './opened.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const given = process.env['ARTICLE33_SEED'];
const firstSeed = given === undefined ? Math.floor(Date.now() % 1_000_000_000) : Number(given);
const seeds = Array.from({ length: given !== undefined ? 1 : long ? 30 : 2 }, (_, index) => firstSeed + index);
const APPENDS = long ? 60 : 25;

/** Appends in turn to a stream that others write too, each at the revision it believes in. @returns the ids acknowledged. */
async function writer(log: EventLog, stream: StreamName, chance: Chance): Promise<string[]> {
  const acknowledged: string[] = [];
  let last: bigint | 'noStream' = 'noStream';
  for (let count = 0; count < APPENDS; count += 1) {
    const events = someEvents(1 + chance.below(4));
    for (let isWritten = false; !isWritten;) {
      const result = await settled(log, stream, events, last);
      last = result.ok ? result.revision : result.conflict.actual;
      isWritten = result.ok;
    }
    acknowledged.push(...idsOf(events));
  }
  return acknowledged;
}

describe('a server that fails by chance', () => {
  it.each(seeds)(
    'seed %d: what was acknowledged is there once, and is told once and in order',
    async (seed) => {
      const chance = chanceOf(seed);
      const { standIn, log } = await opened();
      const other = await openOver(standIn);
      standIn.faults.drawAppend = () => {
        if (chance.happens(0.02)) standIn.relay.cut();
        if (!chance.happens(0.1)) return null;
        return { writes: chance.happens(0.5), then: chance.pick(['drop', 'unavailable', 'timeout']) };
      };
      const subscribers = [subscriber(log), subscriber(other)];
      const streams = Array.from({ length: 4 }, () => aStream());
      const written = await Promise.all(
        streams.flatMap((stream) => [log, other].map((node) => writer(node, stream, chance))),
      );
      standIn.faults.drawAppend = () => null;
      subscribers.push(subscriber(other));
      const due = standIn.log.all.filter(({ stream }) => stream.startsWith('article33.')).map(({ id }) => id);
      expect(due.toSorted()).toEqual(written.flat().toSorted());
      for (const { items } of subscribers) {
        await until(() => idsGiven(items).length >= due.length);
        expect(idsGiven(items)).toEqual(due);
      }
      const each = await Promise.all(streams.map(async (stream) => idsOf(await collect(log.readStream(stream)))));
      expect(each.flat().toSorted()).toEqual(due.toSorted());
    },
    120_000,
  );
});
