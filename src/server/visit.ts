import type { Cost } from './gate/gate.js';
import type { TimeLimit } from './gate/timeLimit.js';

/** What a door keeps of a request while it is carried out; none of it is for resolvers. */
export interface Visit {
  readonly payer: string;
  readonly time: TimeLimit;
  /** Null until the operation is let in. */
  cost: Cost | null;
}

/** Visits by the signal of their time limit: of all that a context holds, Apollo hands on nothing else that is the request's own. */
export class Visits {
  readonly #visits = new WeakMap<AbortSignal, Visit>();

  begin(payer: string, time: TimeLimit): void {
    this.#visits.set(time.signal, { payer, time, cost: null });
  }

  of({ signal }: { readonly signal?: AbortSignal }): Visit {
    const visit = signal === undefined ? undefined : this.#visits.get(signal);
    if (visit === undefined) throw new Error('An operation that came through no door');
    return visit;
  }
}
