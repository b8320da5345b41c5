import type { MessageKey } from './texts/messages.js';

/** Why a command is refused, or what is irregular about what happened. The same closed list as the API's UserErrorCode. */
export const USER_ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'COMMAND_ID_REUSED',
  'ALREADY_CLOSED',
  'NOT_CLOSED',
  'NOT_AWARE',
  'NOT_ASSESSED',
  'REASONS_FOR_DELAY_REQUIRED',
  'REASONS_REQUIRED',
  'MISSING_CONTENT',
  'NO_INITIAL_NOTIFICATION',
  'NOT_A_PROCESSOR',
  'NOT_A_CONTROLLER',
  'WRONG_VERDICT',
  'DUTIES_OPEN',
  'DATE_ORDER',
  'IN_FUTURE',
  'UNKNOWN_CONTROLLER',
  'UNKNOWN_ENTRY',
  'LIMIT_EXCEEDED',
  'CONTRADICTORY_FACTS',
] as const;
export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

/** A value, not an exception: rendered in the reader's language by `renderMessage`. */
export interface Refusal {
  readonly code: UserErrorCode;
  /** Names the text; instants in `values` are RFC 3339 and shown in the organisation's zone, durations ISO 8601. */
  readonly message: MessageKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Path into the command's input. */
  readonly field?: readonly string[];
}

export type Decided<Body> =
  | { readonly ok: true; readonly events: readonly Body[]; readonly warnings: readonly Refusal[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };
