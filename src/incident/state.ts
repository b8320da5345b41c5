/** An incident as its events tell it. Derived, frozen, rebuilt at will: nothing here is a record. */
import type { Instant } from '../law/instant.js';
import type {
  BreachNature,
  CnilLikelihood,
  CnilSeverity,
  ControllerRole,
  FilingKind,
  MeasureKind,
  MeasureState,
  NoteVisibility,
  RiskVerdict,
  TimePrecision,
} from '../law/vocabulary.js';
import type { TriageAdvice } from '../law/triage/advice.js';
import type { FactsPatch } from './events/facts.js';
import type { ActorId, EntryId, IncidentId } from './ids.js';
import type { Notice, Remaining } from './state/controllers.js';
import type { AuthorityMessage, Evidence, IncidentLink } from './state/correspondence.js';
import type { Decision } from './state/decisions.js';
import type { Contact, Decider, Party, Recorded, Withdrawable } from './state/recorded.js';
import type { Classification, RegimeFiling } from './state/regimes.js';
import type { Audience, SubjectCommunication } from './state/subjects.js';

export type { Notice, Remaining } from './state/controllers.js';
export type { Answer, AuthorityMessage, Evidence, IncidentLink } from './state/correspondence.js';
export type {
  CloseDecision,
  Decision,
  DeclineCnilDecision,
  DeclineSubjectsDecision,
  DeferSubjectsDecision,
  OpenDutyReason,
  PlainDecision,
} from './state/decisions.js';
export type { Classification, RegimeFiling } from './state/regimes.js';
export type { Contact, Decider, Party, Recorded, Withdrawable } from './state/recorded.js';
export type {
  Audience,
  AudienceVerdict,
  PublicMeasure,
  SubjectCommunication,
  SubjectMessage,
} from './state/subjects.js';

/** What is known of the breach: every patch laid over the ones before. An absent key was never spoken of; null is known to be unknown. */
export type Facts = FactsPatch;

export interface AwarenessEntry extends Recorded {
  readonly awareAt: Instant;
  readonly explanation: string | null;
}

export interface Assessment extends Recorded {
  readonly assessedAt: Instant;
  /** The facts as they stood with this assessment. */
  readonly facts: Facts;
  readonly severity: CnilSeverity | null;
  readonly likelihood: CnilLikelihood | null;
  readonly likelyConsequences: string | null;
  readonly verdict: RiskVerdict;
  readonly reasons: string;
  readonly newFactsKnownAt: Instant | null;
  /** What triage advised on these facts at that moment; null where it was recorded before triage existed. */
  readonly advice: TriageAdvice | null;
}

/** Values are those of the newest update; id, revision and recording are the first event's, which made the entry. */
export interface Measure extends Recorded, Withdrawable {
  readonly kind: MeasureKind;
  readonly state: MeasureState;
  readonly description: string;
  readonly owner: string | null;
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  /** Of the newest update. */
  readonly irregularities: readonly string[];
}

export interface Filing extends Recorded, Withdrawable {
  readonly kind: FilingKind;
  readonly authority: string;
  readonly filedAt: Instant;
  readonly filedAtPrecision: TimePrecision;
  readonly receiptNumber: string | null;
  readonly caseNumber: string | null;
  readonly refersTo: EntryId | null;
  readonly filedBy: Decider | null;
  readonly contactPoint: Contact | null;
  readonly channel: string | null;
  readonly reasonsForDelay: string | null;
  readonly text: string | null;
  /** The clock as it stood at filing, frozen in the event. */
  readonly dueAt: Instant | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly lateBy: string | null;
  readonly missing: readonly string[];
  readonly irregularities: readonly string[];
}

export interface Note extends Recorded, Withdrawable {
  readonly text: string;
  readonly visibility: NoteVisibility;
}

/** OPEN until a decision ends it. */
export type Phase = 'OPEN' | 'CLOSED' | 'RULED_OUT';

export interface Incident {
  readonly id: IncidentId;
  readonly reference: string;
  readonly title: string;
  readonly summary: string | null;
  readonly role: ControllerRole;
  readonly exercise: boolean;
  readonly occurredFrom: Instant | null;
  readonly occurredTo: Instant | null;
  readonly ongoing: boolean | null;
  readonly detectedAt: Instant | null;
  readonly informedByProcessorAt: Instant | null;
  readonly processor: Party | null;
  readonly natures: readonly BreachNature[];
  readonly facts: Facts | null;
  /** Instant of recording of the first facts, for the duty to document. */
  readonly factsRecordedAt: Instant | null;
  /** Every instant of awareness ever recorded, oldest first: the last one is in force. */
  readonly awareness: readonly AwarenessEntry[];
  readonly assessments: readonly Assessment[];
  readonly measures: readonly Measure[];
  readonly filings: readonly Filing[];
  readonly audiences: readonly Audience[];
  readonly communications: readonly SubjectCommunication[];
  /** One for each controller, in the order they were first identified; `notices.ts` finds one by its keys. */
  readonly notices: readonly Notice[];
  /** Null where nobody has said whether more controllers are expected. */
  readonly controllersRemaining: Remaining | null;
  readonly authorityMessages: readonly AuthorityMessage[];
  readonly decisions: readonly Decision[];
  readonly classifications: readonly Classification[];
  readonly regimeFilings: readonly RegimeFiling[];
  readonly evidence: readonly Evidence[];
  readonly links: readonly IncidentLink[];
  readonly notes: readonly Note[];
  readonly phase: Phase;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly updatedAt: Instant;
  readonly reportedBy: ActorId;
}
