/** The read models of a database in which another node projects: they are read, and never written. */
import type { Kysely } from 'kysely';
import type { Position } from '../log/port.js';
import type { Checkpoint } from './checkpoint.js';
import type { GenerationPlace } from './place.js';
import type { ReadModels, ReadModelsStatus } from './port.js';
import { lagOf, percentOf } from './progress.js';
import type { ProjectingOptions } from './readModels.js';
import { asksForRebuild } from './rebuildRequests.js';
import type { Schemas } from './schemas.js';
import { positionText, type ReadTables } from './tables.js';
import { VERSION } from './version.js';
import { Waiting } from './waiting.js';

/** Milliseconds that queries under way have to end before their connections are closed. */
const FAREWELL = 10_000;

interface Served {
  readonly place: GenerationPlace;
  readonly reader: Kysely<ReadTables>;
  checkpoint: Checkpoint;
}

interface Found {
  readonly place: GenerationPlace;
  readonly checkpoint: Checkpoint;
}

/** A rebuild that this node asked the leading one for. */
interface Asked {
  readonly beyond: number;
  readonly finished: Promise<void>;
  readonly settle: (error: Error | null) => void;
}

export class Following implements ReadModels {
  readonly dialect = 'postgres';
  readonly file = null;
  readonly #waiting = new Waiting();
  /** Closed when their time has come. */
  readonly #leaving = new Map<Served, NodeJS.Timeout>();
  #serving: Served | null = null;
  #filling: Found | null = null;
  #head: Position | null = null;
  #asked: Asked | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #closed = false;
  /** The database did not answer the last time: that is said once. */
  #silent = false;

  constructor(
    private readonly schemas: Schemas,
    private readonly options: ProjectingOptions,
  ) {}

  get reader(): Kysely<ReadTables> | null {
    return this.#serving?.reader ?? null;
  }

  status(): ReadModelsStatus {
    const [serving, filling] = [this.#serving, this.#filling];
    return {
      serving:
        serving === null
          ? null
          : {
              generation: serving.place.number,
              position: serving.checkpoint.position,
              events: serving.checkpoint.events,
            },
      rebuilding:
        filling === null
          ? null
          : {
              generation: filling.place.number,
              percent: percentOf(filling.checkpoint, this.#head),
              events: filling.checkpoint.events,
            },
      alarm: null,
    };
  }

  /** What is gone is seen at the next look; of what is damaged the node that leads is asked for another one. */
  failed(reader: Kysely<ReadTables>, error: unknown): boolean {
    const served = this.#serving;
    if (served?.reader !== reader) return true;
    if (!served.place.isDamage(error)) return false;
    this.rebuild().catch(() => undefined);
    return true;
  }

  async lag(): Promise<number | null> {
    return this.#serving === null ? null : lagOf(this.options.log, this.#serving.checkpoint);
  }

  waitFor(position: Position, milliseconds: number): Promise<boolean> {
    if (this.#serving === null || this.#closed) return Promise.resolve(false);
    if (this.#serving.checkpoint.position >= positionText(position)) return Promise.resolve(true);
    return this.#waiting.wait(position, milliseconds);
  }

  /** Asks the node that leads, again and again until a newer generation answers. */
  rebuild(): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The read models are being closed'));
    this.#asked ??= askedBeyond(this.#serving?.place.number ?? 0);
    void this.look();
    return this.#asked.finished;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.end();
    this.#asked?.settle(new Error('The read models were closed before they were rebuilt'));
    this.#asked = null;
    await this.#looking;
    if (this.#serving !== null) await this.#serving.reader.destroy();
    this.#serving = null;
    for (const [served, timer] of this.#leaving) {
      clearTimeout(timer);
      await this.#takeAway(served);
    }
  }

  /** Looks at what there is now. Looks that are asked for while one is under way become one more. Never rejects. */
  look(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#lookWhileAsked().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#lookOnce();
        this.#silent = false;
      } catch (error) {
        const why = error instanceof Error ? error.message : 'unknown fault';
        if (!this.#silent) this.options.tell?.('warn', `The read models cannot be looked at (${why}).`);
        this.#silent = true;
      }
    }
  }

  async #lookOnce(): Promise<void> {
    const found: Found[] = [];
    for (const place of await this.schemas.all()) {
      const checkpoint = await this.schemas.checkpoint(place);
      if (checkpoint?.log === this.options.log.id && checkpoint.version === VERSION) found.push({ place, checkpoint });
      // What is older than the newest that may answer is on its way out.
      if (found.at(-1)?.checkpoint.complete === 1) break;
    }
    const whole = found.at(-1)?.checkpoint.complete === 1 ? (found.pop() ?? null) : null;
    this.#filling = found[0] ?? null;
    if (this.#filling !== null) this.#head = await this.options.log.head();
    this.#serve(whole);
    if (this.#asked !== null) await this.schemas.ring(asksForRebuild(this.#asked.beyond));
  }

  #serve(found: Found | null): void {
    const before = this.#serving;
    if (this.#closed) return;
    if (found === null) {
      this.#serving = null;
      this.#waiting.end();
    } else if (before?.place.number === found.place.number) {
      before.checkpoint = found.checkpoint;
    } else {
      this.#serving = { ...found, reader: found.place.read() };
    }
    if (before !== null && before !== this.#serving) this.#bidFarewell(before);
    if (found === null) return;
    this.#waiting.reach(found.checkpoint.position);
    if (this.#asked === null || found.place.number <= this.#asked.beyond) return;
    this.#asked.settle(null);
    this.#asked = null;
  }

  #bidFarewell(served: Served): void {
    const timer = setTimeout(() => void this.#takeAway(served), FAREWELL);
    this.#leaving.set(served, timer.unref());
  }

  async #takeAway(served: Served): Promise<void> {
    this.#leaving.delete(served);
    await served.reader.destroy();
  }
}

function askedBeyond(beyond: number): Asked {
  let settle: (error: Error | null) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    settle = (error) => {
      if (error === null) resolve();
      else reject(error);
    };
  });
  // Nobody may be waiting when it fails.
  finished.catch(() => undefined);
  return { beyond, finished, settle };
}
