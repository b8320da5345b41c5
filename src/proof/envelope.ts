/** The envelope of an event, the bytes that become its leaf: free of personal data. Profile irlog/v1. */

export interface EnvelopeFields {
  /** RFC 3339, UTC, milliseconds: `2026-10-01T08:12:30.000Z`. */
  readonly at: string;
  /** Lower-case UUID. */
  readonly id: string;
  /** Payload commitment, 32 bytes. */
  readonly commitment: Uint8Array;
  /** Leaf hash of the previous event of the same stream; null at revision 0. */
  readonly previous: Uint8Array | null;
  readonly revision: number;
  /** Index of the leaf in its Merkle log, dense from 0. */
  readonly seq: number;
  readonly stream: string;
  readonly type: string;
}

/**
 * RFC 8785 text of `{at, id, pc, prev, rev, seq, stream, type, v}`.
 * @throws RangeError where revision or seq is no safe integer, or revision 0 and an absent previous leaf do not go together.
 */
export function envelope(fields: EnvelopeFields): string {
  const { at, id, commitment, previous, revision, seq, stream, type } = fields;
  if (!isIndex(revision) || !isIndex(seq)) throw new RangeError('revision and seq are safe integers from 0');
  if ((revision === 0) !== (previous === null)) throw new RangeError('revision 0, and no other, has no previous leaf');
  // Members in the order of RFC 8785, which spells strings and integers as JSON.stringify does.
  return JSON.stringify({
    at,
    id,
    pc: base64(commitment),
    prev: previous === null ? null : base64(previous),
    rev: revision,
    seq,
    stream,
    type,
    v: 'irlog/v1',
  });
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
