/** Assessments, measures, notes, and what is struck. */
import type { EntryWithdrawn, IncidentAssessed, MeasureRecorded, NoteAdded } from '../events/handling.js';
import type { Envelope } from '../record.js';
import type { Withdrawable } from '../state.js';
import { CorruptStream } from '../corruptStream.js';
import { lapseDeclines } from './decisions.js';
import { recordFacts } from './detection.js';
import { announce, changeEntry, indexIn, placeOf, recorded, type IncidentDraft, type Place } from './draft.js';
import { strikeNotice } from './notices.js';

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
    advice: data.advice,
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
  const index = indexIn(draft, 'measures', event, measureId);
  changeEntry(draft.state.measures, index, (before) => ({ ...before, ...values }));
}

export function addNote(draft: IncidentDraft, data: NoteAdded, event: Envelope): void {
  announce(draft, 'notes', event.id);
  draft.state.notes.push({ ...recorded(event), withdrawn: null, text: data.text, visibility: data.visibility });
}

/** Struck entries stay, marked: the history shows them, nothing counts them. */
export function withdrawEntry(draft: IncidentDraft, data: EntryWithdrawn, event: Envelope): void {
  const withdrawn = { revision: event.revision, reasons: data.reasons };
  const place = placeOf(draft, data.entryId);
  if (place !== null) strike(draft, place, withdrawn);
  else if (!strikeNotice(draft, data.entryId, withdrawn)) {
    throw new CorruptStream(event.revision, 'it names an entry that is not there');
  }
}

function strike({ state }: IncidentDraft, { list, index }: Place, withdrawn: Withdrawable['withdrawn']): void {
  const struck = <E extends Withdrawable>(entry: E): E => ({ ...entry, withdrawn });
  switch (list) {
    case 'measures':
      changeEntry(state.measures, index, struck);
      return;
    case 'filings':
      changeEntry(state.filings, index, struck);
      return;
    case 'audiences':
      changeEntry(state.audiences, index, struck);
      return;
    case 'communications':
      changeEntry(state.communications, index, struck);
      return;
    case 'authorityMessages':
      changeEntry(state.authorityMessages, index, struck);
      return;
    case 'evidence':
      changeEntry(state.evidence, index, struck);
      return;
    case 'notes':
      changeEntry(state.notes, index, struck);
      return;
    case 'links':
      changeEntry(state.links, index, struck);
      return;
    case 'regimeFilings':
      changeEntry(state.regimeFilings, index, struck);
      return;
  }
}
