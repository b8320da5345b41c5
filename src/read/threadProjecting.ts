/** A projector in a thread of its own, as the thread that holds the log knows it. */
import { Worker } from 'node:worker_threads';
import type { EventLog, RecordedEvent } from '../log/port.js';
import type { Checkpoint } from './checkpoint.js';
import type { OpenProjecting, Projecting } from './projecting.js';
import { errorOf, faultOf, type Call, type FromThread, type Standing, type ToThread } from './threadMessages.js';

interface Pending {
  readonly resolve: (standing: Standing) => void;
  readonly reject: (error: Error) => void;
}

/** @param code of projectorThread, as built. */
export function projectingInThread(code: URL): OpenProjecting {
  return async (file, log) => {
    const thread = new ThreadProjecting(new Worker(code), log);
    try {
      await thread.open(file);
      return thread;
    } catch (error) {
      await thread.close();
      throw error;
    }
  };
}

class ThreadProjecting implements Projecting {
  readonly #pending = new Map<number, Pending>();
  #standing: Standing | null = null;
  #calls = 0;
  #ended: Error | null = null;

  constructor(
    private readonly worker: Worker,
    private readonly log: Pick<EventLog, 'readStream'>,
  ) {
    worker.on('message', (message: FromThread) => {
      this.#hear(message);
    });
    worker.on('error', (error) => {
      this.#end(error instanceof Error ? error : new Error('The thread of the projector failed', { cause: error }));
    });
    worker.on('exit', () => {
      this.#end(new Error('The thread of the projector ended'));
    });
    worker.unref();
  }

  get checkpoint(): Checkpoint {
    return this.#now().checkpoint;
  }

  get renewing(): boolean {
    return this.#now().renewing;
  }

  async open(file: string): Promise<void> {
    await this.#ask({ method: 'open', file });
  }

  async apply(events: readonly RecordedEvent[]): Promise<Checkpoint> {
    return (await this.#ask({ method: 'apply', events })).checkpoint;
  }

  async renew(): Promise<void> {
    await this.#ask({ method: 'renew' });
  }

  async complete(): Promise<Checkpoint> {
    return (await this.#ask({ method: 'complete' })).checkpoint;
  }

  async close(): Promise<void> {
    // What it began, a transaction at most, it ends; where it cannot, it is ended.
    if (this.#ended === null && this.#standing !== null) await this.#ask({ method: 'close' }).catch(() => undefined);
    await this.worker.terminate();
  }

  #now(): Standing {
    if (this.#standing === null) throw new Error('The projector is not open');
    return this.#standing;
  }

  #ask(call: Call): Promise<Standing> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const number = (this.#calls += 1);
    // Whoever waits keeps the process alive; the thread by itself does not.
    this.worker.ref();
    const answered = new Promise<Standing>((resolve, reject) => this.#pending.set(number, { resolve, reject }));
    this.#say({ kind: 'call', number, call });
    return answered;
  }

  #hear(message: FromThread): void {
    if (message.kind === 'read') {
      void this.#read(message);
      return;
    }
    this.#standing = message.standing ?? this.#standing;
    const pending = this.#pending.get(message.number);
    this.#pending.delete(message.number);
    if (this.#pending.size === 0) this.worker.unref();
    if (message.kind === 'failed') pending?.reject(errorOf(message.fault));
    else if (this.#standing !== null) pending?.resolve(this.#standing);
  }

  async #read({ number, stream, from, limit }: FromThread & { readonly kind: 'read' }): Promise<void> {
    try {
      const events: RecordedEvent[] = [];
      for await (const event of this.log.readStream(stream, { from, limit })) events.push(event);
      this.#say({ kind: 'events', number, events });
    } catch (error) {
      this.#say({ kind: 'unread', number, fault: faultOf(error) });
    }
  }

  #say(message: ToThread): void {
    this.worker.postMessage(message);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
