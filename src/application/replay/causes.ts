/** What changed what: the last step between two states, for every place in them. */
import { pointersUpTo, type Difference } from './differences.js';
import type { Cause } from './replay.js';

interface Mark {
  readonly step: number;
  /** Null: time alone. */
  readonly cause: Cause | null;
}

export class Causes {
  #steps = 0;
  /** By the pointer that changed. */
  readonly #at = new Map<string, Mark>();
  /** By every pointer at or above one that changed. */
  readonly #within = new Map<string, Mark>();

  /** Steps are told in their order. */
  tell(changed: readonly Difference[], cause: Cause | null): void {
    const mark = { step: (this.#steps += 1), cause };
    for (const { path } of changed) {
      this.#at.set(path, mark);
      for (const pointer of pointersUpTo(path)) this.#within.set(pointer, mark);
    }
  }

  /** Of what lies at the pointer: whatever changed in it, or took it along. */
  of(path: string): Cause | null {
    const marks = [this.#within.get(path), ...pointersUpTo(path).map((pointer) => this.#at.get(pointer))];
    return marks.reduce((last, mark) => ((mark?.step ?? 0) > (last?.step ?? 0) ? mark : last))?.cause ?? null;
  }
}
