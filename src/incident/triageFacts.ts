/** What triage is asked of an incident. */
import type { TriageAdvice } from '../law/triage/advice.js';
import type { TriageFacts } from '../law/triage/facts.js';
import type { EventData } from './events/registry.js';
import type { Organisation } from './organisation.js';
import type { Facts, Incident } from './state.js';

/** Facts as triage reads them: the role is the incident's own, its natures stand where the facts name none, and the organisation's sector likewise. */
export function triageFactsOf(
  incident: Pick<Incident, 'role' | 'natures'>,
  organisation: Pick<Organisation, 'sector'>,
  facts: Facts,
): TriageFacts {
  const natures = facts.natures ?? (incident.natures.length > 0 ? incident.natures : null);
  return { ...facts, role: incident.role, natures, sector: facts.sector ?? organisation.sector };
}

/** An advice as an event keeps it: plain data, each list its own. */
export function storedAdvice(advice: TriageAdvice): NonNullable<EventData<'IncidentAssessed'>['advice']> {
  const duty = ({ answer, rules }: TriageAdvice['register']) => ({ answer, rules: [...rules] });
  return {
    register: duty(advice.register),
    authority: duty(advice.authority),
    subjects: duty(advice.subjects),
    controllers: duty(advice.controllers),
    enisa: advice.enisa === null ? null : { ...advice.enisa, flags: [...advice.enisa.flags] },
    rulesVersion: advice.rulesVersion,
    conflicts: advice.conflicts.map(({ rule, code, fields }) => ({ rule, code, fields: [...fields] })),
  };
}
