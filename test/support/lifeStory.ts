/** Steps of the whole life for stories: persons, controllers, the authority. */
import type { EventData, IncidentEventBody } from '../../src/incident/events/registry.js';
import type { EntryId } from '../../src/incident/ids.js';
import type { Instant } from '../../src/law/instant.js';
import { hour } from './story.js';

const decidedBy = { name: 'A. Martin', capacity: 'directrice' };
const wholeMessage = {
  nature: 'accès non autorisé',
  contactPoint: 'dpo@clinique.example',
  likelyConsequences: 'hameçonnage',
  measures: 'mots de passe changés',
  advice: null,
  fullText: null,
};

export function audience(data: Partial<EventData<'AudienceDefined'>> = {}): IncidentEventBody {
  return {
    type: 'AudienceDefined',
    data: {
      audienceId: null,
      name: 'Patients',
      categories: ['PATIENTS'],
      count: null,
      verdict: null,
      information: null,
      plannedFor: null,
      ...data,
    },
  };
}

export function informed(
  audienceId: EntryId,
  sentAt: Instant,
  data: Partial<EventData<'SubjectsNotified'>> = {},
): IncidentEventBody {
  return {
    type: 'SubjectsNotified',
    data: {
      audienceId,
      channel: 'EMAIL',
      sentAt,
      count: null,
      failed: null,
      language: 'fr',
      message: wholeMessage,
      complete: true,
      missing: [],
      irregularities: [],
      ...data,
    },
  };
}

export function subjectsDeclined(
  ground: EventData<'SubjectsNotificationDeclined'>['ground'],
  data: Partial<EventData<'SubjectsNotificationDeclined'>> = {},
): IncidentEventBody {
  return {
    type: 'SubjectsNotificationDeclined',
    data: { audienceId: null, ground, reasons: 'motifs', publicMeasure: null, decidedBy, dpoAdvice: null, ...data },
  };
}

/** Art. 34(3)(c): everybody told at once in public at an instant. */
export function publicly(at: Instant): Pick<EventData<'SubjectsNotificationDeclined'>, 'publicMeasure'> {
  return { publicMeasure: { channel: 'PRESS', at, text: 'avis' } };
}

export function deferred(from: Instant, reviewAt: Instant): IncidentEventBody {
  return {
    type: 'SubjectsNotificationDeferred',
    data: { requestedBy: 'le parquet de Paris', reference: null, from, reviewAt, reasons: 'enquête', decidedBy },
  };
}

export function identified(
  externalIds: readonly string[],
  data: Partial<EventData<'ControllersIdentified'>> = {},
): IncidentEventBody {
  return {
    type: 'ControllersIdentified',
    data: { controllers: externalIds.map((externalId) => ({ externalId, name: 'Cabinet', note: null })), ...data },
  };
}

export function told(
  externalIds: readonly string[],
  sentAt: Instant,
  data: Partial<EventData<'ControllersNotified'>> = {},
): IncidentEventBody {
  return {
    type: 'ControllersNotified',
    data: { externalIds: [...externalIds], channel: 'EMAIL', sentAt, message: 'avis', irregularities: [], ...data },
  };
}

export function bounced(externalIds: readonly string[], failedAt: Instant): IncidentEventBody {
  return {
    type: 'ControllerNoticeFailed',
    data: { externalIds: [...externalIds], failedAt, source: null, irregularities: [] },
  };
}

export function acknowledged(externalIds: readonly string[], receivedAt: Instant): IncidentEventBody {
  return {
    type: 'ControllerNoticeAcknowledged',
    data: { externalIds: [...externalIds], receivedAt, source: null, irregularities: [] },
  };
}

/** A message of the CNIL received in an hour of the story. */
export function received(
  kind: EventData<'AuthorityMessageReceived'>['kind'],
  at: number,
  data: Partial<EventData<'AuthorityMessageReceived'>> = {},
): IncidentEventBody {
  return {
    type: 'AuthorityMessageReceived',
    data: { authority: 'FR-CNIL', kind, receivedAt: hour(at), dueAt: null, reference: null, text: 'message', ...data },
  };
}

export function answered(messageId: EntryId, answeredAt: Instant): IncidentEventBody {
  return { type: 'AuthorityAnswered', data: { messageId, answeredAt, text: 'réponse' } };
}

export function classified(
  regime: EventData<'IncidentClassified'>['regime'],
  classification: string,
  at: Instant,
): IncidentEventBody {
  return { type: 'IncidentClassified', data: { regime, classification, at, reasons: 'ampleur de l’interruption' } };
}

export function filedUnder(
  regime: EventData<'RegimeFilingRecorded'>['regime'],
  stage: string,
  filedAt: Instant,
  data: Partial<EventData<'RegimeFilingRecorded'>> = {},
): IncidentEventBody {
  return {
    type: 'RegimeFilingRecorded',
    data: {
      regime,
      stage,
      recipient: 'guichet',
      filedAt,
      reference: null,
      text: null,
      dueAt: null,
      rule: null,
      ruleVersion: null,
      lateBy: null,
      ...data,
    },
  };
}

export function linked(data: Partial<EventData<'IncidentsLinked'>>): IncidentEventBody {
  return {
    type: 'IncidentsLinked',
    data: { kind: 'PROCESSOR_NOTICE', otherIncidentId: null, externalReference: null, reasons: null, ...data },
  };
}
