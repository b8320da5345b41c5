/** The read models of a register: kept up to date, and rebuilt by themselves where they are not sound. */
import { setTimeout as after } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { LogError, type Position, type RecordedEvent } from '../log/port.js';
import type { Checkpoint } from './checkpoint.js';
import { filesIn } from './files.js';
import { Generation } from './generation.js';
import type { GenerationPlace, GenerationPlaces } from './place.js';
import type { ReadModels, ReadModelsOptions, ReadModelsStatus } from './port.js';
import { projectingInPlace } from './projecting.js';
import type { ReadDialect } from './queries/compiler.js';
import { lagOf, percentOf } from './progress.js';
import { ProjectorStopped } from './stopped.js';
import { discard, survey } from './survey.js';
import { positionText, type ReadTables } from './tables.js';
import { Waiting } from './waiting.js';

const CHECK_EVERY = 1_000;
/** Milliseconds before trying again, doubled each time. */
const PATIENCE = { first: 100, most: 10_000 } as const;
/** Milliseconds that queries under way have to end before their generation is taken away. */
const FAREWELL = 10_000;
/** Milliseconds that opening waits for a short log to be projected. */
const WELCOME = 1_000;

/**
 * Opens what is there, or begins anew; what takes longer than a moment is filled in while others may ask.
 * @throws the file system's error, or LogError.
 */
export async function openReadModels(options: ReadModelsOptions): Promise<ReadModels> {
  return openReadModelsIn(filesIn(options.folder, options.projecting ?? projectingInPlace), options);
}

/** The same, wherever generations are. @throws the error of the place, or LogError. */
export async function openReadModelsIn(places: GenerationPlaces, options: ProjectingOptions): Promise<ReadModels> {
  const models = new Models(places, options);
  await models.begin();
  return models;
}

/** What does not hang on where generations are. */
export type ProjectingOptions = Omit<ReadModelsOptions, 'folder' | 'projecting'>;

/** A generation at work. */
interface Kept {
  readonly generation: Generation;
  readonly stop: AbortController;
  working: Promise<void>;
}

/** A rebuild that somebody waits for. */
interface Rebuild {
  readonly finished: Promise<void>;
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

class Models implements ReadModels {
  readonly #closing = new AbortController();
  readonly #waiting = new Waiting();
  /** What no longer answers, and how to take it away: queries that began before may end. */
  readonly #leaving = new Map<Kept, NodeJS.Timeout>();
  #serving: Kept | null = null;
  #filling: Kept | null = null;
  #rebuild: Rebuild | null = null;
  #beginning: Promise<void> | null = null;
  #checking: NodeJS.Timeout | null = null;
  #newest = 0;
  #patience: number = PATIENCE.first;
  #head: Position | null = null;
  #alarm: string | null = null;
  #served: () => void = () => undefined;

  constructor(
    private readonly places: GenerationPlaces,
    private readonly options: ProjectingOptions,
  ) {}

  get dialect(): ReadDialect {
    return this.places.dialect;
  }

  get reader(): Kysely<ReadTables> | null {
    return this.#serving?.generation.reader ?? null;
  }

  get file(): string | null {
    return this.#serving?.generation.place.file ?? null;
  }

