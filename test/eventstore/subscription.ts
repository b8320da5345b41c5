/** A subscription to the whole log: history from the position given, the word that it has caught up, then what comes. */
import { randomUUID } from 'node:crypto';
import { status as Code } from '@grpc/grpc-js';
import { callFault, caughtUp, confirmation, eventAnswer } from './answers.js';
import type { KeptEvent } from './decisions.js';
import type { ReadCall } from './reading.js';
import type { Serving } from './serving.js';
import type { streams } from './wire.js';

/** Events that a server holds for a live subscriber who is slow; whoever leaves more of them has fallen behind. */
const HELD = 32;

export class Subscription {
  readonly #prefixes: readonly string[];
  /** Index in the log of the next event to be looked at. */
  #next: number;
  #isLive = false;
  /** The reader has not taken what was sent before. */
  #isWaiting = false;
  #isPumping = false;
  #isOver = false;

  constructor(
    private readonly serving: Serving,
    private readonly call: ReadCall,
    options: streams.ReadReq.Options,
  ) {
    const all = options.getAll();
    const position = all?.getPosition()?.getCommitPosition();
    const { log } = serving;
    // Exclusive.
    if (position !== undefined) this.#next = log.indexFrom(BigInt(position) + 1n);
    else this.#next = all?.hasEnd() === true ? log.all.length : 0;
    this.#prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [];
  }

  start(): void {
    const { call, serving } = this;
    const forget = serving.log.onChange(() => {
      this.#pump();
    });
    const end = () => {
      this.#isOver = true;
      forget();
    };
    call.once('cancelled', end).once('close', end).once('error', end);
    call.on('drain', () => {
      this.#isWaiting = false;
      this.#pump();
    });
    this.#send(confirmation(randomUUID()));
    this.#pump();
  }

  /** Sends what there is until the reader must take it first. Called within itself where an event comes meanwhile, it leaves that to itself. */
  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const { log, faults } = this.serving;
    if (this.#isLive && log.all.length - this.#next > HELD) this.#fallBehind();
    while (!this.#isWaiting && !this.#isOver) {
      const event = log.all[this.#next];
      if (event !== undefined) {
        this.#next += 1;
        if (this.#isWanted(event) && !faults.isMute) this.#send(eventAnswer(event));
        if (!this.#isLive) this.#interrupt();
      } else if (!this.#isLive) {
        this.#isLive = true;
        this.#send(caughtUp());
      } else break;
    }
    this.#isPumping = false;
  }

  #fallBehind(): void {
    this.#isLive = false;
    if (!this.serving.faults.endsSlowConsumers) return;
    this.call.emit('error', callFault(Code.ABORTED, 'Operation timed out: consumer too slow'));
  }

  #interrupt(): void {
    const { faults } = this.serving;
    const act = faults.duringCatchUp;
    faults.duringCatchUp = null;
    act?.();
  }

  #isWanted({ stream }: KeptEvent): boolean {
    return this.#prefixes.length === 0 || this.#prefixes.some((prefix) => stream.startsWith(prefix));
  }

  #send(answer: streams.ReadResp): void {
    if (!this.call.write(answer)) this.#isWaiting = true;
  }
}
