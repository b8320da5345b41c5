/** Assessments, measures, notes, and what is struck. */
import type { EntryWithdrawn, IncidentAssessed, MeasureRecorded, NoteAdded } from '../events/handling.js';
import type { Envelope } from '../record.js';
import type { Withdrawable } from '../state.js';
import { CorruptStream } from '../corruptStream.js';
import { lapseDeclines } from './decisions.js';
import { recordFacts } from './detection.js';
import { announce, placeOf, recorded, type IncidentDraft } from './draft.js';

export function assess(draft: IncidentDraft, data: IncidentAssessed, event: Envelope): void {
  if (data.facts !== null) recordFacts(draft, data.facts, event);
  draft.state.assessments.push({
    ...recorded(event),
    assessedAt: event.occurredAt,
    facts: draft.state.facts ?? {},
    severity: data.severity,
    likelihood: data.likelihood,
    likelyConsequences: data.likelyConsequences,
    verdict: data.verdict,
    reasons: data.reasons,
    newFactsKnownAt: data.newFactsKnownAt,
  });
  lapseDeclines(draft, data.verdict, event);
}

/** A new measure, or the newest values of one on record, which keeps its id and the mark of who first recorded it. */
export function recordMeasure(draft: IncidentDraft, data: MeasureRecorded, event: Envelope): void {
  const { measureId } = data;
  const values = {
    kind: data.kind,
    state: data.state,
    description: data.description,
    owner: data.owner,
    dueAt: data.dueAt,
    doneAt: data.doneAt,
    irregularities: data.irregularities,
  };
  if (measureId === null) {
    announce(draft, 'measures', event.id);
    draft.state.measures.push({ ...recorded(event), withdrawn: null, ...values });
    return;
  }
  const { list, index } = placeOf(draft, event, measureId);
  const before = list === 'measures' ? draft.state.measures[index] : undefined;
  if (before === undefined) throw new CorruptStream(event.revision, 'it updates an entry that is no measure');
  draft.state.measures[index] = { ...before, ...values };
}

export function addNote(draft: IncidentDraft, data: NoteAdded, event: Envelope): void {
  announce(draft, 'notes', event.id);
  draft.state.notes.push({ ...recorded(event), withdrawn: null, text: data.text, visibility: data.visibility });
}

/** Struck entries stay, marked: the history shows them, nothing counts them. */
export function withdrawEntry(draft: IncidentDraft, data: EntryWithdrawn, event: Envelope): void {
  const { list, index } = placeOf(draft, event, data.entryId);
  const withdrawn = { revision: event.revision, reasons: data.reasons };
  const { measures, filings, notes } = draft.state;
  if (list === 'measures') strike(measures, index, withdrawn);
  else if (list === 'filings') strike(filings, index, withdrawn);
  else strike(notes, index, withdrawn);
}

function strike<E extends Withdrawable>(entries: E[], index: number, withdrawn: E['withdrawn']): void {
  const entry = entries[index];
  if (entry !== undefined) entries[index] = { ...entry, withdrawn };
}
