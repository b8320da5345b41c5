/** Inputs of the commands on persons, controllers, the authority, and what proves it; conventions as in command.ts. */
import type { Instant } from '../../law/instant.js';
import type {
  Art34Ground,
  AuthorityMessageKind,
  CommunicationChannel,
  LinkKind,
  NoticeState,
  RiskVerdict,
  SubjectCategory,
  SubjectsInformation,
} from '../../law/vocabulary.js';
import type { EntryId, IncidentId } from '../ids.js';
import type { Decider } from '../state.js';

export interface DefineAudience {
  readonly audienceId?: EntryId | null;
  readonly name: string;
  readonly categories: readonly SubjectCategory[];
  readonly count?: number | null;
  readonly verdict?: RiskVerdict | null;
  readonly information?: SubjectsInformation | null;
  readonly plannedFor?: Instant | null;
}

export interface SubjectMessageInput {
  readonly nature?: string | null;
  readonly contactPoint?: string | null;
  readonly likelyConsequences?: string | null;
  readonly measures?: string | null;
  readonly advice?: string | null;
  readonly fullText?: string | null;
}

export interface NotifySubjects {
  readonly recordAsHappened?: boolean | null;
  readonly audienceId: EntryId;
  readonly channel: CommunicationChannel;
  readonly sentAt: Instant;
  readonly count?: number | null;
  readonly failed?: number | null;
  readonly language?: string | null;
  readonly message: SubjectMessageInput;
  readonly complete: boolean;
}

export interface PublicMeasureInput {
  readonly channel: CommunicationChannel;
  readonly at: Instant;
  readonly text: string;
}

export interface DeclineSubjectsNotification {
  readonly occurredAt?: Instant | null;
  readonly audienceId?: EntryId | null;
  readonly ground: Art34Ground;
  readonly reasons: string;
  readonly publicMeasure?: PublicMeasureInput | null;
  readonly decidedBy: Decider;
  readonly dpoAdvice?: string | null;
}

export interface DeferSubjectsNotification {
  readonly requestedBy: string;
  readonly reference?: string | null;
  readonly from: Instant;
  readonly reviewAt: Instant;
  readonly reasons: string;
  readonly decidedBy: Decider;
}

export interface ControllerInput {
  readonly externalId: string;
  readonly name: string;
  readonly note?: string | null;
}

export interface IdentifyControllers {
  readonly occurredAt?: Instant | null;
  readonly controllers: readonly ControllerInput[];
  readonly remaining?: number | null;
}

export interface NotifyControllers {
  readonly recordAsHappened?: boolean | null;
  readonly controllers?: readonly ControllerInput[] | null;
  readonly allIdentified?: boolean | null;
  readonly channel: CommunicationChannel;
  readonly sentAt: Instant;
  readonly message: string;
  readonly remaining?: number | null;
}

export interface AcknowledgeControllerNotice {
  readonly recordAsHappened?: boolean | null;
  readonly externalIds: readonly string[];
  readonly receivedAt: Instant;
  readonly state?: NoticeState | null;
  readonly source?: string | null;
}

export interface RecordAuthorityMessage {
  readonly authority?: string | null;
  readonly kind: AuthorityMessageKind;
  readonly receivedAt: Instant;
  readonly dueAt?: Instant | null;
  readonly reference?: string | null;
  readonly text: string;
}

export interface AnswerAuthority {
  readonly messageId: EntryId;
  readonly answeredAt: Instant;
  readonly text: string;
}

export interface AttachEvidence {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes, in decimal digits. */
  readonly size: string;
  readonly sha256: string;
  readonly description?: string | null;
  readonly location?: string | null;
  readonly collectedBy?: string | null;
  readonly collectedAt?: Instant | null;
  readonly aboutRevision?: number | null;
}

export interface LinkIncidents {
  readonly kind: LinkKind;
  readonly otherIncidentId?: IncidentId | null;
  readonly externalReference?: string | null;
  readonly reasons?: string | null;
  /** Found by whoever runs the command: the other incident exists and the caller may read it. */
  readonly otherExists: boolean;
}
