/** What is known of the breach itself. */
import { mergeFacts } from '../facts.js';
import type { AwarenessCorrected, AwarenessEstablished, IncidentCorrected } from '../events/detection.js';
import type { FactsPatch } from '../events/facts.js';
import type { Envelope } from '../record.js';
import { recorded, type IncidentDraft } from './draft.js';

export function correctIncident({ state }: IncidentDraft, data: IncidentCorrected): void {
  const { natures, ...changes } = data.changes;
  Object.assign(state, changes);
  if (natures !== undefined) state.natures = [...natures];
}

export function establishAwareness({ state }: IncidentDraft, data: AwarenessEstablished, event: Envelope): void {
  state.awareness.push({ ...recorded(event), awareAt: data.awareAt, explanation: data.explanation });
}

export function correctAwareness({ state }: IncidentDraft, data: AwarenessCorrected, event: Envelope): void {
  state.awareness.push({ ...recorded(event), awareAt: data.awareAt, explanation: data.explanation });
}

/** Facts, and with them the incident's natures: that field belongs to whoever wrote it last. */
export function recordFacts({ state }: IncidentDraft, patch: FactsPatch, event: Envelope): void {
  state.facts = mergeFacts(state.facts, patch);
  state.factsRecordedAt ??= event.recordedAt;
  if (patch.natures !== undefined) state.natures = [...(patch.natures ?? [])];
}
