import { CorruptStream } from './corruptStream.js';
import { answerMessage, attachEvidence, linkIncidents, receiveMessage } from './evolve/correspondence.js';
import { correctAwareness, correctIncident, establishAwareness, recordFacts } from './evolve/detection.js';
import type { IncidentDraft } from './evolve/draft.js';
import { closeIncident, declineCnil, recordFiling, reopenIncident, ruleOutIncident } from './evolve/decisions.js';
import { addNote, assess, recordMeasure, withdrawEntry } from './evolve/handling.js';
import { acknowledgeNotice, failNotice, identifyControllers, notifyControllers } from './evolve/notices.js';
import { declineSubjects, deferSubjects, defineAudience, notifySubjects } from './evolve/subjects.js';
import { classify, recordRegimeFiling } from './evolve/regimes.js';
import type { IncidentEvent } from './record.js';

/**
 * What an event changes, on the fold's draft. Total over whatever `decide` writes after an IncidentDetected; never asks the time.
 * @throws CorruptStream for what decide cannot have written here.
 */
export function evolve(draft: IncidentDraft, event: IncidentEvent): void {
  apply(draft, event);
  draft.state.revision = event.revision;
  draft.state.updatedAt = event.recordedAt;
}

function apply(draft: IncidentDraft, event: IncidentEvent): void {
  switch (event.type) {
    case 'IncidentDetected':
      throw new CorruptStream(event.revision, 'the incident has already begun');
    case 'IncidentCorrected':
      correctIncident(draft, event.data);
      return;
    case 'AwarenessEstablished':
      establishAwareness(draft, event.data, event);
      return;
    case 'AwarenessCorrected':
      correctAwareness(draft, event.data, event);
      return;
    case 'FactsRecorded':
      recordFacts(draft, event.data.facts, event);
      return;
    case 'IncidentAssessed':
      assess(draft, event.data, event);
      return;
    case 'MeasureRecorded':
      recordMeasure(draft, event.data, event);
      return;
    case 'CnilNotified':
      recordFiling(draft, event.data, event);
      return;
    case 'CnilNotificationDeclined':
      declineCnil(draft, event.data, event);
      return;
    case 'NoteAdded':
      addNote(draft, event.data, event);
      return;
    case 'EntryWithdrawn':
      withdrawEntry(draft, event.data, event);
      return;
    case 'IncidentClosed':
      closeIncident(draft, event.data, event);
      return;
    case 'IncidentReopened':
      reopenIncident(draft, event.data, event);
      return;
    case 'IncidentRuledOut':
      ruleOutIncident(draft, event.data, event);
      return;
    case 'AudienceDefined':
    case 'SubjectsNotified':
    case 'SubjectsNotificationDeclined':
    case 'SubjectsNotificationDeferred':
    case 'ControllersIdentified':
    case 'ControllersNotified':
    case 'ControllerNoticeAcknowledged':
    case 'ControllerNoticeFailed':
    case 'AuthorityMessageReceived':
    case 'AuthorityAnswered':
    case 'EvidenceAttached':
    case 'IncidentsLinked':
    case 'RegimeFilingRecorded':
    case 'IncidentClassified':
      applyToOthers(draft, event);
      return;
  }
}

type OthersEvent = Extract<
  IncidentEvent,
  {
    readonly type:
      | 'AudienceDefined'
      | 'SubjectsNotified'
      | 'SubjectsNotificationDeclined'
      | 'SubjectsNotificationDeferred'
      | 'ControllersIdentified'
      | 'ControllersNotified'
      | 'ControllerNoticeAcknowledged'
      | 'ControllerNoticeFailed'
      | 'AuthorityMessageReceived'
      | 'AuthorityAnswered'
      | 'EvidenceAttached'
      | 'IncidentsLinked'
      | 'RegimeFilingRecorded'
      | 'IncidentClassified';
  }
>;

/** What concerns persons, controllers, authorities and other incidents. */
function applyToOthers(draft: IncidentDraft, event: OthersEvent): void {
  switch (event.type) {
    case 'AudienceDefined':
      defineAudience(draft, event.data, event);
      return;
    case 'SubjectsNotified':
      notifySubjects(draft, event.data, event);
      return;
    case 'SubjectsNotificationDeclined':
      declineSubjects(draft, event.data, event);
      return;
    case 'SubjectsNotificationDeferred':
      deferSubjects(draft, event.data, event);
      return;
    case 'ControllersIdentified':
      identifyControllers(draft, event.data, event);
      return;
    case 'ControllersNotified':
      notifyControllers(draft, event.data, event);
      return;
    case 'ControllerNoticeAcknowledged':
      acknowledgeNotice(draft, event.data, event);
      return;
    case 'ControllerNoticeFailed':
      failNotice(draft, event.data, event);
      return;
    case 'AuthorityMessageReceived':
      receiveMessage(draft, event.data, event);
      return;
    case 'AuthorityAnswered':
      answerMessage(draft, event.data, event);
      return;
    case 'EvidenceAttached':
      attachEvidence(draft, event.data, event);
      return;
    case 'IncidentsLinked':
      linkIncidents(draft, event.data, event);
      return;
    case 'RegimeFilingRecorded':
      recordRegimeFiling(draft, event.data, event);
      return;
    case 'IncidentClassified':
      classify(draft, event.data, event);
      return;
  }
}
