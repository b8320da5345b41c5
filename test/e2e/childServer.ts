/** The register as it is built, in a process of its own: to be killed, frozen, and started again on the same data and port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import type { Role } from '../../src/identity/roles.js';

const root = join(__dirname, '../..');
const main = join(root, 'dist/cli/main.js');
const starve = pathToFileURL(join(__dirname, 'starve.mjs')).href;

export interface Who {
  readonly role?: Role;
  readonly org?: string;
  readonly sub?: string;
}

export class ChildServer {
  readonly #ended: Promise<unknown>;

  private constructor(
    /** Without path, such as `http://127.0.0.1:4000`. */
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly data: string,
  ) {
    this.#ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  }

  /**
   * Resolves when it serves.
   * @param data its data folder.
   * @param port a free one unless told.
   * @param more settings.
   * @param hear hears what it writes.
   */
  static async start(
    data: string,
    port = 0,
    more: Readonly<Record<string, string>> = {},
    hear: (text: string) => void = () => undefined,
  ): Promise<ChildServer> {
    if (!existsSync(main)) throw new Error('Servers in processes of their own run on dist/: build it first');
    const settings = { ARTICLE33_DATA: data, ARTICLE33_PORT: String(port), ARTICLE33_POINTS_A_MINUTE: '999999999' };
    const child = spawn(process.execPath, ['--import', starve, main, 'serve'], {
      env: { PATH: process.env['PATH'], ARTICLE33_LOG_LEVEL: 'warn', ...settings, ...more },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const served = new Promise<string>((resolve, reject) => {
      const listen = (bytes: Buffer) => {
        said += bytes.toString();
        hear(bytes.toString());
        const url = /at (http:\S+)\/graphql/.exec(said)?.[1];
        if (url !== undefined) resolve(url);
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      child.once('exit', (code) => {
        reject(new Error(`The server ended with ${code}: ${said}`));
      });
    });
    return new ChildServer(await served, child, data);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** A bearer token that this server takes, for an hour: of acme's DPO unless told. */
  async authorization({ role = 'DPO', org = 'acme', sub = role.toLowerCase() }: Who = {}): Promise<string> {
    const request = { role, org, sub, name: `Name of ${sub}`, lifeSeconds: 3_600 };
    return `Bearer ${await LocalIssuer.open(this.data).sign(request, new Date())}`;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#ended;
  }

  /** SIGSTOP: it does nothing at all, and does not know it. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** SIGCONT: it goes on where it stood. */
  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Its event loop does nothing else for so long: milliseconds, see starve.mjs. */
  starve(milliseconds: number): void {
    this.child.send(milliseconds);
  }

  /** SIGTERM, and its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.#ended;
    return this.child.exitCode;
  }
}
