/** Advice and ENISA's score as the API shows them: texts from rule ids, figures from hundredths. */
import type {
  DutyAdvice as DomainDutyAdvice,
  EnisaScore as DomainScore,
  TriageAdvice as DomainAdvice,
} from '../../law/triage/advice.js';
import { renderReason } from '../../law/triage/reason.js';
import type { Language } from '../../law/vocabulary.js';
import type { AdviceReason, DutyAdvice, EnisaScore, TriageAdvice } from '../types/advice.js';

export function adviceOf(advice: DomainAdvice, language: Language): TriageAdvice {
  return {
    register: dutyAdviceOf(advice.register, language),
    authority: dutyAdviceOf(advice.authority, language),
    subjects: dutyAdviceOf(advice.subjects, language),
    controllers: dutyAdviceOf(advice.controllers, language),
    enisa: advice.enisa === null ? null : scoreOf(advice.enisa),
    rulesVersion: advice.rulesVersion,
    conflicts: advice.conflicts.map(({ rule, code, fields }) => ({
      code,
      message: reasonOf(rule, language).text,
      field: fields,
    })),
  };
}

export function scoreOf({ score, identifiability, circumstances, ...same }: DomainScore): EnisaScore {
  return {
    ...same,
    score: score / 100,
    identifiability: identifiability / 100,
    circumstances: circumstances / 100,
  };
}

function dutyAdviceOf({ answer, rules }: DomainDutyAdvice, language: Language): DutyAdvice {
  return { answer, reasons: rules.map((rule) => reasonOf(rule, language)) };
}

/** A rule that this version of the register does not know is named all the same. */
function reasonOf(rule: string, language: Language): AdviceReason {
  return renderReason(rule, language) ?? { rule, text: rule, source: '' };
}