  /** See openReadModels. */
  async begin(): Promise<void> {
    this.#head = await this.options.log.head();
    const { sound, unfinished, newest } = await survey(this.places, this.options);
    this.#newest = newest;
    const served = new Promise<void>((resolve) => (this.#served = resolve));
    if (sound !== null) this.#serving = this.#keep(sound);
    else if (unfinished !== null) this.#filling = this.#keep(unfinished);
    else this.#fill();
    let checking = false;
    const check = async () => {
      // A database that is slow to answer is not asked twice.
      if (checking) return;
      checking = true;
      await this.#check().finally(() => (checking = false));
    };
    this.#checking = setInterval(() => void check(), this.options.checkEvery ?? CHECK_EVERY).unref();
    if (sound === null) await Promise.race([served, after(WELCOME, undefined, { ref: false })]);
  }

  status(): ReadModelsStatus {
    const serving = this.#serving?.generation;
    const filling = this.#filling?.generation;
    return {
      serving: serving === undefined ? null : { generation: serving.place.number, ...placeOf(serving.checkpoint) },
      rebuilding:
        filling === undefined
          ? null
          : {
              generation: filling.place.number,
              percent: percentOf(filling.checkpoint, this.#head),
              events: filling.checkpoint.events,
            },
      alarm: this.#alarm,
    };
  }

  failed(reader: Kysely<ReadTables>, error: unknown): boolean {
    const read = [this.#serving, this.#filling, ...this.#leaving.keys()].find(
      (kept) => kept?.generation.reader === reader,
    );
    // Taken away meanwhile: another one answers, or will.
    if (read == null) return true;
    if (!read.generation.place.isDamage(error)) return false;
    this.#lose(read, wordsOf(error));
    return true;
  }

  async lag(): Promise<number | null> {
    const serving = this.#serving?.generation;
    return serving === undefined ? null : lagOf(this.options.log, serving.checkpoint);
  }

  waitFor(position: Position, milliseconds: number): Promise<boolean> {
    const serving = this.#serving?.generation;
    if (serving === undefined) return Promise.resolve(false);
    if (serving.checkpoint.position >= positionText(position)) return Promise.resolve(true);
    if (this.#alarm !== null || this.#closing.signal.aborted) return Promise.resolve(false);
    return this.#waiting.wait(position, milliseconds);
  }

  rebuild(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(new Error('The read models are being closed'));
    if (this.#rebuild === null) {
      this.#rebuild = rebuildToWaitFor();
      if (this.#filling === null) this.#fill();
    }
    return this.#rebuild.finished;
  }

  async close(): Promise<void> {
    if (!this.#closing.signal.aborted) {
      this.#closing.abort();
      if (this.#checking !== null) clearInterval(this.#checking);
      this.#waiting.end();
      this.#rebuild?.fail(new Error('The read models were closed before they were rebuilt'));
    }
    await this.#beginning;
    for (const kept of [this.#serving, this.#filling]) {
      kept?.stop.abort();
      await kept?.working;
      await kept?.generation.close();
    }
    [this.#serving, this.#filling] = [null, null];
    for (const [kept, timer] of this.#leaving) {
      clearTimeout(timer);
      await this.#takeAway(kept);
    }
  }

  /** Begins a new generation in the background, for as long as that takes. */
  #fill(): void {
    this.#beginning ??= this.#createOne().finally(() => (this.#beginning = null));
  }

  async #createOne(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const place: GenerationPlace = this.places.at((this.#newest += 1));
      try {
        const generation = await Generation.create(place, this.options.log);
        this.#filling = this.#keep(generation);
        return;
      } catch (error) {
        this.#tell('error', `The read models ${place.name} cannot be written (${wordsOf(error)}).`);
        await this.#pause();
      }
    }
  }

  #keep(generation: Generation): Kept {
    const kept: Kept = { generation, stop: new AbortController(), working: Promise.resolve() };
    kept.working = this.#work(kept);
    return kept;
  }

  /** Follows the log, whatever happens to it; ends where the generation is of no use any more. */
  async #work(kept: Kept): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, kept.stop.signal]);
    const hooks = {
      projected: (checkpoint: Checkpoint, events: readonly RecordedEvent[]) => {
        this.#projected(kept, checkpoint, events);
      },
      caughtUp: () => {
        if (kept === this.#filling) this.#flip(kept);
      },
    };
    let fresh = true;
    while (!signal.aborted) {
      try {
        if (!fresh) await this.#resume(kept);
        fresh = true;
        await kept.generation.follow(signal, hooks);
        // Ended without its signal: the log was closed, and whoever did that closes this too.
        return;
      } catch (error) {
        if (error instanceof ProjectorStopped) {
          this.#standStill(kept, error);
          return;
        }
        if (!(error instanceof LogError)) {
          if (kept.generation.place.isLasting(error)) {
            this.#lose(kept, wordsOf(error));
            return;
          }
          fresh = false;
          this.#tell('warn', `The read models ${kept.generation.place.name} cannot be written (${wordsOf(error)}).`);
        } else {
          if (error.code === 'CLOSED') return;
          this.#tell('warn', `The log cannot be read (${error.message}): the read models wait for it.`);
        }
        await this.#pause();
      }
    }
  }

  /** What was committed and not heard of is visible all the same. */
  async #resume({ generation }: Kept): Promise<void> {
    await generation.resume();
    if (generation === this.#serving?.generation) this.#waiting.reach(generation.checkpoint.position);
  }

  #projected(kept: Kept, checkpoint: Checkpoint, events: readonly RecordedEvent[]): void {
    this.#patience = PATIENCE.first;
    if (kept !== this.#serving) return;
    this.#waiting.reach(checkpoint.position);
    this.options.onProjected?.(events);
  }

  /** From now on the new one answers. */
  #flip(kept: Kept): void {
    const before = this.#serving;
    this.#serving = kept;
    this.#filling = null;
    this.#alarm = null;
    this.#waiting.reach(kept.generation.checkpoint.position);
    this.#tell('info', `The read models are complete: ${kept.generation.checkpoint.events} events projected.`);
    this.#rebuild?.succeed();
    this.#rebuild = null;
    this.#served();
    if (before !== null) this.#bidFarewell(before);
  }

  /** What answers goes on answering, of the past; a rebuild may be asked for again. */
  #standStill(kept: Kept, stopped: ProjectorStopped): void {
    this.#alarm = stopped.message;
    this.#waiting.end();
    if (kept === this.#filling) {
      this.#filling = null;
      this.#bidFarewell(kept);
    }
    this.#rebuild?.fail(stopped);
    this.#rebuild = null;
    this.#tell('error', stopped.message);
  }

  /** A generation that cannot be read or written any more is made anew. */
  #lose(kept: Kept, why: string): void {
    if (kept !== this.#serving && kept !== this.#filling) return;
    this.#tell('warn', `The read models ${kept.generation.place.name} are made anew: ${why}.`);
    if (kept === this.#serving) {
      this.#serving = null;
      this.#waiting.end();
    } else {
      this.#filling = null;
    }
    this.#bidFarewell(kept);
    if (this.#filling === null) this.#fill();
  }

  #bidFarewell(kept: Kept): void {
    kept.stop.abort();
    const timer = setTimeout(() => void this.#takeAway(kept), FAREWELL);
    this.#leaving.set(kept, timer.unref());
  }

  async #takeAway(kept: Kept): Promise<void> {
    await kept.working;
    this.#leaving.delete(kept);
    try {
      await discard(kept.generation);
    } catch (error) {
      this.#tell('warn', `The old read models ${kept.generation.place.name} stay (${wordsOf(error)}).`);
    }
  }

  async #check(): Promise<void> {
    for (const kept of [this.#serving, this.#filling]) {
      if (kept === null || (await kept.generation.intact())) continue;
      this.#lose(kept, `the ${kept.generation.place.kind} was deleted, replaced or cut short`);
    }
    if (this.#filling === null) return;
    try {
      this.#head = await this.options.log.head();
    } catch (error) {
      // A figure for display; whoever follows the log hears of it.
      if (!(error instanceof LogError)) throw error;
    }
  }

  async #pause(): Promise<void> {
    const milliseconds = this.#patience;
    this.#patience = Math.min(PATIENCE.most, milliseconds * 2);
    // It ends early where everything is closed.
    await after(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #tell(level: 'info' | 'warn' | 'error', message: string): void {
    this.options.tell?.(level, message);
  }
}

function placeOf({ position, events }: Checkpoint): { readonly position: string; readonly events: number } {
  return { position, events };
}

function rebuildToWaitFor(): Rebuild {
  let [succeed, fail]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const finished = new Promise<void>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  // Nobody may be waiting when it fails.
  finished.catch(() => undefined);
  return { finished, succeed, fail };
}

/** Of the database or the file system: neither puts data of events into its messages. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown fault';
}
