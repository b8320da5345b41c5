/** What the law asks of an incident. The table of states is docs/duties.md; the rules are data in law/rules.ts. */
import type { Instant } from '../law/instant.js';
import { RULES, type RuleTable } from '../law/rules.js';
import type { Duty } from './duty.js';
import { authorityMessageDuties } from './duties/authorityMessages.js';
import { communicateToSubjectsDuty } from './duties/communicateToSubjects.js';
import { completeNotificationDuty } from './duties/completeNotification.js';
import { documentDuty } from './duties/document.js';
import { isOpen, type DutyQuestion } from './duties/build.js';
import { otherRegimeDuties } from './duties/otherRegimes.js';
import { notifyAuthorityDuty } from './duties/notifyAuthority.js';
import { notifyControllersDuty } from './duties/notifyControllers.js';
import type { Organisation } from './organisation.js';
import type { Incident } from './state.js';

export { isOpen as isOpenState } from './duties/build.js';
export { authorityClock, type AuthorityClock } from './duties/notifyAuthority.js';

/** Those that an incident has once at most, by their keys. */
const ONCE: ReadonlyMap<string, (question: DutyQuestion) => Duty | null> = new Map([
  ['GDPR/DOCUMENT', documentDuty],
  ['GDPR/NOTIFY_AUTHORITY', notifyAuthorityDuty],
  ['GDPR/COMPLETE_NOTIFICATION', completeNotificationDuty],
  ['GDPR/COMMUNICATE_TO_SUBJECTS', communicateToSubjectsDuty],
  ['GDPR/NOTIFY_CONTROLLERS', notifyControllersDuty],
]);

/**
 * The duties of an incident as of an instant: the record as it stands, its clocks as they stood then. Pure and total; a duty that no law
 * asked for (of this role, at that time) is not listed. Order: as the law's articles are met in practice, then one for each message of the
 * authority that asks something, then the stages of other regimes; the same at every instant.
 */
export function duties(
  incident: Incident,
  organisation: Organisation,
  at: Instant,
  rules: RuleTable = RULES,
): readonly Duty[] {
  const question = { incident, organisation, at, rules };
  const once = [...ONCE.values()].map((duty) => duty(question)).filter((duty) => duty !== null);
  return [...once, ...authorityMessageDuties(question), ...otherRegimeDuties(question)];
}

/** Finds duties of `duties` by their keys, null for a key that it does not list, and reckons no more of them than it has to. */
export function dutyFinder(
  incident: Incident,
  organisation: Organisation,
  at: Instant,
  rules: RuleTable = RULES,
): (key: string) => Duty | null {
  const question = { incident, organisation, at, rules };
  let all: ReadonlyMap<string, Duty> | null = null;
  return (key) => {
    const once = ONCE.get(key);
    if (once !== undefined) return once(question);
    all ??= new Map(duties(incident, organisation, at, rules).map((duty) => [duty.key, duty]));
    return all.get(key) ?? null;
  };
}

/** Whether something is still to be done or found out: what closing must give a reason for. */
export function isOpenDuty(duty: Duty): boolean {
  return isOpen(duty.state);
}

/** Whether the duties of the incident depend on its notices: those of a processor do. Nothing else that grows without bound has a part in them. */
export function dutiesDependOnNotices({ role }: Pick<Incident, 'role'>): boolean {
  return role === 'PROCESSOR';
}
