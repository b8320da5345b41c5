/** A signed head of an organisation's log. */
export interface SignedHead {
  /** `<host>/<organisation>/<epoch>`. */
  readonly origin: string;
  readonly epoch: number;
  /** Leaves that it covers. */
  readonly size: number;
  /** C2SP signed note, word for word. */
  readonly note: string;
}
