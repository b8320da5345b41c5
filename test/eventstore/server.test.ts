/** The stand-in answers as the server's own rules say, whichever call an append comes by: read with the client alone. */
import { randomUUID } from 'node:crypto';
import { jsonEvent, type AppendToStreamOptions, type EventStoreDBClient } from '@eventstore/db-client';
import { aStandIn, aStranger } from './opened.js';

const admin = { username: 'admin', password: 'changeit' };

/** Another program, on a server of which the streams "one" (one event) and "gone" (one event, deleted) are known. */
async function aServer(): Promise<EventStoreDBClient> {
  const standIn = await aStandIn({ maxAppendSize: 5_000 });
  const client = aStranger(standIn);
  for (const stream of ['one', 'gone']) await client.appendToStream(stream, jsonEvent({ type: 'Told', data: {} }));
  await client.deleteStream('gone');
  return client;
}

const calls: [string, AppendToStreamOptions][] = [
  ['the long call', {}],
  ['a call of its own', { credentials: admin }],
];

describe.each(calls)('an append by %s', (_, options) => {
  let client: EventStoreDBClient;
  beforeAll(async () => {
    client = await aServer();
  });
  const append = (
    stream: string,
    expectedRevision: AppendToStreamOptions['expectedRevision'],
    event = jsonEvent({ type: 'Told', data: {} }),
  ) =>
    client.appendToStream(stream, event, { ...options, ...(expectedRevision !== undefined && { expectedRevision }) });

  it('is taken where the stream is as expected, and repeated as it was answered', async () => {
    const event = jsonEvent({ id: randomUUID(), type: 'Told', data: {} });
    const stream = randomUUID();
    const first = await append(stream, 'no_stream', event);
    expect(first.nextExpectedRevision).toBe(0n);
    expect(await append(stream, 'no_stream', event)).toEqual(first);
    expect((await append(stream, 'stream_exists')).nextExpectedRevision).toBe(1n);
    expect((await append(stream, 1n)).nextExpectedRevision).toBe(2n);
  });

  it('is refused where it is another, with the revision it has', async () => {
    const conflict = { type: 'wrong-expected-version' };
    await expect(append('one', 'no_stream')).rejects.toMatchObject({ ...conflict, actualVersion: 0n });
    await expect(append('one', 7n)).rejects.toMatchObject({ ...conflict, actualVersion: 0n });
    await expect(append('none', 7n)).rejects.toMatchObject({ ...conflict, actualVersion: 'no_stream' });
    await expect(append('none', 'stream_exists')).rejects.toMatchObject(conflict);
  });

  it('of too many bytes is refused', async () => {
    const event = jsonEvent({ type: 'Told', data: { says: 'x'.repeat(5_000) } });
    await expect(append('large', 'any', event)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 5_000,
    });
  });

  it('gives a deleted stream back, numbering on; one deleted for ever stays so', async () => {
    await expect(append('gone', 'stream_exists')).rejects.toMatchObject({ type: 'stream-deleted' });
    expect((await append('gone', 'no_stream')).nextExpectedRevision).toBe(1n);
    const revisions: bigint[] = [];
    for await (const { event } of client.readStream('gone')) if (event !== undefined) revisions.push(event.revision);
    expect(revisions).toEqual([1n]);
    await client.tombstoneStream('gone');
    await expect(append('gone', 'any')).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client.tombstoneStream('gone')).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client.deleteStream('one', { expectedRevision: 9n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });
});
