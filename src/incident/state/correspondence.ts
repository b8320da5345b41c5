/** What came from the authority and went back, what proves it, and which other incident it belongs with. */
import type { Instant } from '../../law/instant.js';
import type { AuthorityMessageKind, LinkKind } from '../../law/vocabulary.js';
import type { IncidentId } from '../ids.js';
import type { Recorded, Withdrawable } from './recorded.js';

export interface Answer extends Recorded {
  readonly answeredAt: Instant;
  readonly text: string;
}

export interface AuthorityMessage extends Recorded, Withdrawable {
  readonly authority: string;
  readonly kind: AuthorityMessageKind;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly reference: string | null;
  readonly text: string;
  /** In the order they were recorded. */
  readonly answers: readonly Answer[];
}

/** A file is outside the record: here is how to know it again. */
export interface Evidence extends Recorded, Withdrawable {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes, in decimal digits. */
  readonly size: string;
  /** 64 hexadecimal digits in lower case. */
  readonly sha256: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly collectedBy: string | null;
  readonly collectedAt: Instant | null;
  /** Revision of the event that it proves. */
  readonly aboutRevision: number | null;
}

/** Another incident of the organisation, or one elsewhere named in words. */
export interface IncidentLink extends Recorded, Withdrawable {
  readonly kind: LinkKind;
  readonly otherIncidentId: IncidentId | null;
  readonly externalReference: string | null;
  readonly reasons: string | null;
}
