/** Nobody but the register writes its streams: what others did there is found, and told once. */
import { jsonEvent } from '@eventstore/db-client';
import type { LogError } from '../../src/log/port.js';
import { aStream, anEvent, collect, idsOf, someEvents } from '../contract/events.js';
import { aStranger, idsGiven, onServer, opened, openOver, subscriber, until } from './opened.js';

const damaged: Partial<LogError> = { name: 'LogError', code: 'DAMAGED' };

describe('a foreign event in a stream of the register', () => {
  it('is DAMAGED to who reads the stream; the whole log and its subscribers pass it over and it is told once', async () => {
    const { standIn, log, told } = await opened();
    const [stream, events] = [aStream(), someEvents(2)];
    const { items } = subscriber(log);
    await log.append(stream, events, 'noStream');
    const stranger = aStranger(standIn);
    for (let count = 0; count < 2; count += 1) {
      await stranger.appendToStream(onServer(stream), jsonEvent({ type: 'Foreign', data: { count } }));
    }
    const last = anEvent();
    await log.append(stream, [last], 'any');
    await until(() => idsGiven(items).length === 3);
    expect(idsGiven(items)).toEqual(idsOf([...events, last]));
    expect(idsOf(await collect(log.readAll()))).toEqual(idsOf([...events, last]));
    await expect(collect(log.readStream(stream))).rejects.toMatchObject(damaged);
    expect(told.filter((message) => message.startsWith('error'))).toEqual([
      expect.stringContaining(`${onServer(stream)} holds a foreign event (2)`),
    ]);
  });

  it('elsewhere on the server concerns nobody', async () => {
    const { standIn, log, told } = await opened();
    const { items } = subscriber(log);
    const stranger = aStranger(standIn);
    for (const stream of ['shop-1', 'article33other-1', 'other.incident-1']) {
      await stranger.appendToStream(stream, jsonEvent({ type: 'Sold', data: {} }));
    }
    const event = anEvent();
    await log.append(aStream(), [event], 'noStream');
    await until(() => idsGiven(items).length === 1);
    expect(idsOf(await collect(log.readAll()))).toEqual([event.id]);
    expect(await log.newestRecordedAt()).toBe(event.recordedAt);
    expect(told).toEqual([]);
  });
});

describe('a stream of the register that was', () => {
  async function aStreamOfFive() {
    const { standIn, log, told } = await opened();
    const stream = aStream();
    await log.append(stream, someEvents(5), 'noStream');
    return { stream, log, told, name: onServer(stream), stranger: aStranger(standIn), kept: standIn.log };
  }

  it('deleted: reading it and beginning it anew are DAMAGED', async () => {
    const { stranger, name, stream, log } = await aStreamOfFive();
    await stranger.deleteStream(name);
    await expect(collect(log.readStream(stream))).rejects.toMatchObject(damaged);
    await expect(collect(log.readStream(stream, { direction: 'backwards', limit: 1 }))).rejects.toMatchObject(damaged);
    await expect(log.append(stream, [anEvent()], 'noStream')).rejects.toMatchObject(damaged);
    await expect(collect(log.readStream(stream))).rejects.toMatchObject(damaged);
  });

  it('deleted for ever: reading and appending are DAMAGED', async () => {
    const { stranger, name, stream, log } = await aStreamOfFive();
    await stranger.tombstoneStream(name);
    await expect(collect(log.readStream(stream))).rejects.toMatchObject(damaged);
    await expect(log.append(stream, [anEvent()], 4n)).rejects.toMatchObject(damaged);
    await expect(log.append(stream, [anEvent()], 'any')).rejects.toMatchObject(damaged);
  });

  it.each([
    ['to its last two events', { truncateBefore: 3 }],
    ['by a greatest count', { maxCount: 2 }],
    ['to nothing', { truncateBefore: 5 }],
  ])('truncated %s: reading it from its first event on is DAMAGED', async (_, metadata) => {
    const { stranger, name, stream, log } = await aStreamOfFive();
    await stranger.setStreamMetadata(name, metadata);
    await expect(collect(log.readStream(stream))).rejects.toMatchObject(damaged);
  });

  it('deleted, truncated or deleted for ever is told to the operator of a register that follows', async () => {
    const { stranger, name, log, told } = await aStreamOfFive();
    subscriber(log);
    await stranger.setStreamMetadata(name, { truncateBefore: 3 });
    await until(() => told.length === 1);
    await stranger.tombstoneStream(name);
    await until(() => told.length === 2);
    expect(told.every((message) => /^error: .* was deleted, truncated or given other metadata/.test(message))).toBe(
      true,
    );
  });
});

describe('the stream that says whose log this is', () => {
  it('deleted: the log does not open under another identity, at once and later', async () => {
    const { standIn, log } = await opened();
    await log.append(aStream(), someEvents(1), 'noStream');
    await aStranger(standIn).deleteStream('article33-log');
    await expect(openOver(standIn)).rejects.toMatchObject(damaged);
    await expect(openOver(standIn)).rejects.toMatchObject(damaged);
  });
});
