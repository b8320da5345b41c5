/** Incidents as stories of what happened: each step an event, folded as the register folds it. */
import type { IncidentEventBody, EventData } from '../../src/incident/events/registry.js';
import { foldIncident } from '../../src/incident/fold.js';
import type { ActorId, EntryId, IncidentId, OrganisationId } from '../../src/incident/ids.js';
import type { Organisation } from '../../src/incident/organisation.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import type { Incident } from '../../src/incident/state.js';
import { HOUR, instantAt, parseInstant, type Instant } from '../../src/law/instant.js';

/** The instant that a text writes. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`no instant: ${text}`);
  return parsed;
}

const START = Date.parse('2026-11-17T11:00:00.000Z');

/** So many hours, and milliseconds, after the start of the stories: Tuesday 17 November 2026, noon in Paris. */
export function hour(hours: number, milliseconds = 0): Instant {
  return instantAt(START + hours * HOUR + milliseconds);
}

export interface Step {
  readonly recordedAt: Instant;
  readonly occurredAt: Instant;
  readonly body: IncidentEventBody;
}

/** A step recorded in an hour of the story, and done then where nothing else is said. */
export function step(recorded: number, body: IncidentEventBody, occurred = recorded): Step {
  return { recordedAt: hour(recorded), occurredAt: hour(occurred), body };
}

export function entry(revision: number): EntryId {
  return `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}` as EntryId;
}

const incidentId = '11111111-1111-4111-8111-111111111111' as IncidentId;
const organisationId = '22222222-2222-4222-8222-222222222222' as OrganisationId;
const actor = '33333333-3333-4333-8333-333333333333' as ActorId;

export function recordedEvents(steps: readonly Step[]): readonly IncidentEvent[] {
  return steps.map(({ body, recordedAt, occurredAt }, revision) => ({
    ...body,
    id: entry(revision),
    revision,
    recordedAt,
    occurredAt,
    actor,
    role: 'DPO',
  }));
}

export function incidentOf(...steps: readonly Step[]): Incident {
  const incident = foldIncident(incidentId, recordedEvents(steps));
  if (incident === null) throw new Error('a story has a beginning');
  return incident;
}

export const organisation: Organisation = {
  id: organisationId,
  name: 'Clinique',
  timeZone: 'Europe/Paris',
  language: 'fr',
  sector: null,
  siren: null,
  dpo: null,
  representative: null,
  regimes: ['GDPR'],
  aims: [],
  revision: 0,
  updatedAt: hour(0),
};

const decider = { name: 'A. Martin', capacity: 'directrice' };

export function detected(data: Partial<EventData<'IncidentDetected'>> = {}): IncidentEventBody {
  return {
    type: 'IncidentDetected',
    data: {
      reference: '2026-0001',
      title: 'Observations non enregistrées',
      summary: null,
      role: 'CONTROLLER',
      exercise: false,
      occurredFrom: null,
      occurredTo: null,
      ongoing: null,
      detectedAt: null,
      informedByProcessorAt: null,
      processor: null,
      natures: [],
      ...data,
    },
  };
}

export function aware(awareAt: Instant): IncidentEventBody {
  return { type: 'AwarenessEstablished', data: { awareAt, explanation: null } };
}

export function awareCorrected(awareAt: Instant): IncidentEventBody {
  return { type: 'AwarenessCorrected', data: { awareAt, explanation: 'relevé du journal' } };
}

export function facts(
  data: EventData<'FactsRecorded'>['facts'] = { cause: ['INTERNAL_ACCIDENTAL'] },
): IncidentEventBody {
  return { type: 'FactsRecorded', data: { facts: data } };
}

export function assessed(data: Partial<EventData<'IncidentAssessed'>> = {}): IncidentEventBody {
  return {
    type: 'IncidentAssessed',
    data: {
      facts: null,
      severity: null,
      likelihood: null,
      likelyConsequences: null,
      verdict: 'RISK',
      reasons: 'données de santé',
      newFactsKnownAt: null,
      advice: null,
      ...data,
    },
  };
}

export function measure(data: Partial<EventData<'MeasureRecorded'>> = {}): IncidentEventBody {
  return {
    type: 'MeasureRecorded',
    data: {
      measureId: null,
      kind: 'CONTAINMENT',
      state: 'TAKEN',
      description: 'retour à la version précédente',
      owner: null,
      dueAt: null,
      doneAt: null,
      irregularities: [],
      ...data,
    },
  };
}

export function filed(data: Partial<EventData<'CnilNotified'>> & { readonly filedAt: Instant }): IncidentEventBody {
  return {
    type: 'CnilNotified',
    data: {
      kind: 'INITIAL',
      authority: 'FR-CNIL',
      filedAtPrecision: 'INSTANT',
      receiptNumber: null,
      caseNumber: null,
      refersTo: null,
      filedBy: null,
      contactPoint: null,
      channel: null,
      reasonsForDelay: null,
      text: null,
      dueAt: null,
      rule: null,
      ruleVersion: null,
      lateBy: null,
      missing: ['33(3)(a)'],
      irregularities: [],
      ...data,
    },
  };
}

export function declined(ground: EventData<'CnilNotificationDeclined'>['ground']): IncidentEventBody {
  return {
    type: 'CnilNotificationDeclined',
    data: { ground, reasons: 'aucune donnée lisible', decidedBy: decider, dpoAdvice: null },
  };
}

export function noted(): IncidentEventBody {
  return { type: 'NoteAdded', data: { text: 'appel du prestataire', visibility: 'TEAM' } };
}

export function withdrawn(entryId: EntryId): IncidentEventBody {
  return { type: 'EntryWithdrawn', data: { entryId, reasons: 'saisi par erreur' } };
}

export function ruledOut(): IncidentEventBody {
  return { type: 'IncidentRuledOut', data: { reasons: 'aucune violation', decidedBy: decider } };
}

export function reopened(): IncidentEventBody {
  return { type: 'IncidentReopened', data: { reasons: 'éléments nouveaux', decidedBy: decider } };
}

export function closed(): IncidentEventBody {
  return { type: 'IncidentClosed', data: { lessons: null, openDuties: [], decidedBy: decider } };
}
