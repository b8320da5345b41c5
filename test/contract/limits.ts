import { appendLimits, type EventLog, type NewEvent, type StreamName } from '../../src/log/port.js';
import { aStream, anEvent, collect, someEvents } from './events.js';

export function describeLimits(open: () => EventLog): void {
  /** Refused with the code, and nothing of the append written. */
  async function refused(events: readonly NewEvent[], code: string, stream: StreamName = aStream()): Promise<void> {
    const before = await open().head();
    await expect(open().append(stream, events, 'any')).rejects.toMatchObject({ name: 'LogError', code });
    expect(await open().head()).toEqual(before);
  }

  describe('limits of an append', () => {
    it(`${appendLimits.events} events pass, one more does not`, async () => {
      const stream = aStream();
      const events = someEvents(appendLimits.events);
      expect(await open().append(stream, events, 'noStream')).toMatchObject({ ok: true, revision: 999n });
      expect(await collect(open().readStream(stream))).toHaveLength(appendLimits.events);
      await refused(someEvents(appendLimits.events + 1), 'LIMIT_EXCEEDED');
    });

    it(`${appendLimits.bytes} bytes pass, one more does not`, async () => {
      const bare = anEvent({ says: '' });
      const room = appendLimits.bytes - bare.type.length - bare.data.length - bare.metadata.length;
      const stream = aStream();
      const full = anEvent({ says: 'x'.repeat(room) });
      expect(await open().append(stream, [full], 'noStream')).toMatchObject({ ok: true });
      expect(await collect(open().readStream(stream))).toMatchObject([{ data: full.data }]);
      await refused([anEvent({ says: 'x'.repeat(room + 1) })], 'LIMIT_EXCEEDED');
      // Bytes, not characters.
      await refused([anEvent({ says: 'é'.repeat(room / 2 + 1) })], 'LIMIT_EXCEEDED');
    });

    it('a stream name of 200 characters passes, of 201 does not', async () => {
      const name = (length: number) => `incident-${'x'.repeat(length - 9)}` as StreamName;
      expect(await open().append(name(200), [anEvent()], 'any')).toMatchObject({ ok: true });
      await refused([anEvent()], 'LIMIT_EXCEEDED', name(201));
    });

    it('a type of 100 characters passes, of 101 does not', async () => {
      expect(await open().append(aStream(), [anEvent({ type: 'T'.repeat(100) })], 'any')).toMatchObject({ ok: true });
      await refused([anEvent({ type: 'T'.repeat(101) })], 'LIMIT_EXCEEDED');
    });
  });

  describe('what no log takes', () => {
    const { data, metadata } = anEvent();
    const withS = (salt: string) => `{"d":{},"s":"${salt}"}`;
    const faults: Record<string, Partial<Record<keyof NewEvent, string>>> = {
      'an id in capitals': { id: '0192F3A1-0000-7000-8000-000000000001' },
      'an id that is no UUID': { id: 'e1' },
      'an organisation that is no UUID': { organisation: 'acme' },
      'a reserved type': { type: '$metadata' },
      'a type with spaces': { type: 'Note added' },
      'a blank type': { type: '' },
      'a time without milliseconds': { recordedAt: '2026-10-01T08:12:30Z' },
      'a time with an offset': { recordedAt: '2026-10-01T08:12:30.000+02:00' },
      'a day that does not exist': { recordedAt: '2026-02-30T08:12:30.000Z' },
      'data that is not JSON': { data: '{"d":' },
      'data without a salt': { data: '{"d":{}}' },
      'data with a third member': { data: data.replace('{', '{"a":1,') },
      'a short salt': { data: withS('AAAA') },
      'a salt of loose base64': { data: withS(`${'A'.repeat(42)}B=`) },
      'a lone surrogate': { data: data.replace('{"d":{}', '{"d":"\ud83d"') },
      'metadata that is not JSON': { metadata: 'none' },
      'metadata that is an array': { metadata: '[]' },
      'metadata of another organisation': { metadata: anEvent({ organisation: aStream() as never }).metadata },
      'metadata of another time': { recordedAt: '2026-10-01T08:12:30.001Z', metadata },
    };
    it.each(Object.entries(faults))('%s: nothing of the append is written', async (_, fault) => {
      await refused([anEvent(), Object.assign(anEvent(), fault), anEvent()], 'INVALID_APPEND');
    });

    it.each(['$all', '$ce-incident', 'incident', '-1', 'incident-', 'incident-Jean Dupont', 'incident-é', ''])(
      'the stream name "%s"',
      async (name) => {
        await refused([anEvent()], 'INVALID_APPEND', name as StreamName);
      },
    );

    it('a negative revision', async () => {
      await expect(open().append(aStream(), [anEvent()], -1n)).rejects.toMatchObject({ code: 'INVALID_APPEND' });
    });

    it('tells no content of the event', async () => {
      const secret = 'Jean Dupont';
      const event = { ...anEvent(), data: `{"d":"${secret}"}` };
      await expect(open().append(aStream(), [event], 'any')).rejects.not.toThrow(secret);
    });
  });
}
