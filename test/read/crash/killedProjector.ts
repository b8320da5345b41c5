/** A process that projects, and what it said before its end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(__dirname, '../../..');
const script = join(__dirname, 'projector.mjs');

export type Step = 'opened' | 'taken' | 'rebuilding' | 'rebuilt';

export class KilledProjector {
  readonly steps: Step[] = [];
  stderr = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #wake: () => void = () => undefined;

  constructor(folder: string, story: string, rebuildAtOnce: boolean) {
    if (!existsSync(join(root, 'dist/read/index.js'))) throw new Error('The crash tests run on dist/: build it first');
    this.#child = spawn(process.execPath, [script, folder, story, String(rebuildAtOnce)]);
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.stderr += bytes.toString()));
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('a pipe was asked for');
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      const step = /"step":"(\w+)"/.exec(line)?.[1];
      if (step !== undefined) this.steps.push(step as Step);
      this.#wake();
    });
    this.#ended = Promise.all([once(this.#child, 'close'), once(lines, 'close')]);
  }

  /** Resolves when a step was told so many times, or the process ended before. */
  async told(step: Step, times: number): Promise<void> {
    const end = this.#ended.then(() => 'ended' as const);
    while (this.steps.filter((one) => one === step).length < times) {
      const more = new Promise<'more'>((resolve) => {
        this.#wake = () => {
          resolve('more');
        };
      });
      if ((await Promise.race([end, more])) === 'ended') return;
    }
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
