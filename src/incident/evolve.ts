import { CorruptStream } from './corruptStream.js';
import { correctAwareness, correctIncident, establishAwareness, recordFacts } from './evolve/detection.js';
import type { IncidentDraft } from './evolve/draft.js';
import { closeIncident, declineCnil, recordFiling, reopenIncident, ruleOutIncident } from './evolve/decisions.js';
import { addNote, assess, recordMeasure, withdrawEntry } from './evolve/handling.js';
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
  }
}
