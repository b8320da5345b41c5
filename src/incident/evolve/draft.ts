/** The private, mutable state that a fold works on; nobody outside the fold ever sees it. */
import { CorruptStream } from '../corruptStream.js';
import { freezeSuccessor } from '../freeze.js';
import type { EntryId, IncidentId } from '../ids.js';
import type { Envelope, IncidentEvent } from '../record.js';
import type { Incident, Recorded } from '../state.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Lists whose entries can be named by a later event. */
const NAMED_LISTS = [
  'measures',
  'filings',
  'audiences',
  'communications',
  'authorityMessages',
  'evidence',
  'notes',
  'links',
  'regimeFilings',
] as const;
export type NamedList = (typeof NAMED_LISTS)[number];
export interface Place {
  readonly list: NamedList;
  readonly index: number;
}

export interface IncidentDraft {
  readonly state: Mutable<Incident>;
  /** Where each named entry lies; made when first asked for, so that a fold without such events does not pay for it. */
  places: Map<EntryId, Place> | null;
  /** What the draft began with, frozen throughout. */
  readonly begun: Partial<Incident> & Pick<Incident, 'notices'>;
  /** Where the notices lie that were added since: by externalId, and by id as far as anybody asked. */
  readonly addedNotices: { readonly keys: Map<string, number>; readonly ids: Map<EntryId, number> };
}

/** The draft that the first event of a stream makes. */
export function begin(id: IncidentId, event: IncidentEvent): IncidentDraft {
  if (event.type !== 'IncidentDetected') {
    throw new CorruptStream(event.revision, `the stream begins with ${event.type}, not with IncidentDetected`);
  }
  const { data } = event;
  const state: Mutable<Incident> = {
    id,
    reference: data.reference,
    title: data.title,
    summary: data.summary,
    role: data.role,
    exercise: data.exercise,
    occurredFrom: data.occurredFrom,
    occurredTo: data.occurredTo,
    ongoing: data.ongoing,
    detectedAt: data.detectedAt,
    informedByProcessorAt: data.informedByProcessorAt,
    processor: data.processor,
    natures: [...data.natures],
    facts: null,
    factsRecordedAt: null,
    awareness: [],
    assessments: [],
    measures: [],
    filings: [],
    audiences: [],
    communications: [],
    notices: [],
    controllersRemaining: null,
    authorityMessages: [],
    decisions: [],
    classifications: [],
    regimeFilings: [],
    evidence: [],
    links: [],
    notes: [],
    phase: 'OPEN',
    revision: event.revision,
    recordedAt: event.recordedAt,
    updatedAt: event.recordedAt,
    reportedBy: event.actor,
  };
  return drafted(state, NOTHING);
}

const NOTHING: IncidentDraft['begun'] = Object.freeze({ notices: Object.freeze([]) });

function drafted(state: IncidentDraft['state'], begun: IncidentDraft['begun']): IncidentDraft {
  return { state, places: null, begun, addedNotices: { keys: new Map(), ids: new Map() } };
}

/** A draft that starts from a finished state: its lists are copied, its entries shared. */
export function thaw(from: Incident): IncidentDraft {
  const state: Mutable<Incident> = {
    ...from,
    natures: [...from.natures],
    awareness: [...from.awareness],
    assessments: [...from.assessments],
    measures: [...from.measures],
    filings: [...from.filings],
    audiences: [...from.audiences],
    communications: [...from.communications],
    notices: [...from.notices],
    authorityMessages: [...from.authorityMessages],
    decisions: [...from.decisions],
    classifications: [...from.classifications],
    regimeFilings: [...from.regimeFilings],
    evidence: [...from.evidence],
    links: [...from.links],
    notes: [...from.notes],
  };
  return drafted(state, from);
}

/** The finished state; the draft must not be used any more. */
export function finish(draft: IncidentDraft): Incident {
  return freezeSuccessor<Incident>(draft.state, draft.begun);
}

/** Who recorded what an event made, and when. */
export function recorded(event: Envelope): Recorded {
  return { id: event.id, revision: event.revision, recordedAt: event.recordedAt, recordedBy: event.actor };
}

/** Says that the entry of this id is about to be appended to a list. */
export function announce(draft: IncidentDraft, list: NamedList, id: EntryId): void {
  draft.places?.set(id, { list, index: draft.state[list].length });
}

/** Where the entry lies that an event names; null where none of the named lists has it. */
export function placeOf(draft: IncidentDraft, id: EntryId): Place | null {
  draft.places ??= placesIn(draft.state);
  return draft.places.get(id) ?? null;
}

/** Where the entry of a list lies that an event names. @throws CorruptStream where that list has none. */
export function indexIn(draft: IncidentDraft, list: NamedList, event: Envelope, id: EntryId): number {
  const place = placeOf(draft, id);
  if (place?.list !== list) throw new CorruptStream(event.revision, `it names an entry that is not among its ${list}`);
  return place.index;
}

/** An entry that an event changes, in its list. */
export function changeEntry<E>(entries: E[], index: number, changed: (entry: E) => E): void {
  const entry = entries[index];
  if (entry !== undefined) entries[index] = changed(entry);
}

function placesIn(state: Mutable<Incident>): Map<EntryId, Place> {
  const places = new Map<EntryId, Place>();
  for (const list of NAMED_LISTS) state[list].forEach((entry, index) => places.set(entry.id, { list, index }));
  return places;
}
