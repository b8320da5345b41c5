/** The persons concerned, by audience, and what was told them. */
import type { Instant } from '../../law/instant.js';
import type { CommunicationChannel, RiskVerdict, SubjectCategory, SubjectsInformation } from '../../law/vocabulary.js';
import type { EntryId } from '../ids.js';
import type { Recorded, Withdrawable } from './recorded.js';

/** From this event on the audience had this verdict of its own; null: the incident's stands for it. */
export interface AudienceVerdict {
  readonly verdict: RiskVerdict | null;
  readonly revision: number;
  readonly recordedAt: Instant;
}

/** Values are those of the newest definition; id, revision and recording are the first one's. */
export interface Audience extends Recorded, Withdrawable {
  readonly name: string;
  readonly categories: readonly SubjectCategory[];
  readonly count: number | null;
  /** Its own; null where the incident's stands for it. */
  readonly verdict: RiskVerdict | null;
  /** Every change of its own verdict, oldest first: the last one is in force. */
  readonly verdicts: readonly AudienceVerdict[];
  /** As stated by people; null where it follows from what is on record. */
  readonly information: SubjectsInformation | null;
  readonly plannedFor: Instant | null;
}

export interface SubjectMessage {
  readonly nature: string | null;
  readonly contactPoint: string | null;
  readonly likelyConsequences: string | null;
  readonly measures: string | null;
  readonly advice: string | null;
  readonly fullText: string | null;
}

export interface SubjectCommunication extends Recorded, Withdrawable {
  readonly audienceId: EntryId;
  readonly channel: CommunicationChannel;
  readonly sentAt: Instant;
  readonly count: number | null;
  readonly failed: number | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  readonly message: SubjectMessage;
  /** Whether this wave completes the audience. */
  readonly complete: boolean;
  /** Items of art. 34(2) that the message lacks. */
  readonly missing: readonly string[];
  readonly irregularities: readonly string[];
}

/** Art. 34(3)(c): a public communication or similar measure in place of telling everybody. */
export interface PublicMeasure {
  readonly channel: CommunicationChannel;
  readonly at: Instant;
  readonly text: string;
}
