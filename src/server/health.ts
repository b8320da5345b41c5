import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { isStreamName, LogError, type EventLog } from '../log/index.js';
import type { ReadModels } from '../read/index.js';
import type { CountedLog } from './metricsLog.js';

/** Something that the server cannot serve without. */
export interface HealthPart {
  readonly name: string;
  /** Null where it is sound, else why not: words for an operator, without a secret. A rejection says no more than that it failed. */
  look(): Promise<string | null>;
}

export interface Readiness {
  readonly ready: boolean;
  /** By name of the part: "ok", or why not. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Milliseconds that a part has to answer. */
const patience = 2_000;
/** Milliseconds for which a failed append speaks against the disk, where none succeeded since. */
const grudge = 30_000;
/** Events that the read models may be behind: as far as they count. A second's work. */
const farBehind = 1_000;
/** Bytes that must be free where the data is: an append has at most 1 MB, a file of evidence 50 MB. */
const leastSpace = 64 * 1024 * 1024;

/** Whether the server should be sent requests. */
export class Health {
  readonly #parts: readonly HealthPart[];
  readonly #patience: number;
  #looking: Promise<Readiness> | null = null;
  #stopping = false;

  constructor(parts: readonly HealthPart[], patienceMs = patience) {
    this.#parts = parts;
    this.#patience = patienceMs;
  }

  /** From now on it is not ready, whatever its parts say: somebody is asked to send requests elsewhere. */
  stop(): void {
    this.#stopping = true;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Whoever asks while it is being looked at gets the same answer: a flood of questions costs no more than one. */
  report(): Promise<Readiness> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<Readiness> {
    const found = await Promise.all(
      this.#parts.map(async (part) => [part.name, (await this.#ask(part)) ?? 'ok'] as const),
    );
    return { ready: found.every(([, answer]) => answer === 'ok'), parts: Object.fromEntries(found) };
  }

  async #ask(part: HealthPart): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, this.#patience, 'does not answer in time');
    });
    try {
      return await Promise.race([part.look(), late]);
    } catch {
      return 'failed';
    } finally {
      clearTimeout(timer);
    }
  }

  /** GET /health/live answers 200 as long as the process does; GET /health/ready 200, or 503 with the reasons by part. */
  readonly routes = (app: FastifyInstance): void => {
    app.get('/health/live', (_request, reply) => reply.send({ status: 'live' }));
    app.get('/health/ready', async (_request, reply) => {
      const { ready, parts } = await this.report();
      const status = this.#stopping ? 'stopping' : ready ? 'ready' : 'not ready';
      return reply.code(status === 'ready' ? 200 : 503).send({ status, parts });
    });
  };
}

/** The log can be read and be written: its lock can be had, and the disk refused nothing of late. */
export function logHealth(log: Pick<CountedLog, 'failedBefore'> & Pick<EventLog, 'head' | 'append'>): HealthPart {
  const probe = 'health-probe';
  if (!isStreamName(probe)) throw new TypeError(`${probe} is no name of a stream`);
  return {
    name: 'log',
    look: async () => {
      try {
        await log.head();
      } catch (error) {
        return `cannot be read${reason(error)}`;
      }
      if (log.failedBefore < grudge) return 'the newest append failed';
      try {
        // Takes the lock of a writer, and writes nothing.
        await log.append(probe, [], 'any');
        return null;
      } catch (error) {
        return `cannot be written${reason(error)}`;
      }
    },
  };
}

/** Lists can be asked, and show what is recorded but for the newest. */
export function readModelsHealth(readModels: Pick<ReadModels, 'status' | 'lag'>): HealthPart {
  return {
    name: 'readModels',
    look: async () => {
      const { serving, rebuilding, alarm } = readModels.status();
      if (alarm !== null) return 'stand still: an event cannot be projected';
      if (serving === null) return `are being rebuilt, ${rebuilding?.percent ?? 0} %`;
      const behind = await readModels.lag();
      return behind !== null && behind >= farBehind ? `are ${farBehind} events or more behind the log` : null;
    },
  };
}

/** There is room on the disk that the data is on. */
export function diskHealth(folder: string): HealthPart {
  return {
    name: 'disk',
    look: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize < leastSpace ? 'less than 64 MB are free' : null;
    },
  };
}

/** The code alone: the words of the log name files. */
function reason(error: unknown): string {
  return error instanceof LogError ? ` (${error.code})` : '';
}
