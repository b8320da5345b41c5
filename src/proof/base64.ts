/** Base64 (RFC 4648 section 4) with one spelling for each value: Node's own decoder forgives too much. */
const TEXT = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes; null where the value is no text of exactly that form, or not of that many bytes. */
export function strictBase64(value: unknown, length?: number): Buffer | null {
  if (typeof value !== 'string' || !TEXT.test(value)) return null;
  const bytes = Buffer.from(value, 'base64');
  if (length !== undefined && bytes.length !== length) return null;
  return bytes.toString('base64') === value ? bytes : null;
}
