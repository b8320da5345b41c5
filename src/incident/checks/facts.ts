import { bandOf } from '../../law/bands.js';
import type { Instant } from '../../law/instant.js';
import type { FactsInput } from '../commands/command.js';
import type { FactsPatch } from '../events/facts.js';
import { mergeFacts } from '../facts.js';
import type { Refusal } from '../refusal.js';
import type { Incident } from '../state.js';
import { inFuture } from './instants.js';
import { refusal } from './refusal.js';
import { isBlank, nameless } from './texts.js';

/** The facts themselves: the role stands on the incident, not among them. Null where none is given. */
export function patchOf(facts: FactsInput | null | undefined): FactsPatch | null {
  const said = Object.entries(facts ?? {}).filter(([name]) => name !== 'role');
  const patch: FactsPatch = Object.fromEntries(said);
  return said.length === 0 ? null : patch;
}

/** Refuses facts that cannot be recorded as they are. */
export function impossibleFacts(facts: FactsInput | null | undefined, now: Instant): readonly Refusal[] {
  return (facts?.processors ?? []).flatMap((processor, index) => {
    const field = ['facts', 'processors', `${index}`];
    return [...nameless(field, processor), ...inFuture(now, [[...field, 'informedAt'], processor.informedAt])];
  });
}

/** Facts are never refused for contradicting one another, but whoever records them is told. */
export function contradictions(facts: FactsInput | null | undefined, incident: Incident): readonly Refusal[] {
  if (facts === null || facts === undefined) return [];
  const warnings: Refusal[] = [];
  if (typeof facts.role === 'string' && facts.role !== incident.role) {
    warnings.push(refusal('CONTRADICTORY_FACTS', 'roleDiffers', ['facts', 'role']));
  }
  const known = mergeFacts(incident.facts, facts);
  const band = facts.subjectsBand ?? null;
  if (band !== null && typeof known.subjectsCount === 'number' && bandOf(known.subjectsCount) !== band) {
    warnings.push(refusal('CONTRADICTORY_FACTS', 'bandDiffers', ['facts', 'subjectsBand']));
  }
  const speaksOfExposure = facts.exposure !== undefined || facts.exposureBasis !== undefined;
  if (speaksOfExposure && known.exposure === 'EXCLUDED' && isBlank(known.exposureBasis)) {
    warnings.push(refusal('CONTRADICTORY_FACTS', 'exposureBasisMissing', ['facts', 'exposureBasis']));
  }
  return warnings;
}
