import { ruleInForce } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { epoch, isAfter, type Instant } from '../../law/instant.js';
import type { Duty } from '../duty.js';
import { stands } from '../standing.js';
import type { Incident } from '../state.js';
import { ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, rulePart, stateByTime, targetPart, type DutyQuestion } from './build.js';

/**
 * GDPR art. 33(5): facts, effects and remedial action of every breach are documented, whatever its risk. Of a processor art. 28(3)(f) and
 * (h), without effects: it assesses nothing.
 */
export function documentDuty(question: DutyQuestion): Duty | null {
  const { incident, organisation, at, rules } = question;
  const rule = ruleInForce(rules, 'DOCUMENT', incident.role, incident.recordedAt);
  if (rule === null) return null;
  const anchor = isAfter(incident.recordedAt, at) ? null : incident.recordedAt;
  const clock = anchor === null ? null : clockFrom(rule, anchor, organisation);
  const elements = elementsOf(incident);
  const lacking = elements.filter((element) => element.since === null || isAfter(element.since, at));
  const metAt = lacking.length === 0 ? latest(elements.map((element) => element.since)) : null;
  const base = { rule, anchor, clock };
  const ruleSentence = rulePart(incident.role === 'PROCESSOR' ? 'document.processorRule' : 'document.rule', rule);
  if (ruledOutAt(incident, at)) {
    return makeDuty(question, { ...base, state: 'NOT_REQUIRED', parts: [ruleSentence, { key: 'state.ruledOut' }] });
  }
  if (metAt !== null) {
    const parts: ExplanationPart[] = [ruleSentence, { key: 'document.met', instants: { metAt } }];
    return makeDuty(question, { ...base, state: 'MET', metAt, parts });
  }
  const started = anchor === null ? [{ key: 'clock.notRecorded' } as const] : targetPart(clock, anchor, organisation);
  const parts = [ruleSentence, ...started, ...lacking.map((element): ExplanationPart => ({ key: element.lacks }))];
  return makeDuty(question, { ...base, state: stateByTime(clock, at), parts });
}

interface Element {
  /** On record since then; null where it is not. */
  readonly since: Instant | null;
  readonly lacks: 'document.lacksFacts' | 'document.lacksConsequences' | 'document.lacksMeasure';
}

function elementsOf(incident: Incident): readonly Element[] {
  const assessed = incident.assessments.find((entry) => (entry.likelyConsequences ?? '').trim() !== '');
  const measure = incident.measures.find((entry) => stands(entry) && entry.state !== 'ABANDONED');
  const facts: Element = { since: incident.factsRecordedAt, lacks: 'document.lacksFacts' };
  const consequences: Element = { since: assessed?.recordedAt ?? null, lacks: 'document.lacksConsequences' };
  const remedy: Element = { since: measure?.recordedAt ?? null, lacks: 'document.lacksMeasure' };
  return incident.role === 'PROCESSOR' ? [facts, remedy] : [facts, consequences, remedy];
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((a, b) => (a !== null && (b === null || epoch(a) >= epoch(b)) ? a : b), null);
}
