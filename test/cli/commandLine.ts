/** The command line as somebody types it in a folder. */
import { runCommandLine } from '../../src/cli/program.js';
import type { Environment } from '../../src/server/config.js';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param whileServing what happens until the process is asked to stop. */
export async function run(
  folder: string,
  args: readonly string[],
  environment: Environment = {},
  whileServing: (out: string) => Promise<void> = () => Promise.resolve(),
): Promise<Run> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    environment: { ARTICLE33_PORT: '0', ARTICLE33_LOG_LEVEL: 'silent', ...environment },
    folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    untilStopped: () => whileServing(out),
  });
  return { code, out, err };
}

/** A token of the data folder's own issuer. */
export async function tokenIn(folder: string, role: string, org = 'acme'): Promise<string> {
  const { code, out, err } = await run(folder, ['token', '--role', role, '--org', org, '--sub', role.toLowerCase()]);
  if (code !== 0) throw new Error(err);
  return out.trim();
}
