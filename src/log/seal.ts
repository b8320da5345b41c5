/** An event and its place make its leaf: a pure function, so that sealing again from zero gives the same leaves. */
import { envelope, leafHash, payloadCommitment } from '../proof/index.js';
import type { NewEvent, StreamName } from './port.js';

/** Where an event stands in its stream and in its organisation's Merkle log. */
export interface Place {
  readonly stream: StreamName;
  readonly revision: number;
  readonly seq: number;
  /** Leaf of the previous event of the stream; null at revision 0. */
  readonly previous: Uint8Array | null;
}

export interface Seal {
  /** Payload commitment, 32 bytes. */
  readonly commitment: Uint8Array;
  readonly envelope: string;
  /** RFC 6962 leaf hash of the envelope, 32 bytes. */
  readonly leaf: Uint8Array;
}

export type EnvelopeSource = Pick<NewEvent, 'id' | 'type' | 'recordedAt'>;

/** The event's envelope where its commitment is known already. */
export function envelopeOf(event: EnvelopeSource, place: Place, commitment: Uint8Array): string {
  return envelope({
    at: event.recordedAt,
    id: event.id,
    commitment,
    previous: place.previous,
    revision: place.revision,
    seq: place.seq,
    stream: place.stream,
    type: event.type,
  });
}

export function seal(event: EnvelopeSource & Pick<NewEvent, 'data' | 'metadata'>, place: Place): Seal {
  const commitment = payloadCommitment(event.data, event.metadata);
  const text = envelopeOf(event, place, commitment);
  return { commitment, envelope: text, leaf: leafHash(text) };
}
