/** Entries of an incident's state as the API shows them. */
import type { IncidentView } from '../../application/application.js';
import { stands } from '../../incident/standing.js';
import type {
  Assessment as DomainAssessment,
  AwarenessEntry as DomainAwarenessEntry,
  Decision as DomainDecision,
  Filing,
  Measure as DomainMeasure,
  Note as DomainNote,
} from '../../incident/state.js';
import type { ControllerRole } from '../../law/vocabulary.js';
import type { Decision } from '../types/decision.js';
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
  const { facts, recordedBy, ...same } = assessment;
  return { ...same, facts: factsOf(facts, role), assessedBy: actorOf(recordedBy) };
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
  for (const filing of view.incident.filings.filter(stands)) shown.set(filing.id, filingOf(filing, view, shown));
  return [...shown.values()];
}

function filingOf(filing: Filing, view: IncidentView, earlier: ReadonlyMap<string, CnilFiling>): CnilFiling {
  const { refersTo, recordedBy, irregularities, lateBy, ...same } = filing;
  return {
    ...same,
    view,
    refersTo: refersTo === null ? null : (earlier.get(refersTo) ?? null),
    late: lateBy !== null,
    irregularities: codesOf(irregularities),
    recordedBy: actorOf(recordedBy),
  };
}

/** @param incidentId as it stands in the ids of the incident's duties. */
export function decisionOf(decision: DomainDecision, incidentId: string): Decision {
  const { id, revision, kind, reasons, decidedBy, decidedAt, recordedAt } = decision;
  const recordedBy = actorOf(decision.recordedBy);
  return { id, revision, kind, reasons, decidedBy, decidedAt, recordedAt, recordedBy, ...ofKind(decision, incidentId) };
}

type OfKind = Pick<Decision, 'ground' | 'dpoAdvice' | 'lessons' | 'openDuties' | 'lapsedByRevision'>;

const nothing: OfKind = { ground: null, dpoAdvice: null, lessons: null, openDuties: null, lapsedByRevision: null };

function ofKind(decision: DomainDecision, incidentId: string): OfKind {
  switch (decision.kind) {
    case 'DECLINE_CNIL': {
      const { ground, dpoAdvice, lapsedByRevision } = decision;
      return { ...nothing, ground, dpoAdvice, lapsedByRevision };
    }
    case 'CLOSE': {
      const openDuties = decision.openDuties.map(({ duty, reasons }) => ({ dutyId: `${incidentId}/${duty}`, reasons }));
      return { ...nothing, lessons: decision.lessons, openDuties };
    }
    case 'REOPEN':
    case 'RULE_OUT':
      return nothing;
  }
}
