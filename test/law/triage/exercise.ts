import { triage } from '../../../src/law/triage/triage.js';
import { CASES } from './cases.js';
import { at, beforeTheGdpr } from './instants.js';

const named: ReadonlyMap<string, readonly string[]> = new Map(
  CASES.map((one) => {
    const { register, authority, subjects, controllers, conflicts } = triage(one.facts, at);
    const rules = [register, authority, subjects, controllers].flatMap((duty) => duty.rules);
    return [one.id, [...rules, ...conflicts.map((conflict) => conflict.rule)]];
  }),
);

/** Ids of the cases in whose advice a rule or conflict is named; a date stands for the rule that no case of its time can show. */
export function exercising(rule: string): readonly string[] {
  const cases = CASES.filter((one) => named.get(one.id)?.includes(rule) === true).map((one) => one.id);
  const early = triage({}, beforeTheGdpr).register.rules.includes(rule) ? ['any case before 2018-05-25'] : [];
  return [...cases, ...early];
}
