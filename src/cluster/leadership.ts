/** Which node seals, projects and signs. */
import type { Kysely } from 'kysely';

/** This node does not lead, or not any more: another one does what it was about to do. */
export class NotLeading extends Error {
  override readonly name = 'NotLeading';
}

export interface Leadership {
  /** Grows with every change of the leader; null while this node does not lead. A frozen node may believe too long: only `guard` knows. */
  readonly epoch: number | null;
  /**
   * To be called first in every transaction of a leader, on its own connection: the transaction then commits under this node's epoch or not at
   * all.
   * @throws NotLeading.
   */
  guard<Tables>(transaction: Kysely<Tables>): Promise<void>;
  /** Hears each time that this node begins or ceases to lead. @returns what ends the hearing. */
  onChange(hear: (leads: boolean) => void): () => void;
}
