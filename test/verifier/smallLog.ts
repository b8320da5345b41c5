/** A small log of one organisation, sealed and signed as the register does it, and the bundle of one incident out of it. */
import { createHash } from 'node:crypto';
import {
  COSIGNATURE,
  SIGNATURE,
  appendLeaf,
  checkpointText,
  consistencyPath,
  emptyFrontier,
  envelope,
  frontierRoot,
  inclusionPath,
  leafHash,
  noteOf,
  payloadCommitment,
  sealedData,
  signatureLine,
  signerOf,
  tlogProofText,
} from '../../src/proof/index.js';
import type { Files } from './bag.js';

export const ORIGIN = 'register.example/7d0f/0';
const seed = (text: string) => createHash('sha256').update(text).digest();
export const logKey = signerOf(ORIGIN, SIGNATURE, seed('log'));
export const operatorKey = signerOf('operator.register.example', COSIGNATURE, seed('operator'));
export const policy = `# what the auditor brought\nlog ${logKey.verifier.vkey}\nwitness operator ${operatorKey.verifier.vkey}\nquorum none\n`;

/** An event before it is sealed. */
export interface Told {
  readonly stream: string;
  readonly type: string;
  readonly at: string;
  readonly says: unknown;
  readonly privileged?: boolean;
}

const START = Date.parse('2026-03-01T08:00:00.000Z');
/** One event a minute. */
export const instantOf = (index: number) => new Date(START + index * 60_000).toISOString();
export const secondsAt = (size: number) => START / 1_000 + size * 60;

const incident = 'incident-11111111-1111-4111-8111-111111111111';
const other = 'incident-22222222-2222-4222-8222-222222222222';

/** Events of two incidents and of the organisation, taking turns. */
export function toldEvents(count: number): readonly Told[] {
  const streams = ['organisation-7d0f', incident, other, incident];
  return Array.from({ length: count }, (_, index) => ({
    stream: streams[index % streams.length] ?? incident,
    type: index % 5 === 4 ? 'NoteAdded' : 'FactsRecorded',
    at: instantOf(index),
    says: { number: index, text: `Événement n° ${index} 😀` },
    privileged: index % 5 === 4 && index % 2 === 1,
  }));
}

export interface SealedEvent {
  readonly told: Told;
  readonly data: string;
  readonly metadata: string;
  readonly envelope: string;
  readonly leaf: Uint8Array;
}

/** Seals the events in their order; nothing random, so that a bundle is the same at every run. */
export function sealAll(told: readonly Told[]): readonly SealedEvent[] {
  const last = new Map<string, { readonly revision: number; readonly leaf: Uint8Array }>();
  return told.map((event, seq) => {
    const data = sealedData(event.says, seed(`salt ${seq}`));
    const metadata = `{"actor":"a_${seq % 3}","recordedAt":"${event.at}"}`;
    const before = last.get(event.stream) ?? null;
    const text = envelope({
      at: event.at,
      id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
      commitment: payloadCommitment(data, metadata),
      previous: before?.leaf ?? null,
      revision: (before?.revision ?? -1) + 1,
      seq,
      stream: event.stream,
      type: event.type,
    });
    const leaf = leafHash(text);
    last.set(event.stream, { revision: (before?.revision ?? -1) + 1, leaf });
    return { told: event, data, metadata, envelope: text, leaf };
  });
}

export function rootOf(events: readonly Pick<SealedEvent, 'leaf'>[]): Uint8Array {
  return frontierRoot(events.reduce((tree, { leaf }) => appendLeaf(tree, leaf), emptyFrontier));
}

/** The signed head over the first `size` events, with the operator's time. */
export function headOf(events: readonly SealedEvent[], size = events.length, seconds = secondsAt(size)): string {
  const text = checkpointText({ origin: ORIGIN, size, root: rootOf(events.slice(0, size)) });
  return noteOf(text, [signatureLine(text, logKey), signatureLine(text, operatorKey, seconds)]);
}

const b64 = (text: string) => Buffer.from(text).toString('base64');

export function payloadLine({ told, data, metadata }: SealedEvent, seq: number): string {
  return told.privileged === true
    ? JSON.stringify({ data: null, meta: null, seq, withheld: 'LEGAL_PRIVILEGE' })
    : JSON.stringify({ data: b64(data), meta: b64(metadata), seq });
}

const lines = (texts: readonly string[]) => Buffer.from(texts.map((text) => `${text}\n`).join(''));

/** The payload files of a bundle of level A for one incident; with an older head. */
export function levelA(events: readonly SealedEvent[], older: readonly number[] = []): Files {
  return new Map([
    ['data/checkpoint', Buffer.from(headOf(events))],
    ...older.map((size) => [`data/checkpoints/${size}`, Buffer.from(headOf(events, size))] as const),
    ['data/envelopes.jsonl', lines(events.map((event) => event.envelope))],
    ['data/incident.jsonl', lines(ofIncident(events).map(([event, seq]) => payloadLine(event, seq)))],
  ]);
}

function ofIncident(events: readonly SealedEvent[]): readonly (readonly [SealedEvent, number])[] {
  const numbered = events.map((event, seq) => [event, seq] as const);
  const own = numbered.filter(([event]) => event.told.stream === incident);
  return own.length > 0 ? own : numbered;
}

/** The payload files of a bundle of level B for one incident. */
export function levelB(events: readonly SealedEvent[], older: readonly number[] = []): Files {
  const subtree = (from: number, to: number) => rootOf(events.slice(from, to));
  const checkpoint = headOf(events);
  const files: Files = new Map([
    ['data/checkpoint', Buffer.from(checkpoint)],
    ['data/incident.jsonl', lines(ofIncident(events).map(([event, seq]) => payloadLine(event, seq)))],
  ]);
  for (const [event, seq] of ofIncident(events)) {
    const path = inclusionPath(seq, events.length, subtree);
    const extra = Buffer.from(event.envelope);
    files.set(`data/proofs/${seq}.tlog-proof`, Buffer.from(tlogProofText({ extra, index: seq, path, checkpoint })));
  }
  for (const size of older) {
    files.set(`data/checkpoints/${size}`, Buffer.from(headOf(events, size)));
    const path = consistencyPath(size, events.length, subtree);
    files.set(
      `data/consistency/${size}-${events.length}.txt`,
      lines(path.map((hash) => Buffer.from(hash).toString('base64'))),
    );
  }
  return files;
}
