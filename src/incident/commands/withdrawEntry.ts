import { decided, refusal } from '../checks/refusal.js';
import { withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { EntryId } from '../ids.js';
import { noticeWith } from '../notices.js';
import type { Decided } from '../refusal.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import type { WithdrawEntry } from './command.js';
import type { Situation } from './situation.js';

/** Strikes an entry made by mistake: it stays in the history, and nothing counts it any more. A measure goes with all its updates. */
export function withdrawEntry(input: WithdrawEntry, { incident }: Situation): Decided<IncidentEventBody> {
  const known = isStandingEntry(incident, input.entryId) || noticeWith(incident, input.entryId) !== null;
  const refusals = [
    ...(known ? [] : [refusal('UNKNOWN_ENTRY', 'unknownEntry', ['entryId'])]),
    ...withoutReasons(['reasons'], input.reasons),
  ];
  return decided(refusals, () => [
    { type: 'EntryWithdrawn', data: { entryId: input.entryId, reasons: input.reasons } },
  ]);
}

function isStandingEntry(incident: Incident, id: EntryId): boolean {
  const { measures, filings, audiences, communications, authorityMessages, evidence, notes, links, regimeFilings } =
    incident;
  return [measures, filings, audiences, communications, authorityMessages, evidence, notes, links, regimeFilings].some(
    (entries) => entries.some((entry) => entry.id === id && stands(entry)),
  );
}
