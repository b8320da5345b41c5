import { CONFIDENTIALITY } from './rules/confidentiality.js';
import { CONFLICTS } from './rules/conflicts.js';
import { EFFECTS } from './rules/effects.js';
import { CLEARINGS, RELIEFS, REMAINDERS } from './rules/excuses.js';
import { STATED, THRESHOLDS } from './rules/stated.js';
import type { RuleBook } from './rulebook.js';

/** The rules of triage. Raise `revision` with every change of a row: an advice kept with an assessment names it. */
export const RULE_BOOK: RuleBook = {
  revision: 1,
  stated: STATED,
  thresholds: THRESHOLDS,
  floors: [...CONFIDENTIALITY, ...EFFECTS],
  clearings: CLEARINGS,
  reliefs: RELIEFS,
  remainders: REMAINDERS,
  conflicts: CONFLICTS,
};
