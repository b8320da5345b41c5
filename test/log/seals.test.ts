import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import {
  openEmbeddedLog,
  type EmbeddedLog,
  type EventId,
  type NewEvent,
  type OrganisationId,
  type StreamName,
} from '../../src/log/index.js';
import { canonicalJson, leafHash, sealedData } from '../../src/proof/index.js';
import { aStream, anEvent, anOrganisation, collect, idsOf, someEvents } from '../contract/events.js';
import { aFolder } from './folder.js';
import { verifySeals } from './verifySeals.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const GOLDEN = {
  leaves: [
    '5722742b52e9f748ab09c922f2b50d4666964be7521e6a2be8ef718230f13c90',
    '624775d998f6d8e070f4e69378343ac5ec18233c9a97722c3a268239a2005cce',
    '547438cbba480fe9add8072c319e90b691c86eb882a5d161de4bc31dd1216281',
  ],
  root: 'eba46761c55afa8ebe5f674e9ed83860d7569079f107475b2697f4ba356ecee5',
  envelope:
    '{"at":"2023-04-27T09:41:00.000Z","id":"0192f3a1-0000-7000-8000-000000000003","pc":"kBkRJVSDBsjXmf0ie7f5O8QcwRJmHzzro2sQGbnFmEM=","prev":"VyJ0K1Lp90irCcki8rUNRmaWS+dSHmor6O9xgjDxPJA=","rev":1,"seq":2,"stream":"incident-0192f3a1-0000-7000-8000-00000000000a","type":"AwarenessEstablished","v":"irlog/v1"}',
};

