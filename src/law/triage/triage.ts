/**
 * Triage: which duties follow from what is known of a breach, and by which rules. It advises; a named person decides. The facts are read twice, once
 * with what the law presumes of the unknown ones and once with the worst: a duty is required where even the presumption reaches its threshold, and
 * not required only where not even the worst does. Sources: rules/.
 */
import { epoch, type Instant } from '../instant.js';
import type { DutyAdvice, FactConflict, TriageAdvice } from './advice.js';
import { authorityOf, subjectsOf } from './answers.js';
import { RULE_BOOK } from './book.js';
import { reportScore } from './enisa.js';
import { unknownFacts, type TriageFacts } from './facts.js';
import type { Thresholds } from './reading.js';
import { editionsOf, type Edition, type RuleBook, type ThresholdRow } from './rulebook.js';
import { standingOf, type Standing } from './standing.js';
import { weigh } from './weigh.js';

export type Triage = (facts: TriageFacts, at: Instant) => TriageAdvice;

/**
 * Advice on the facts under the rules in force at an instant: total, and independent of the order and of repetitions in lists.
 * Before the GDPR applied every answer is UNDETERMINED, by a rule that says why.
 */
export const triage: Triage = triageBy(RULE_BOOK);

/** Triage by a book of one's own: a changed law as further rows. */
export function triageBy(book: RuleBook): Triage {
  const editions = editionsOf(book).map((edition) => ({ edition, thresholds: thresholdsOf(edition) }));
  return (facts, at) => {
    const instant = epoch(at);
    const found = editions.find(({ edition }) => edition.from <= instant);
    return found === undefined || found.thresholds === null
      ? unruled(book)
      : advise(facts, found.edition, found.thresholds);
  };
}

/** Null where no law set one of the two. */
function thresholdsOf(edition: Edition): Thresholds | null {
  const authority = newestOf(edition, 'authority');
  const subjects = newestOf(edition, 'subjects');
  return authority === null || subjects === null ? null : { authority, subjects };
}

/** Of several in force the one that began last, as for every dated rule. */
function newestOf(edition: Edition, duty: ThresholdRow['duty']): ThresholdRow | null {
  return edition.thresholds
    .filter((row) => row.duty === duty)
    .reduce<ThresholdRow | null>(
      (found, row) => (found === null || epoch(row.validFrom) > epoch(found.validFrom) ? row : found),
      null,
    );
}

function advise(facts: TriageFacts, edition: Edition, thresholds: Thresholds): TriageAdvice {
  const standing = standingOf(facts);
  const unknown = unknownFacts(facts);
  const presumed = weigh(facts, () => 'PRESUMED', edition);
  const worst = unknown.length === 0 ? presumed : weigh(facts, () => 'WORST', edition);
  const reading = { facts, edition, thresholds, standing, unknown, presumed, worst };
  const scored = standing.answer === 'NOT_REQUIRED' ? null : presumed.scored;
  return {
    register: { answer: standing.answer, rules: standing.rules },
    authority: authorityOf(reading),
    subjects: subjectsOf(reading),
    controllers: controllersOf(facts, standing),
    enisa: scored === null ? null : reportScore(scored, presumed.settled),
    rulesVersion: edition.version,
    conflicts: conflictsOf(facts, edition),
  };
}

function controllersOf(facts: TriageFacts, standing: Standing): DutyAdvice {
  if (facts.role !== 'PROCESSOR') return { answer: 'NOT_REQUIRED', rules: ['not-a-processor'] };
  return standing.answer === 'REQUIRED'
    ? { answer: 'REQUIRED', rules: ['tell-controllers'] }
    : { answer: standing.answer, rules: standing.rules };
}

function conflictsOf(facts: TriageFacts, edition: Edition): readonly FactConflict[] {
  return edition.conflicts
    .filter((row) => row.holds(facts))
    .map((row) => ({ rule: row.id, code: row.code, fields: row.fields }));
}

function unruled(book: RuleBook): TriageAdvice {
  const open: DutyAdvice = { answer: 'UNDETERMINED', rules: ['no-rules-in-force'] };
  return {
    register: open,
    authority: open,
    subjects: open,
    controllers: open,
    enisa: null,
    rulesVersion: `none/${book.revision}`,
    conflicts: [],
  };
}
