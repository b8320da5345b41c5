/** Ways to alter a bundle, drawn from a seed. */
import type { Files } from './bag.js';

/** 0 to 1. */
export type Random = () => number;

export interface Mutant {
  readonly what: string;
  readonly files: Files;
  /** Whether the lists of the bag are made anew, as a careful hand does. */
  readonly relisted: boolean;
}

/** One mutant of a bundle with its lists. */
export function mutantOf(bundle: Files, random: Random): Mutant {
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new RangeError('Nothing to pick from');
    return found;
  };
  const [name, bytes] = pick([...bundle]);
  const kind = pick(kinds);
  const altered = kind.alter(bytes, { random, pick, bundle });
  const files = new Map(bundle);
  if (altered === null) files.delete(name);
  else files.set(name, altered);
  return { what: `${kind.name} in ${name}`, files, relisted: name.startsWith('data/') && random() < 0.7 };
}

interface Means {
  readonly random: Random;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly bundle: Files;
}

interface Kind {
  readonly name: string;
  /** Null: the file goes. */
  readonly alter: (bytes: Buffer, means: Means) => Buffer | null;
}

const NEWLINE = '\n';

function byLines(edit: (lines: string[], means: Means) => string[]): Kind['alter'] {
  return (bytes, means) => {
    const lines = bytes.toString('utf8').split(NEWLINE);
    return Buffer.from(edit(lines, means).join(NEWLINE));
  };
}

const kinds: readonly Kind[] = [
  {
    name: 'a bit flipped',
    alter: (bytes, { random }) => {
      const copy = Buffer.from(bytes);
      const at = Math.floor(random() * copy.length);
      if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return copy;
    },
  },
  {
    name: 'a byte put in',
    alter: (bytes, { random }) => {
      const at = Math.floor(random() * (bytes.length + 1));
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(Math.floor(random() * 256)), bytes.subarray(at)]);
    },
  },
  {
    name: 'cut off',
    alter: (bytes, { random }) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  },
  {
    name: 'a line left out',
    alter: byLines((lines, { random }) => lines.toSpliced(Math.floor(random() * lines.length), 1)),
  },
  {
    name: 'a line doubled',
    alter: byLines((lines, { random }) => {
      const at = Math.floor(random() * lines.length);
      return lines.toSpliced(at, 0, lines[at] ?? '');
    }),
  },
  {
    name: 'two lines swapped',
    alter: byLines((lines, { random }) => {
      const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
      return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
    }),
  },
  {
    name: 'a line of another file',
    alter: byLines((lines, { random, pick, bundle }) => {
      const others = pick([...bundle.values()])
        .toString('utf8')
        .split(NEWLINE);
      return lines.with(Math.floor(random() * lines.length), pick(others));
    }),
  },
  {
    name: 'a digit changed',
    alter: (bytes, { pick }) => {
      const text = bytes.toString('latin1');
      const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
      if (digits.length === 0) return bytes;
      const at = pick(digits);
      return Buffer.from(`${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`, 'latin1');
    },
  },
  { name: 'another file’s bytes', alter: (_bytes, { pick, bundle }) => pick([...bundle.values()]) },
  { name: 'nothing left', alter: () => Buffer.alloc(0) },
  { name: 'the file gone', alter: () => null },
];
