import { LRUCache } from 'lru-cache';

export interface RateRules {
  /** Points that one payer may spend in a minute. */
  readonly points: number;
  /** Milliseconds of a clock that only goes forwards; the process's unless told. */
  readonly now?: () => number;
}

export interface Balance {
  /** Whether the points were there, and are spent. */
  readonly ok: boolean;
  readonly remaining: number;
  /** Milliseconds until all points are there again. */
  readonly resetsIn: number;
}

const minute = 60_000;
/** Payers remembered, those who paid last: whoever invents addresses takes no more memory than this. */
const payers = 50_000;

interface Window {
  spent: number;
  readonly endsAt: number;
}

/** Points by payer and minute; a minute begins with its first payment. */
export class Rates {
  readonly #points: number;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, Window>({ max: payers });

  constructor({ points, now = () => performance.now() }: RateRules) {
    this.#points = points;
    this.#now = now;
  }

  /** Spends the points where they are there; those of a refused payment stay. */
  spend(payer: string, points: number): Balance {
    const window = this.#window(payer);
    const ok = window.spent + points <= this.#points;
    if (ok) window.spent += points;
    return this.#balance(window, ok);
  }

  /** Takes the points whether they are there or not: what they are for has already been done. */
  charge(payer: string, points: number): void {
    this.#window(payer).spent += points;
  }

  /** `ok` while a point is left. */
  balance(payer: string): Balance {
    const window = this.#window(payer);
    return this.#balance(window, window.spent < this.#points);
  }

  #window(payer: string): Window {
    const now = this.#now();
    const known = this.#windows.get(payer);
    if (known !== undefined && known.endsAt > now) return known;
    const fresh: Window = { spent: 0, endsAt: now + minute };
    this.#windows.set(payer, fresh);
    return fresh;
  }

  #balance({ spent, endsAt }: Window, ok: boolean): Balance {
    return { ok, remaining: Math.max(0, this.#points - spent), resetsIn: Math.max(0, endsAt - this.#now()) };
  }
}