describe('seals of the embedded log', () => {
  const folder = aFolder();
  const opened: EmbeddedLog[] = [];
  const open = (name: string) => {
    const log = openEmbeddedLog({ file: folder.path(name), positionStep: 11 });
    opened.push(log);
    return log;
  };
  afterAll(async () => {
    await Promise.all(opened.map((log) => log.close()));
    folder.remove();
  });

  it('are the bytes that another implementation of irlog/v1 arrives at', async () => {
    const log = open('golden.sqlite');
    const organisation = '6b0e1f6c-3a52-4c1b-9d4e-0f6a8f2b7c11' as OrganisationId;
    const incident = 'incident-0192f3a1-0000-7000-8000-00000000000a' as StreamName;
    const golden = (number: number, type: string, recordedAt: string, says: unknown): NewEvent => ({
      id: `0192f3a1-0000-7000-8000-00000000000${number + 1}` as EventId,
      type,
      organisation,
      recordedAt,
      data: sealedData(says, createHash('sha256').update(`salt${number}`).digest()),
      metadata: canonicalJson({ schemaVersion: 1, recordedAt, organisation, actor: 'a_19' }),
    });
    const detected = { title: 'Panne é', natures: ['AVAILABILITY'] };
    const aware = { awareAt: '2023-04-27T11:40:00.000+02:00', explanation: null };
    await log.append(incident, [golden(0, 'IncidentDetected', '2023-04-27T09:40:00.000Z', detected)], 'noStream');
    await log.append(
      `organisation-${organisation}` as StreamName,
      [golden(1, 'OrganisationConfigured', '2023-04-27T09:40:00.001Z', { timeZone: 'Europe/Paris' })],
      'any',
    );
    await log.append(incident, [golden(2, 'AwarenessEstablished', '2023-04-27T09:41:00.000Z', aware)], 0n);
    const leaves = await collect(log.seals.leaves(organisation, { from: 0, to: 3 }));
    // Computed by an independent program (Python, hashlib) from the profile's text.
    expect(leaves.map(({ leaf }) => hex(leaf.hash))).toEqual(GOLDEN.leaves);
    expect(leaves[2]?.envelope).toBe(GOLDEN.envelope);
    expect(await log.seals.root(organisation)).toMatchObject({ size: 3 });
    expect(hex((await log.seals.root(organisation)).root)).toBe(GOLDEN.root);
  });

  it('each organisation has a Merkle log of its own, dense from 0', async () => {
    const log = open('organisations.sqlite');
    const [acme, other] = [anOrganisation(), anOrganisation()];
    const plan = [acme, other, acme, acme, other];
    await Promise.all(plan.map((organisation) => log.append(aStream(), someEvents(3, { organisation }), 'noStream')));
    expect(await verifySeals(log)).toEqual(
      new Map([
        [acme, 9],
        [other, 6],
      ]),
    );
    expect(await log.seals.size(acme)).toBe(9);
    expect(await log.seals.size(anOrganisation())).toBe(0);
    expect(hex((await log.seals.root(anOrganisation())).root)).toBe(createHash('sha256').digest('hex'));
  });

  it('the signer’s own memory is not sealed and leaves no gap among the leaves', async () => {
    const log = open('checkpoint.sqlite');
    const organisation = anOrganisation();
    const memory = aStream('checkpoint');
    const signed = anEvent({ organisation });
    const [before, after] = someEvents(2, { organisation });
    if (before === undefined || after === undefined) throw new Error('two events');
    const stream = aStream();
    await log.append(stream, [before], 'noStream');
    await log.append(memory, [signed], 'any');
    await log.append(stream, [after], 0n);
    expect(await log.seals.of(memory, signed.id)).toBeNull();
    expect(await log.seals.of(stream, after.id)).toMatchObject({
      leaf: { seq: 1, organisation },
      event: { id: after.id },
    });
    expect(await log.seals.of(stream, signed.id)).toBeNull();
    expect(await log.seals.of(aStream(), after.id)).toBeNull();
    expect(await verifySeals(log)).toEqual(new Map([[organisation, 2]]));
  });

  it('an envelope hashes to its leaf, and links to the one before it in its stream', async () => {
    const log = open('links.sqlite');
    const organisation = anOrganisation();
    const stream = aStream();
    const events = someEvents(3, { organisation });
    await log.append(stream, events, 'noStream');
    const sealed = await Promise.all(events.map(({ id }) => log.seals.of(stream, id)));
    sealed.forEach((entry, index) => {
      if (entry === null) throw new Error('every event of an incident is sealed');
      expect(hex(leafHash(entry.envelope))).toBe(hex(entry.leaf.hash));
      const before = sealed[index - 1]?.leaf.hash;
      expect(JSON.parse(entry.envelope)).toMatchObject({
        rev: index,
        prev: before === undefined ? null : Buffer.from(before).toString('base64'),
      });
    });
  });

  it('leaves come in ranges: from inclusive, to exclusive, longer than a page, or empty', async () => {
    const log = open('ranges.sqlite');
    const organisation = anOrganisation();
    const written = [someEvents(800, { organisation }), someEvents(800, { organisation })];
    for (const events of written) await log.append(aStream(), events, 'any');
    const range = async (from: number, to: number) =>
      idsOf((await collect(log.seals.leaves(organisation, { from, to }))).map(({ event }) => event));
    const ids = idsOf(written.flat());
    expect(await range(0, 1_600)).toEqual(ids);
    expect(await range(499, 502)).toEqual(ids.slice(499, 502));
    expect(await range(5, 5)).toEqual([]);
    expect(await range(1_599, 5_000)).toEqual(ids.slice(1_599));
  });

  it('survive a restart, whatever was appended by whom, and go on from there', async () => {
    const append = fc.record({
      stream: fc.integer({ min: 0, max: 5 }),
      house: fc.integer({ min: 0, max: 2 }),
      count: fc.integer({ min: 1, max: 5 }),
    });
    const streams = [...Array.from({ length: 5 }, () => aStream()), aStream('checkpoint')];
    const houses = Array.from({ length: 3 }, anOrganisation);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(append, { maxLength: 40 }), { maxLength: 4 }), async (runs) => {
        number += 1;
        for (const run of runs) {
          const log = openEmbeddedLog({ file: folder.path(`property-${number}.sqlite`) });
          await Promise.all(
            run.map(({ stream, house, count }) =>
              log.append(
                streams[stream] ?? aStream(),
                someEvents(count, { organisation: houses[house] ?? anOrganisation() }),
                'any',
              ),
            ),
          );
          await verifySeals(log);
          await log.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});
