/** Measures alternatives against each other in one run: rounds interleaved, medians, their spread, and ratios. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import './threads.js';

export interface Alternative {
  readonly name: string;
  /** Does the round's work once and answers how many operations that was. Preparation belongs into `prepare`. */
  run(): Promise<number>;
  prepare?(): Promise<void>;
  /** After the clock has stopped. */
  clean?(): Promise<void>;
}

export interface Measured {
  readonly name: string;
  /** Wall microseconds per operation, median of the rounds. */
  readonly wall: number;
  /** CPU microseconds (user and system, all threads of this process) per operation, median of the rounds. */
  readonly cpu: number;
  /** Of the first alternative's rate (wall), median of the rounds' own shares: a disk that is slower for a while is so for both. */
  readonly share: number;
  /** Half the distance between the slowest and the fastest round, as a share of the median wall time. */
  readonly spread: number;
}

interface Round {
  readonly wall: number;
  readonly cpu: number;
}

/** One round that does not count, to warm up, then `rounds` rounds of every alternative in turn. */
export async function measure(alternatives: readonly Alternative[], rounds = 7): Promise<Measured[]> {
  const results = new Map<Alternative, Round[]>(alternatives.map((alternative) => [alternative, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [alternative, measured] of results) {
      const result = await once(alternative);
      if (round > 0) measured.push(result);
    }
  }
  const [first = []] = results.values();
  return [...results].map(([{ name }, measured]) => {
    const walls = measured.map(({ wall }) => wall);
    const wall = median(walls);
    const spread = (Math.max(...walls) - Math.min(...walls)) / 2 / wall;
    const share = median(measured.map((round, index) => (first[index]?.wall ?? Number.NaN) / round.wall));
    return { name, wall, share, cpu: median(measured.map(({ cpu }) => cpu)), spread };
  });
}

setFlagsFromString('--expose-gc');
/** What a round's preparation left behind is not to be paid for by the round. */
const collectGarbage = runInNewContext('gc') as () => void;

async function once(alternative: Alternative): Promise<Round> {
  await alternative.prepare?.();
  collectGarbage();
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  const operations = await alternative.run();
  const wall = Number(process.hrtime.bigint() - before) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await alternative.clean?.();
  return { wall: wall / operations, cpu: (user + system) / operations };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** A line on what the figures were measured on. */
export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${platform()} ${arch()}, Node ${process.versions.node}`;
}

/** A table in Markdown; rates and shares are those of wall time. */
export function table(measured: readonly Measured[], unit: string): string {
  const rows = measured.map(({ name, wall, cpu, spread, share }) =>
    [
      name,
      Math.round(1_000_000 / wall).toLocaleString('en'),
      wall.toFixed(1),
      `± ${(spread * 100).toFixed(0)} %`,
      cpu.toFixed(1),
      share.toFixed(2),
    ].join(' | '),
  );
  return [
    `| | ${unit}/s | wall µs | spread | CPU µs | share of the first's rate |`,
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** Prints the section and puts it between its markers in the file, which is made or lengthened where they are missing. */
export function report(file: string, section: string, text: string): void {
  console.log(text);
  const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n';
  const block = `${start}\n\n${text}\n\n${end}`;
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  const after =
    from < 0 || to < from
      ? `${before.trimEnd()}\n\n${block}\n`
      : before.slice(0, from) + block + before.slice(to + end.length);
  writeFileSync(file, after);
}
