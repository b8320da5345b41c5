/**
 * The commands of an incident. The input of each is the API's input less incidentId, expectedRevision and commandId, with instants
 * for date-times: an absent field was omitted (changes nothing), null says unknown.
 */
import type { Instant } from '../../law/instant.js';
import type {
  Art33Ground,
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
} from '../../law/vocabulary.js';
import type { FactsPatch } from '../events/facts.js';
import type { EntryId } from '../ids.js';
import type { Contact, Decider, Party } from '../state.js';
import type {
  AcknowledgeControllerNotice,
  AnswerAuthority,
  AttachEvidence,
  DeclineSubjectsNotification,
  DeferSubjectsNotification,
  DefineAudience,
  IdentifyControllers,
  LinkIncidents,
  NotifyControllers,
  NotifySubjects,
  RecordAuthorityMessage,
} from './parties.js';
import type { ClassifyIncident, RecordRegimeFiling } from './regimes.js';

/** The facts as given: the incident's own role stands beside them, so that a contradiction can be named. */
export type FactsInput = FactsPatch & { readonly role?: ControllerRole | null };

export interface ReportIncident {
  readonly title: string;
  readonly summary?: string | null;
  readonly role?: ControllerRole | null;
  readonly exercise?: boolean | null;
  readonly occurredFrom?: Instant | null;
  readonly occurredTo?: Instant | null;
  readonly ongoing?: boolean | null;
  readonly detectedAt?: Instant | null;
  readonly informedByProcessorAt?: Instant | null;
  readonly processor?: Party | null;
  readonly awareAt?: Instant | null;
  readonly natures?: readonly BreachNature[] | null;
  /** Reserved before the command is decided. */
  readonly reference: string;
}

export interface CorrectIncident {
  readonly title?: string | null;
  readonly summary?: string | null;
  readonly role?: ControllerRole | null;
  readonly exercise?: boolean | null;
  readonly occurredFrom?: Instant | null;
  readonly occurredTo?: Instant | null;
  readonly ongoing?: boolean | null;
  readonly detectedAt?: Instant | null;
  readonly informedByProcessorAt?: Instant | null;
  readonly processor?: Party | null;
  readonly natures?: readonly BreachNature[] | null;
  readonly reasons: string;
}

export interface EstablishAwareness {
  readonly awareAt: Instant;
  readonly explanation?: string | null;
}

export interface RecordFacts {
  readonly occurredAt?: Instant | null;
  readonly facts: FactsInput;
}

export interface AssessIncident {
  readonly occurredAt?: Instant | null;
  readonly facts?: FactsInput | null;
  readonly severity?: CnilSeverity | null;
  readonly likelihood?: CnilLikelihood | null;
  readonly likelyConsequences?: string | null;
  readonly verdict: RiskVerdict;
  readonly reasons: string;
  readonly newFactsKnownAt?: Instant | null;
}

export interface RecordMeasure {
  readonly recordAsHappened?: boolean | null;
  readonly measureId?: EntryId | null;
  readonly kind: MeasureKind;
  readonly state: MeasureState;
  readonly description: string;
  readonly owner?: string | null;
  readonly dueAt?: Instant | null;
  readonly doneAt?: Instant | null;
}

export interface NotifyCnil {
  readonly recordAsHappened?: boolean | null;
  readonly kind: FilingKind;
  readonly authority?: string | null;
  readonly filedAt: Instant;
  readonly filedAtPrecision?: TimePrecision | null;
  readonly receiptNumber?: string | null;
  readonly caseNumber?: string | null;
  readonly refersTo?: EntryId | null;
  readonly filedBy?: Decider | null;
  readonly contactPoint?: Contact | null;
  readonly channel?: string | null;
  readonly reasonsForDelay?: string | null;
  readonly text?: string | null;
}

export interface DeclineCnilNotification {
  readonly occurredAt?: Instant | null;
  readonly ground: Art33Ground;
  readonly reasons: string;
  readonly decidedBy: Decider;
  readonly dpoAdvice?: string | null;
}

export interface AddNote {
  readonly occurredAt?: Instant | null;
  readonly text: string;
  readonly visibility?: NoteVisibility | null;
}

export interface WithdrawEntry {
  readonly entryId: EntryId;
  readonly reasons: string;
}

export interface CloseIncident {
  readonly occurredAt?: Instant | null;
  readonly lessons?: string | null;
  /** `duty` is the duty's key within the incident. */
  readonly openDuties?: readonly { readonly duty: string; readonly reasons: string }[] | null;
  readonly decidedBy: Decider;
}

export interface ReopenIncident {
  readonly occurredAt?: Instant | null;
  readonly reasons: string;
  readonly decidedBy: Decider;
}

export type RuleOutIncident = ReopenIncident;

/** Names are the API's mutations. */
export interface CommandInputs {
  readonly reportIncident: ReportIncident;
  readonly correctIncident: CorrectIncident;
  readonly establishAwareness: EstablishAwareness;
  readonly recordFacts: RecordFacts;
  readonly assessIncident: AssessIncident;
  readonly recordMeasure: RecordMeasure;
  readonly notifyCnil: NotifyCnil;
  readonly declineCnilNotification: DeclineCnilNotification;
  readonly defineAudience: DefineAudience;
  readonly notifySubjects: NotifySubjects;
  readonly declineSubjectsNotification: DeclineSubjectsNotification;
  readonly deferSubjectsNotification: DeferSubjectsNotification;
  readonly identifyControllers: IdentifyControllers;
  readonly notifyControllers: NotifyControllers;
  readonly acknowledgeControllerNotice: AcknowledgeControllerNotice;
  readonly recordAuthorityMessage: RecordAuthorityMessage;
  readonly answerAuthority: AnswerAuthority;
  readonly recordRegimeFiling: RecordRegimeFiling;
  readonly classifyIncident: ClassifyIncident;
  readonly attachEvidence: AttachEvidence;
  readonly linkIncidents: LinkIncidents;
  readonly addNote: AddNote;
  readonly withdrawEntry: WithdrawEntry;
  readonly closeIncident: CloseIncident;
  readonly reopenIncident: ReopenIncident;
  readonly ruleOutIncident: RuleOutIncident;
}

export type CommandName = keyof CommandInputs;

/** All commands, in the order in which an incident usually meets them. */
export const COMMAND_NAMES = [
  'reportIncident',
  'correctIncident',
  'establishAwareness',
  'recordFacts',
  'assessIncident',
  'recordMeasure',
  'notifyCnil',
  'declineCnilNotification',
  'defineAudience',
  'notifySubjects',
  'declineSubjectsNotification',
  'deferSubjectsNotification',
  'identifyControllers',
  'notifyControllers',
  'acknowledgeControllerNotice',
  'recordAuthorityMessage',
  'answerAuthority',
  'recordRegimeFiling',
  'classifyIncident',
  'attachEvidence',
  'linkIncidents',
  'addNote',
  'withdrawEntry',
  'closeIncident',
  'reopenIncident',
  'ruleOutIncident',
] as const satisfies readonly CommandName[];

/** A command as `decide` takes it. */
export type IncidentCommand = {
  [N in CommandName]: { readonly name: N; readonly input: CommandInputs[N] };
}[CommandName];
