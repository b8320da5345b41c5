import type { Role } from './roles.js';

/** How far a permission reaches: the whole organisation, or only incidents that the caller reported. */
export type Scope = 'ALL' | 'OWN';

type Grants = Partial<Record<Role, Scope>>;

const workingOn: Grants = { HANDLER: 'ALL', DPO: 'ALL', DECIDER: 'ALL' };
const contributing: Grants = { REPORTER: 'OWN', ...workingOn };
const deciding: Grants = { DPO: 'ALL', DECIDER: 'ALL' };
const reading: Grants = { REPORTER: 'OWN', ...workingOn, AUDITOR: 'ALL', ADMIN: 'ALL' };
const anyone: Grants = { REPORTER: 'ALL', ...workingOn, AUDITOR: 'ALL', ADMIN: 'ALL' };

/** Who may what: every operation of the API, and what is not here nobody may. A role that an operation does not name is refused. */
export const permissions = {
  me: anyone,
  position: anyone,
  node: reading,
  incident: reading,
  /** Not a root field: notes under legal privilege, within an incident that may be read. */
  readPrivilegedNotes: { ...workingOn, ADMIN: 'ALL' },

  reportIncident: contributing,
  addNote: contributing,
  attachEvidence: contributing,

  correctIncident: workingOn,
  establishAwareness: workingOn,
  recordFacts: workingOn,
  assessIncident: workingOn,
  recordMeasure: workingOn,
  notifyCnil: workingOn,
  defineAudience: workingOn,
  notifySubjects: workingOn,
  identifyControllers: workingOn,
  notifyControllers: workingOn,
  acknowledgeControllerNotice: workingOn,
  recordAuthorityMessage: workingOn,
  answerAuthority: workingOn,
  linkIncidents: workingOn,
  withdrawEntry: workingOn,

  declineCnilNotification: deciding,
  declineSubjectsNotification: deciding,
  deferSubjectsNotification: deciding,
  closeIncident: deciding,
  reopenIncident: deciding,
  ruleOutIncident: deciding,

  configureOrganisation: { ADMIN: 'ALL' },
} as const satisfies Record<string, Grants>;

export type Operation = keyof typeof permissions;

const operations = Object.keys(permissions).filter(isOperation);

/** Whether the API knows an operation of that name: one that is missing here has no rule, and so is open to nobody. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(permissions, name);
}

/** How far the role may go with the operation; null where it may not use it at all. */
export function scopeOf(role: Role, operation: Operation): Scope | null {
  const grants: Grants = permissions[operation];
  return grants[role] ?? null;
}

/** Whether the role may use the operation at all; for some it is then narrowed to own reports (`scopeOf`). */
export function may(role: Role, operation: Operation): boolean {
  return scopeOf(role, operation) !== null;
}

/** The names of all operations that the role may use, sorted: what `me.permissions` answers. */
export function permissionsOf(role: Role): readonly Operation[] {
  return operations.filter((operation) => may(role, operation)).sort();
}
