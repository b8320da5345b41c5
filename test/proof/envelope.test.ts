import { createHash } from 'node:crypto';
import {
  appendLeaf,
  canonicalJson,
  emptyFrontier,
  envelope,
  frontierRoot,
  leafHash,
  openData,
  payloadCommitment,
  SealedDataError,
  sealedData,
  type EnvelopeFields,
  type Frontier,
} from '../../src/proof/index.js';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The profile's own worked example: bytes that every implementation of irlog/v1 arrives at. */
const example = {
  metadata: '{"actor":"a_19","cid":"c-1"}',
  events: [
    {
      data: '{"d":{"reporter":{"$e":{"alg":"A256GCM-KC1","ct":"B+GAfqnxR2mpVgdCg2o=","iv":"gg1di692LsZtzVb+","kc":"8Qiq6tw/Js5TlIfgUMTJlhhBbOZ14+jogfs2eHtE+xY=","kid":"k_7Q2M","tag":"JzQ2J/ZMjQSC1p6pqrbfIQ=="}},"severity":3},"s":"K8mQBZRzRI5uvUQqoWv6oFZ6wD3QlIdr2x/YNKvkLB4="}',
      type: 'IncidentReported',
      pc: 'eohZSOx/pDkSc3tPAPil60lyElcXjAWUSYSxTYfjPKE=',
      leaf: '2045aaceb64e15986d6a5dd1ed0c8c13208bd2c3527b0e803c298f377762008e',
      root: 'IEWqzrZOFZhtal3R7QyMEyCL0sNSew6APCmPN3diAI4=',
    },
    {
      data: '{"d":{"from":3,"to":2},"s":"3JDPB96QfMxkY2zt2zjlUqGg2YR0Ox82pEe3OHcBLDk="}',
      type: 'IncidentSeverityChanged',
      pc: 'SUymId8wDX5fdMN3kd9NdVZQVKSxvzP5EbxkwUWQmxk=',
      leaf: '22d2aff19b116dd47772bc42fdb26bbdc78bdcda40d4020fb4e9b11f3e780cb5',
      root: 'kppVKybjK7XwodZme1NmNpb50RWYN6M1tznRok9C/rw=',
    },
    {
      data: '{"d":{"resolution":"fixed"},"s":"28RXmuKzqykyE/QruFJwbqmVw7XDmH+KqfquUASss88="}',
      type: 'IncidentClosed',
      pc: 'TG+H6AgW72H92POFAMMSLhwPCuUt3iS4FLW7QKxugvU=',
      leaf: '806769bcd0d3110e0a65b6f32642c0e2604de32375e608c0f9443e1db36c89c9',
      root: '+7ziM4lTx0Z07qmD7Cl30QTf6V/0dY6lH+ZttxrRpeg=',
    },
  ],
};

describe('profile irlog/v1', () => {
  it('arrives at the bytes of its worked example', () => {
    let previous: Uint8Array | null = null;
    let tree: Frontier = emptyFrontier;
    example.events.forEach((event, index) => {
      const commitment = payloadCommitment(event.data, example.metadata);
      expect(base64(commitment)).toBe(event.pc);
      const text = envelope({
        at: `2026-10-01T08:12:3${index}.000Z`,
        id: `0192f3a1-0000-7000-8000-00000000000${index + 1}`,
        commitment,
        previous,
        revision: index,
        seq: index,
        stream: 'incident-42',
        type: event.type,
      });
      if (index === 0) {
        expect(text).toBe(
          '{"at":"2026-10-01T08:12:30.000Z","id":"0192f3a1-0000-7000-8000-000000000001","pc":"eohZSOx/pDkSc3tPAPil60lyElcXjAWUSYSxTYfjPKE=","prev":null,"rev":0,"seq":0,"stream":"incident-42","type":"IncidentReported","v":"irlog/v1"}',
        );
      }
      const leaf = leafHash(text);
      expect(hex(leaf)).toBe(event.leaf);
      tree = appendLeaf(tree, leaf);
      expect(base64(frontierRoot(tree))).toBe(event.root);
      previous = leaf;
    });
  });

  it('commits to data and metadata with their lengths: moving a byte from one to the other changes it', () => {
    expect(hex(payloadCommitment('ab', 'c'))).not.toBe(hex(payloadCommitment('a', 'bc')));
    const bytes = Buffer.concat([
      Buffer.from('irlog/v1/payload\0'),
      Buffer.of(0, 0, 0, 4),
      Buffer.from('éab'),
      Buffer.of(0, 0, 0, 3),
      Buffer.from('€'),
    ]);
    expect(hex(payloadCommitment('éab', '€'))).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  const fields: EnvelopeFields = {
    at: '2026-10-01T08:12:30.000Z',
    id: '0192f3a1-0000-7000-8000-000000000001',
    commitment: leafHash('payload'),
    previous: leafHash('previous'),
    revision: Number.MAX_SAFE_INTEGER,
    seq: 7,
    stream: 'incident-42',
    type: 'NoteAdded',
  };

  it('an envelope is canonical JSON', () => {
    const text = envelope(fields);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it.each<[string, Partial<EnvelopeFields>]>([
    ['an unsafe revision', { revision: 2 ** 53 }],
    ['a negative seq', { seq: -1 }],
    ['revision 0 with a previous leaf', { revision: 0 }],
    ['a later revision without one', { previous: null }],
  ])('there is no envelope of %s', (_, change) => {
    expect(() => envelope({ ...fields, ...change })).toThrow(RangeError);
  });
});

describe('the stored form of data', () => {
  const salt = createHash('sha256').update('salt1').digest();

  it('is that of the worked example', () => {
    expect(sealedData({ to: 2, from: 3 }, salt)).toBe(example.events[1]?.data);
  });

  it('gives the domain data back', () => {
    const value = { note: 'é\u2028"', list: [null, true, 7] };
    expect(openData(sealedData(value, salt))).toEqual(value);
    expect(openData(sealedData(null, salt))).toBeNull();
  });

  it('takes no salt of another length', () => {
    expect(() => sealedData({}, salt.subarray(1))).toThrow(SealedDataError);
  });

  it.each([
    ['no JSON', 'x'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no salt', '{"d":1}'],
    ['no data', `{"s":"${'A'.repeat(43)}="}`],
    ['a third member', `{"d":1,"e":1,"s":"${'A'.repeat(43)}="}`],
    ['a salt that is no text', '{"d":1,"s":1}'],
    ['a salt with loose bits', `{"d":1,"s":"${'A'.repeat(42)}B="}`],
    ['a salt without padding', `{"d":1,"s":"${'A'.repeat(43)}"}`],
  ])('refuses %s', (_, text) => {
    expect(() => openData(text)).toThrow(SealedDataError);
  });
});
