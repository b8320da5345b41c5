/** A writer in a process of its own, and what it said before its end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Acknowledged {
  readonly stream: string;
  /** Revision of the last of the events. */
  readonly last: number;
  readonly ids: readonly string[];
}

export interface Failed {
  readonly failed: string;
  readonly words: string;
  readonly readable: number;
}

type Message = { readonly opened: string } | Acknowledged | Failed;

const root = join(__dirname, '../../..');
const script = join(__dirname, 'writer.mjs');

export class Writer {
  readonly acknowledged: Acknowledged[] = [];
  failure: Failed | null = null;
  stderr = '';
  readonly #child: ChildProcess;
  readonly #opened: Promise<void>;
  readonly #ended: Promise<unknown>;
  readonly #counting: (() => void)[] = [];

  /** @param limitBlocks `ulimit -f`: no file of the process may grow beyond so many blocks of 1,024 bytes. */
  constructor(file: string, writers: number, streams: ReadonlyMap<string, number>, limitBlocks: number | null = null) {
    if (!existsSync(join(root, 'dist/log/index.js'))) throw new Error('The crash tests run on dist/: build it first');
    const args = [script, file, String(writers), JSON.stringify([...streams])];
    this.#child =
      limitBlocks === null
        ? spawn(process.execPath, args)
        : spawn('bash', ['-c', `ulimit -f ${limitBlocks}; exec "$0" "$@"`, process.execPath, ...args]);
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.stderr += bytes.toString()));
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('a pipe was asked for');
    const lines = createInterface({ input: stdout });
    this.#opened = new Promise((resolve) => {
      lines.on('line', (line) => {
        const message = parse(line);
        if (message === null) return;
        if ('opened' in message) resolve();
        else if ('failed' in message) this.failure = message;
        else {
          this.acknowledged.push(message);
          for (const wake of this.#counting.splice(0)) wake();
        }
      });
    });
    this.#ended = Promise.all([once(this.#child, 'close'), once(lines, 'close')]);
  }

  /** Resolves when the log is open, or the process ended before. */
  async opened(): Promise<void> {
    await Promise.race([this.#opened, this.#ended]);
  }

  /** Resolves when so many appends were acknowledged, or the process ended before. */
  async told(count: number): Promise<void> {
    const end = this.#ended.then(() => 'ended' as const);
    while (this.acknowledged.length < count) {
      const more = new Promise<'more'>((resolve) =>
        this.#counting.push(() => {
          resolve('more');
        }),
      );
      if ((await Promise.race([end, more])) === 'ended') return;
    }
  }

  async ended(): Promise<void> {
    await this.#ended;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** The last line may have been cut by the kill: then nobody was told. */
function parse(line: string): Message | null {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return null;
  }
}
