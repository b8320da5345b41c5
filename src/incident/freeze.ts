/** Freezes a value and all that hangs on it, in place. What is frozen already is taken to be frozen throughout and is not walked again. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

/**
 * The same for the successor of a frozen value: the parts of its lists that stand where they stood are not even looked at, so that one more
 * entry after ten thousand costs what it costs after ten.
 * @param before frozen throughout; lacks a list that is new.
 */
export function freezeSuccessor<T extends object>(value: T, before: object): T {
  Object.freeze(value);
  for (const [name, part] of Object.entries(value)) {
    const old: unknown = Reflect.get(before, name);
    if (Array.isArray(part) && Array.isArray(old)) freezeList(part, old);
    else deepFreeze(part);
  }
  return value;
}

function freezeList(list: readonly unknown[], before: readonly unknown[]): void {
  if (Object.isFrozen(list)) return;
  for (let at = 0; at < list.length; at += 1) {
    const entry = list[at];
    if (entry !== before[at]) deepFreeze(entry);
  }
  Object.freeze(list);
}
