/** Decisions as the API shows them. */
import { lapseOf } from '../../incident/lapses.js';
import type { Decision as DomainDecision, Incident } from '../../incident/state.js';
import type { Decision } from '../types/decision.js';
import { actorOf } from './parts.js';
import type { AudiencesById } from './subjects.js';

/**
 * The incident's decisions, oldest first.
 * @param id of the incident as it stands in the ids of its duties.
 */
export function decisionsOf(incident: Incident, audiences: AudiencesById, id: string): readonly Decision[] {
  return incident.decisions.map((decision) => {
    const { revision, kind, reasons, decidedBy, decidedAt, recordedAt } = decision;
    const common = { id: decision.id, revision, kind, reasons, decidedBy, decidedAt, recordedAt };
    return { ...common, recordedBy: actorOf(decision.recordedBy), ...ofKind(decision, incident, audiences, id) };
  });
}

type OfKind = Omit<
  Decision,
  'id' | 'revision' | 'kind' | 'reasons' | 'decidedBy' | 'decidedAt' | 'recordedAt' | 'recordedBy'
>;

const nothing: OfKind = {
  ground: null,
  dpoAdvice: null,
  audience: null,
  publicMeasure: null,
  requestedBy: null,
  reference: null,
  from: null,
  reviewAt: null,
  lessons: null,
  openDuties: null,
  lapsedByRevision: null,
};

function ofKind(decision: DomainDecision, incident: Incident, audiences: AudiencesById, incidentId: string): OfKind {
  switch (decision.kind) {
    case 'DECLINE_CNIL': {
      const { ground, dpoAdvice, lapsedByRevision } = decision;
      return { ...nothing, ground, dpoAdvice, lapsedByRevision };
    }
    case 'DECLINE_SUBJECTS': {
      const { ground, dpoAdvice, publicMeasure, audienceId } = decision;
      const audience = audienceId === null ? null : (audiences.get(audienceId) ?? null);
      const lapsedByRevision = lapseOf(incident, decision)?.revision ?? null;
      return { ...nothing, ground, dpoAdvice, publicMeasure, audience, lapsedByRevision };
    }
    case 'DEFER_SUBJECTS': {
      const { requestedBy, reference, from, reviewAt } = decision;
      const lapsedByRevision = lapseOf(incident, decision)?.revision ?? null;
      return { ...nothing, requestedBy, reference, from, reviewAt, lapsedByRevision };
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
