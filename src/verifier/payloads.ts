/** The payloads in a bundle: what the events say, or that it is withheld. One line an event, in the order of the log. */
import { isUtf8 } from 'node:buffer';
import { CanonicalJsonError, canonicalJson, payloadCommitment, strictBase64 } from '../proof/index.js';

export interface Payload {
  readonly seq: number;
  /** Bytes as they were hashed; null where they are not handed out. */
  readonly data: Buffer | null;
  /** Null where data is: nobody can tell one from another without it. */
  readonly metadata: Buffer | null;
  readonly withheld: boolean;
}

const WITHHELD = 'LEGAL_PRIVILEGE';

/**
 * Null where the line is not `{"data": base64, "meta": base64, "seq": …}`, or `{"data": null, "meta": null, "seq": …}` with
 * `"withheld": "LEGAL_PRIVILEGE"` where it is not handed out, in exactly that spelling (RFC 8785).
 */
export function parsePayload(line: string): Payload | null {
  const value = json(line);
  if (value === null) return null;
  const { data: dataText, meta, seq, withheld } = value;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
  if (withheld !== undefined && (withheld !== WITHHELD || dataText !== null)) return null;
  if (JSON.stringify({ data: dataText, meta, seq, withheld }) !== line) return null;
  if (dataText === null)
    return meta === null ? { seq, data: null, metadata: null, withheld: withheld !== undefined } : null;
  const data = strictBase64(dataText);
  const metadata = strictBase64(meta);
  return data === null || metadata === null ? null : { seq, data, metadata, withheld: false };
}

function json(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Whether these are the bytes that the envelope commits to, and in the canonical form that they were sealed in. */
export function payloadState(
  data: Buffer,
  metadata: Buffer,
  commitment: Buffer,
): 'AS_SEALED' | 'ALTERED' | 'MALFORMED' {
  // Decoding would make one text of many bytes that are none.
  if (!isUtf8(data) || !isUtf8(metadata)) return 'ALTERED';
  const texts = { data: data.toString('utf8'), metadata: metadata.toString('utf8') };
  if (!commitment.equals(payloadCommitment(texts.data, texts.metadata))) return 'ALTERED';
  return isCanonical(texts.data) && isCanonical(texts.metadata) ? 'AS_SEALED' : 'MALFORMED';
}

function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof CanonicalJsonError) return false;
    throw error;
  }
}
