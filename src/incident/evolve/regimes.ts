/** Classifications and filings under regimes other than the GDPR. */
import type { IncidentClassified, RegimeFilingRecorded } from '../events/regimes.js';
import type { Envelope } from '../record.js';
import { announce, recorded, type IncidentDraft } from './draft.js';

export function classify({ state }: IncidentDraft, data: IncidentClassified, event: Envelope): void {
  state.classifications.push({
    ...recorded(event),
    regime: data.regime,
    classification: data.classification,
    at: data.at,
    reasons: data.reasons,
  });
}

export function recordRegimeFiling(draft: IncidentDraft, data: RegimeFilingRecorded, event: Envelope): void {
  announce(draft, 'regimeFilings', event.id);
  draft.state.regimeFilings.push({
    ...recorded(event),
    withdrawn: null,
    regime: data.regime,
    stage: data.stage,
    recipient: data.recipient,
    filedAt: data.filedAt,
    reference: data.reference,
    text: data.text,
    dueAt: data.dueAt,
    rule: data.rule,
    ruleVersion: data.ruleVersion,
    lateBy: data.lateBy,
  });
}
