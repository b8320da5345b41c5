/** The private, mutable state that a fold works on; nobody outside the fold ever sees it. */
import { CorruptStream } from '../corruptStream.js';
import { deepFreeze } from '../freeze.js';
import type { EntryId, IncidentId } from '../ids.js';
import type { Envelope, IncidentEvent } from '../record.js';
import type { Incident, Recorded } from '../state.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Lists whose entries can be named by a later event. */
export type NamedList = 'measures' | 'filings' | 'notes';
interface Place {
  readonly list: NamedList;
  readonly index: number;
}

export interface IncidentDraft {
  readonly state: Mutable<Incident>;
  /** Where each named entry lies; made when first asked for, so that a fold without such events does not pay for it. */
  places: Map<EntryId, Place> | null;
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
    decisions: [],
    notes: [],
    phase: 'OPEN',
    revision: event.revision,
    recordedAt: event.recordedAt,
    updatedAt: event.recordedAt,
    reportedBy: event.actor,
  };
  return { state, places: null };
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
    decisions: [...from.decisions],
    notes: [...from.notes],
  };
  return { state, places: null };
}

/** The finished state; the draft must not be used any more. */
export function finish(draft: IncidentDraft): Incident {
  return deepFreeze<Incident>(draft.state);
}

/** Who recorded what an event made, and when. */
export function recorded(event: Envelope): Recorded {
  return { id: event.id, revision: event.revision, recordedAt: event.recordedAt, recordedBy: event.actor };
}

/** Says that the entry of this id is about to be appended to a list. */
export function announce(draft: IncidentDraft, list: NamedList, id: EntryId): void {
  draft.places?.set(id, { list, index: draft.state[list].length });
}

/** Where the entry lies that an event names. */
export function placeOf(draft: IncidentDraft, event: Envelope, id: EntryId): Place {
  draft.places ??= placesIn(draft.state);
  const place = draft.places.get(id);
  if (place === undefined) throw new CorruptStream(event.revision, 'it names an entry that is not there');
  return place;
}

function placesIn(state: Mutable<Incident>): Map<EntryId, Place> {
  const places = new Map<EntryId, Place>();
  for (const list of ['measures', 'filings', 'notes'] as const) {
    state[list].forEach((entry, index) => places.set(entry.id, { list, index }));
  }
  return places;
}
