/**
 * graphql-js quotes what was submitted in its messages. A register of breaches does not repeat what it is told: names of fields and types
 * stay, values go.
 */

/** Endings of messages that quote a value, and what is said instead. */
const QUOTING: readonly (readonly [RegExp, string])[] = [
  [/^(Variable "\$\w+") got invalid value [\s\S]*$/, '$1 got an invalid value.'],
  [/^(Argument "\w+") has invalid value [\s\S]*$/, '$1 has an invalid value.'],
  [/^((?:Enum "\w+"|\w+) cannot represent (?:[\w -]+ )?value): [\s\S]*$/, '$1.'],
  [/^Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'No such value exists in the enum "$1".'],
  [/^(Expected value of type "[\w![\]]+"), found [\s\S]*$/, '$1.'],
  [/^(Syntax Error: [\s\S]*?(?:String|BlockString|Int|Float)) "[\s\S]*$/, '$1.'],
];

/**
 * @param message as graphql-js wrote it
 * @param cause for a variable: the error of the value inside it, whose text says what was wrong
 */
export function withoutSubmittedValues(message: string, cause: unknown): string {
  const inner = cause instanceof Error ? cause.message : message;
  const variable = /^Variable "\$\w+" got invalid value /.test(message) && message.endsWith(`; ${inner}`);
  if (!variable) return cut(message);
  const before = message.slice(0, -inner.length - 2);
  const [, name = ''] = /^Variable "\$(\w+)"/.exec(before) ?? [];
  const [, place = name] = / at "([\w.[\]]+)"$/.exec(before) ?? [];
  return `Variable "$${name}" got an invalid value at "${place}": ${cut(inner)}`;
}

function cut(message: string): string {
  const rule = QUOTING.find(([pattern]) => pattern.test(message));
  return rule === undefined ? message : message.replace(rule[0], rule[1]);
}
