/** Entries of an incident's state as the API shows them. */
import type { IncidentView } from '../../application/application.js';
import { stands } from '../../incident/standing.js';
import type {
  Assessment as DomainAssessment,
  AwarenessEntry as DomainAwarenessEntry,
  Measure as DomainMeasure,
  Note as DomainNote,
} from '../../incident/state.js';
import type { ControllerRole } from '../../law/vocabulary.js';
import type { Assessment, AwarenessEntry, Measure, Note } from '../types/entries.js';
import type { CnilFiling } from '../types/filing.js';
import { actorOf, codesOf, factsOf } from './parts.js';

export function awarenessOf({
  revision,
  awareAt,
  explanation,
  recordedAt,
  recordedBy,
}: DomainAwarenessEntry): AwarenessEntry {
  return { revision, awareAt, explanation, recordedAt, recordedBy: actorOf(recordedBy) };
}

export function assessmentOf(assessment: DomainAssessment, role: ControllerRole): Assessment {
  const { facts, recordedBy, advice, ...same } = assessment;
  return { ...same, kept: advice, facts: factsOf(facts, role), assessedBy: actorOf(recordedBy) };
}

export function measureOf(measure: DomainMeasure): Measure {
  const { recordedBy, irregularities, ...same } = measure;
  return { ...same, recordedBy: actorOf(recordedBy), irregularities: codesOf(irregularities) };
}

export function noteOf(note: DomainNote): Note {
  return { ...note, recordedBy: actorOf(note.recordedBy) };
}

/** Standing filings in order. A filing refers only to one recorded before it, or to none that still stands. */
export function filingsOf(view: IncidentView): readonly CnilFiling[] {
  const shown = new Map<string, CnilFiling>();
  for (const filing of view.incident.filings.filter(stands)) {
    const { refersTo, recordedBy, irregularities, lateBy, ...same } = filing;
    shown.set(filing.id, {
      ...same,
      view,
      refersTo: refersTo === null ? null : (shown.get(refersTo) ?? null),
      late: lateBy !== null,
      irregularities: codesOf(irregularities),
      recordedBy: actorOf(recordedBy),
    });
  }
  return [...shown.values()];
}
