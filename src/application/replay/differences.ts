/** Where two values of JSON differ. */
import { isDeepStrictEqual } from 'node:util';
import { EntryList } from './entryList.js';
import type { Fields } from './fields.js';
import type { ChangeKind } from './replay.js';

export interface Difference {
  readonly kind: ChangeKind;
  /** RFC 6901 pointer. */
  readonly path: string;
  /** Null where there was nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What is not the same, as deep as both are objects; a list is one value. Cheap where most of the two is the same object.
 * @param path points to both.
 */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (before === after) return [];
  if (before instanceof EntryList && after instanceof EntryList) {
    const { own, others } = before.besides(after);
    return differences(own, others, path);
  }
  if (!isFields(before) || !isFields(after)) {
    return isDeepStrictEqual(before, after) ? [] : [{ kind: 'CHANGED', path, before, after }];
  }
  const found: Difference[] = [];
  for (const [key, value] of Object.entries(before)) {
    const inner = pointer(path, key);
    if (Object.hasOwn(after, key)) found.push(...differences(value, after[key], inner));
    else found.push({ kind: 'REMOVED', path: inner, before: value, after: null });
  }
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key))
      found.push({ kind: 'ADDED', path: pointer(path, key), before: null, after: value });
  }
  return found;
}

/** The pointers above a pointer, itself included: the root is the empty one. */
export function pointersUpTo(path: string): readonly string[] {
  const pointers = [path];
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    pointers.push(path.slice(0, end));
    if (end === 0) break;
  }
  return pointers;
}

function pointer(path: string, key: string): string {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
