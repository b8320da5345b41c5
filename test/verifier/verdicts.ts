/** Both verifiers over the same bundle. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultCode } from '../../src/verifier/faults.js';
import { Unreadable } from '../../src/verifier/faults.js';
import { EXIT_UNREADABLE, exitCodeOf, type Report } from '../../src/verifier/report.js';
import { verifyBundle } from '../../src/verifier/verifyBundle.js';
import { listed, pack, type Files } from './bag.js';
import { policy } from './smallLog.js';

export interface Verdict {
  readonly exit: number;
  /** Sorted, each once. */
  readonly faults: readonly FaultCode[];
  /** Null where there was no verdict. */
  readonly report: Report | null;
}

/** A folder for bundles, cleared by `end`. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'article33-verifier-'));

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Packs the files, their lists made anew unless told, and answers the path. */
  async pack(name: string, files: Files, asTheyAre = false): Promise<string> {
    const path = join(this.folder, `${name}.zip`);
    await pack(asTheyAre ? files : listed(files), path);
    return path;
  }

  async verdict(bundle: string, outsideHeads: readonly string[] = [], trusted = policy): Promise<Verdict> {
    try {
      const heads = outsideHeads.map((head) => Buffer.from(head));
      const report = await verifyBundle({ bundle, policy: trusted, outsideHeads: heads, skewSeconds: 300 });
      const faults = [...new Set(report.faults.map(({ code }) => code))].sort();
      return { exit: exitCodeOf[report.verdict], faults, report };
    } catch (error) {
      if (error instanceof Unreadable) return { exit: EXIT_UNREADABLE, faults: [], report: null };
      throw error;
    }
  }

  /** What the second verifier says of the bundles; null where python3 or openssl is missing here. */
  secondVerdicts(
    bundles: readonly string[],
    outsideHeads: readonly string[] = [],
    trusted = policy,
  ): readonly Pick<Verdict, 'exit' | 'faults'>[] | null {
    if (!canRunSecond()) return null;
    const policyFile = join(this.folder, 'policy.txt');
    writeFileSync(policyFile, trusted);
    const heads = outsideHeads.flatMap((head, index) => {
      const file = join(this.folder, `head-${index}.txt`);
      writeFileSync(file, head);
      return ['--last-head', file];
    });
    const script = join(__dirname, 'second', 'verify.py');
    const done = spawnSync('python3', [script, policyFile, ...heads, '--', ...bundles], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (done.status !== 0) throw new Error(`The second verifier failed: ${done.stderr}`);
    return done.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Pick<Verdict, 'exit' | 'faults'>);
  }
}

/** Python 3 and openssl are no part of what the project installs. */
export function canRunSecond(): boolean {
  const found = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
  return found('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 9))') && found('openssl', 'version');
}
