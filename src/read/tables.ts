/**
 * The tables of the read models, the same in every database. All of it is derived from the log: a rebuild makes it again.
 *
 * Instants are RFC 3339 texts in UTC to the millisecond, which sort as time does. Positions are texts of twenty digits, which sort as places
 * in the log do. Truths are 0 and 1. Null is "not known" or "none". Periods are half-open: from the first instant (inclusive) to the second
 * (exclusive); what has not ended ends at `NEVER`.
 */
import type { Instant } from '../law/instant.js';
import type { BreachNature, ControllerRole, DutyKind, DutyState, Regime, RiskVerdict } from '../law/vocabulary.js';
import type { IncidentStatus } from '../incident/status.js';
import type { IncidentId, OrganisationId } from '../incident/ids.js';

/** The end of what has not ended: after every instant that the register can hold. */
export const NEVER = '9999-12-31T23:59:59.999Z' as Instant;

/** 0 or 1. */
export type Truth = 0 | 1;

/** The value of each nature in the sum that `natures` is: `natures & (1 | 4) <> 0` asks for confidentiality or availability. */
export const NATURE_BITS: Readonly<Record<BreachNature, number>> = {
  CONFIDENTIALITY: 1,
  INTEGRITY: 2,
  AVAILABILITY: 4,
};

/** What lists of incidents filter and order by: of the present in `incidents`, of the past in `incident_versions`. */
export interface Listed {
  organisation: OrganisationId;
  /** Pseudonym of the actor who reported it. */
  reported_by: string;
  status: IncidentStatus;
  role: ControllerRole;
  /** A drill. */
  exercise: Truth;
  /** Of the assessment in force. */
  verdict: RiskVerdict | null;
  /** Sum of `NATURE_BITS`. */
  natures: number;
  detected_at: Instant | null;
  /** The awareness in force. */
  aware_at: Instant | null;
  /** Of the first event. */
  recorded_at: Instant;
  /** Of the event that made this state. */
  updated_at: Instant;
  /** When the breach began. */
  occurred_at: Instant | null;
  /** The earliest notification to the authority that stands (INITIAL or COMPLETE). */
  filed_at: Instant | null;
  /** The earliest limit of a duty that is open at some time while this state stands; null where there is none: last in DUE_ASC. */
  next_due_at: Instant | null;
  /** From this instant on a duty is OVERDUE while this state stands, until `overdue_until`; null where none ever is. */
  overdue_from: Instant | null;
  /** `NEVER` where time alone does not end it; null where none is ever overdue. */
  overdue_until: Instant | null;
}

export interface IncidentsTable extends Listed {
  id: IncidentId;
  /**
   * Position of its first event: what words and facets know it by. It grows with each incident, so that new rows lie beside one another; ids
   * lie everywhere, and a commit would write a page for each row.
   */
  born: number;
  /** Readable, unique in the organisation. */
  reference: string;
  title: string;
  /** Of the last event, 0-based. */
  revision: number;
  /** Of the last event. */
  position: string;
  /** For statistics: whether the earliest notification that stands was late as frozen at filing; null where there is none, or its limit or instant was not known. */
  filed_late: Truth | null;
  /** For statistics: a decision not to notify the authority is in force. */
  declined: Truth;
  /** For statistics: the duty to notify the authority (GDPR art. 33(1)) is open. Time alone changes nothing about that. */
  pending: Truth;
  /** For statistics: milliseconds from when the breach began to when it was detected; null where one is not known, or they contradict each other. */
  detect_ms: number | null;
  /** For statistics: milliseconds from awareness to the earliest notification that stands, 0 for one that came first; null where one instant is not known as such. */
  notify_ms: number | null;
  /** The folded incident as JSON, without notices, notes and evidence (empty lists stand for them). */
  state: string;
}

/** One row for each event of an incident: the list as it was at an instant of recording. */
export interface IncidentVersionsTable extends Listed {
  incident: IncidentId;
  revision: number;
  /** Instant of recording of this event. */
  valid_from: Instant;
  /** Of the next event; equal to `valid_from` where both were recorded at one instant: then nobody ever saw this state. */
  valid_to: Instant;
}

/**
 * A duty of an incident through a stretch of time in which its state stays the same while the record does: one row for each. The duty's
 * state at an instant `t` at or after the incident's last event is that of its one row with `from_at <= t and t < until_at`; of a duty that
 * begins later there is none yet. For instants before the last event the log is asked, whatever the first stretch says.
 */
export interface DutiesTable {
  incident: IncidentId;
  /** `<regime>/<KIND>[/<stage or entry id>]`, unique in the incident. */
  key: string;
  /** Of the first stretch: the incident's first event, so that what did not change is not written again. */
  from_at: Instant;
  until_at: Instant;
  organisation: OrganisationId;
  /** Who reported the incident. */
  reported_by: string;
  exercise: Truth;
  kind: DutyKind;
  regime: Regime;
  state: DutyState;
  /** Something is still to be done or found out. */
  open: Truth;
  due_at: Instant | null;
  target_at: Instant | null;
  open_since: Instant | null;
  met_at: Instant | null;
  /** 0 overdue, 1 with a limit, 2 without one: the first part of the order of open duties. */
  rank: number;
  /** due_at, else open_since, else from_at: the second part. `incident` and `key` make the order whole. */
  sort_at: Instant;
}

/** What an incident may be counted under; an incident has any number of values of one facet. */
export type Facet =
  | 'NATURE'
  | 'CAUSE'
  | 'ORIGIN'
  | 'DATA_CATEGORY'
  | 'SUBJECTS_BAND'
  | 'SECTOR'
  | 'SUBJECTS_INFORMATION'
  /** `true` or `false`. */
  | 'SENSITIVE_DATA';

/** For statistics. What is not known has no row. */
export interface IncidentFacetsTable {
  /** Its `born`. */
  incident: number;
  facet: Facet;
  value: string;
  organisation: OrganisationId;
}

/** Words of title, summary and reference, as `wordsOf` (words.ts) splits and folds them; each once. */
export interface WordsTable {
  organisation: OrganisationId;
  word: string;
  /** Its `born`. */
  incident: number;
}

/** Organisations as far as the log was projected. */
export interface OrganisationsTable {
  id: OrganisationId;
  /** Of the last event of its own stream, 0-based. */
  revision: number;
  /**
   * Its duties are made anew after it was configured: of incidents with ids up to this one they have been. Empty before the first one, null
   * where nothing is to be done.
   */
  renewed_up_to: string | null;
}

/** One row: how far the log was projected, of which log, by which version of the read models. */
export interface CheckpointTable {
  /** Always 1. */
  id: number;
  log: string;
  /** Of tables, derivation and the law's data: `VERSION` (version.ts). */
  version: string;
  /** Twenty zeros before the first event. */
  position: string;
  /** The event at that position: its id, stream and revision there; null before the first. */
  event: string | null;
  stream: string | null;
  revision: number | null;
  /** Events projected since the beginning. */
  events: number;
  /** 1 once it was filled up to the end of the log for the first time: it may answer. */
  complete: Truth;
}

export interface ReadTables {
  incidents: IncidentsTable;
  incident_versions: IncidentVersionsTable;
  incident_facets: IncidentFacetsTable;
  duties: DutiesTable;
  words: WordsTable;
  organisations: OrganisationsTable;
  checkpoint: CheckpointTable;
}

/** A position as it stands in the tables: twenty digits, for 64 bits have no more. */
export function positionText(position: bigint): string {
  return position.toString().padStart(20, '0');
}

/** A text as it stands in the tables, and as it is looked for there: PostgreSQL knows no U+0000. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
