/// <reference lib="es2024.string" />
/**
 * The one text of a value: RFC 8785 (JSON Canonicalization Scheme), for values that every JSON reader takes alike.
 * Numbers are safe integers only: anything else is carried as a string, so that no reader's number formatting changes a hash.
 */
import { remembering } from '../remembering.js';

/** Containers inside one another: `[[]]` is 2 deep. */
export const CANONICAL_DEPTH_MAX = 32;

export type CanonicalJsonFault =
  | 'not a JSON value'
  | 'not a plain object'
  | 'not a safe integer'
  | 'negative zero'
  | 'not well-formed Unicode'
  | 'nested too deeply';

/** A value that has no canonical form. The message names the place, never the value. */
export class CanonicalJsonError extends TypeError {
  constructor(
    /** RFC 6901 JSON Pointer from the root: `''` is the root itself. A faulty member name is told by its object's place. */
    readonly pointer: string,
    readonly fault: CanonicalJsonFault,
  ) {
    super(`No canonical JSON: ${fault} at ${pointer === '' ? 'the root' : pointer}`);
    this.name = 'CanonicalJsonError';
  }
}

/**
 * RFC 8785 text of plain objects, arrays, well-formed strings, booleans, null and safe integers (no `-0`), at most 32 deep. Checked and
 * written in one pass, in half the time of a check followed by the package `canonicalize`, which a test holds it against.
 * @throws CanonicalJsonError for everything else, `undefined` and class instances included: nothing is dropped silently.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/**
 * The same of a value that JSON.parse made. What a log gives back is in this order already, mostly: then the engine writes it at once, in half the
 * time.
 * @throws as canonicalJson.
 */
export function canonicalAgain(parsed: unknown): string {
  return isCanonical(parsed, 0) ? JSON.stringify(parsed) : canonicalJson(parsed);
}

/** False also for what has no canonical form. */
function isCanonical(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value === 'boolean' || value === null) return true;
  if (typeof value !== 'object') return false;
  if (depth === CANONICAL_DEPTH_MAX) return false;
  if (Array.isArray(value)) return value.every((item) => isCanonical(item, depth + 1));
  let before: string | null = null;
  for (const [key, member] of Object.entries(value)) {
    if ((before !== null && before > key) || !key.isWellFormed() || !isCanonical(member, depth + 1)) return false;
    before = key;
  }
  return true;
}

type Trail = (string | number)[];

function write(value: unknown, trail: Trail): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw fault(trail, 'not well-formed Unicode');
      // RFC 8785 spells strings and integers as ECMAScript does.
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) throw fault(trail, 'not a safe integer');
      if (Object.is(value, -0)) throw fault(trail, 'negative zero');
      return String(value);
    case 'object':
      return value === null ? 'null' : writeContainer(value, trail);
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw fault(trail, 'not a JSON value');
  }
}

function writeContainer(container: object, trail: Trail): string {
  if (trail.length >= CANONICAL_DEPTH_MAX) throw fault(trail, 'nested too deeply');
  if (Array.isArray(container)) return writeArray(container, trail);
  if (!isPlainObject(container)) throw fault(trail, 'not a plain object');
  let text = '';
  // Without a comparison, sort goes by UTF-16 code units, as RFC 8785 does.
  for (const key of Object.keys(container).sort()) {
    text += `${text === '' ? '' : ','}${named(key, trail)}${writeMember(container[key], key, trail)}`;
  }
  return `{${text}}`;
}

/** Names of members with their colon, of which events have a few hundred between them; null where one is not well-formed. */
const written = remembering(1_000, (key: string) => (key.isWellFormed() ? `${JSON.stringify(key)}:` : null));

function named(key: string, trail: Trail): string {
  const text = written(key);
  if (text === null) throw fault(trail, 'not well-formed Unicode');
  return text;
}

function writeArray(items: readonly unknown[], trail: Trail): string {
  let text = '';
  // By index: a hole is undefined, which a for-each would skip.
  for (let index = 0; index < items.length; index += 1) {
    text += `${index === 0 ? '' : ','}${writeMember(items[index], index, trail)}`;
  }
  return `[${text}]`;
}

function writeMember(value: unknown, key: string | number, trail: Trail): string {
  trail.push(key);
  const text = write(value, trail);
  trail.pop();
  return text;
}

/** Prototype is Object.prototype (of any realm) or none, and no member is hidden behind a symbol. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.getOwnPropertySymbols(value).length === 0;
}

function fault(trail: Trail, what: CanonicalJsonFault): CanonicalJsonError {
  const pointer = trail.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return new CanonicalJsonError(pointer, what);
}
