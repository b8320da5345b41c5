/** The controllers whose processor the organisation is, and what each was told. */
import type { Instant } from '../../law/instant.js';
import type { CommunicationChannel, NoticeState } from '../../law/vocabulary.js';
import type { Withdrawable } from './recorded.js';

/**
 * One controller known to be concerned. There may be ten thousand of them: a notice holds no id, which `noticeId` computes where it is
 * asked for, and all its fields are plain values, so that a fold is cheap.
 */
export interface Notice extends Withdrawable {
  /** The processor's own key for the controller, unique in the incident. */
  readonly externalId: string;
  readonly name: string;
  readonly note: string | null;
  /** IDENTIFIED and FAILED: the controller is untold. */
  readonly state: NoticeState;
  /** Revision of the event that identified it. */
  readonly revision: number;
  readonly identifiedAt: Instant;
  /** When it was first told: what the duty of art. 33(2) asks. Null again where what was sent came back and nothing has gone out since. */
  readonly toldAt: Instant | null;
  /** Of the newest sending. */
  readonly sentAt: Instant | null;
  readonly channel: CommunicationChannel | null;
  readonly message: string | null;
  /** Sendings, those that came back included. */
  readonly attempts: number;
  readonly acknowledgedAt: Instant | null;
  /** Whose word the acknowledgement is. */
  readonly acknowledgedBy: string | null;
  readonly failedAt: Instant | null;
  /** Of all events about it, each once, in the order they were found. */
  readonly irregularities: readonly string[];
}

/** What was last said about controllers still to be identified. */
export interface Remaining {
  /** 0: the list is whole; null: more are expected, nobody knows how many. */
  readonly count: number | null;
}
