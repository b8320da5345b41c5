/** What the verifier finds, in codes that scripts may rely on. */

/** Altered, missing or forked: exit code 1. */
export const FAULT_CODES = [
  'FIXITY',
  'FILE_MISSING',
  'CHECKPOINT_NOT_SIGNED',
  'CHECKPOINT_MALFORMED',
  'HEADS_DISAGREE',
  'TAIL_MISSING',
  'ROOT_DIFFERS',
  'ENVELOPE_MALFORMED',
  'NOT_DENSE',
  'REVISION_REPEATED',
  'REVISION_GAP',
  'CHAIN_BROKEN',
  'TIME_OUT_OF_BRACKET',
  'PROOF_INVALID',
  'PAYLOAD_MALFORMED',
  'PAYLOAD_ALTERED',
  'PAYLOAD_MISSING',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** Where something is wrong; absent members are not known. */
export interface Fault {
  readonly code: FaultCode;
  /** File inside the bundle. */
  readonly file?: string;
  /** Index of the leaf in the organisation's log. */
  readonly seq?: number;
  readonly stream?: string;
  readonly revision?: number;
  /** Bytes, sizes, heads that tell more; never what is inside an event. */
  readonly detail?: string;
}

/** The bundle or the command line cannot be read, or asks for more than the verifier gives: exit code 2. Never a verdict on the log. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
