import type { Role } from './roles.js';

/** How far a permission reaches: the whole organisation, or only incidents that the caller reported. */
export type Scope = 'ALL' | 'OWN';

type Grants = Partial<Record<Role, Scope>>;

const workingOn: Grants = { HANDLER: 'ALL', DPO: 'ALL', DECIDER: 'ALL' };
const contributing: Grants = { REPORTER: 'OWN', ...workingOn };
const deciding: Grants = { DPO: 'ALL', DECIDER: 'ALL' };
const reading: Grants = { REPORTER: 'OWN', ...workingOn, AUDITOR: 'ALL', ADMIN: 'ALL' };
const auditing: Grants = { ...workingOn, AUDITOR: 'ALL', ADMIN: 'ALL' };
const anyone: Grants = { REPORTER: 'ALL', ...workingOn, AUDITOR: 'ALL', ADMIN: 'ALL' };
const exporting: Grants = { ...deciding, AUDITOR: 'ALL', ADMIN: 'ALL' };

/**
 * Who may what: every operation of the API, and what is not here nobody may. A role that an operation does not name is refused. For people:
 * docs/permissions.md, which a test holds to this table.
 */
export const permissions = {
  me: anyone,
  position: anyone,
  triage: anyone,
  cnilDossier: auditing,
  node: reading,
  nodes: reading,
  incident: reading,
  incidentByReference: reading,
  incidents: reading,
  duties: reading,
  statistics: reading,
  events: reading,
  dutyAlerts: reading,
  compare: auditing,
  checkpoint: auditing,
  consistencyProof: auditing,
  verify: auditing,
  startVerification: auditing,
  verification: auditing,
  /** No field of the API: the evidence bundle, over HTTP and by the command line. */
  exportEvidence: exporting,
  readLog: exporting,
  /** To whoever reported too: the receipt of what was written down. */
  inclusionProof: reading,
  /** Not a root field: what events say, word for word, as in the history; who only reports reads it in the incident. */
  readRecordedData: auditing,
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
  recordRegimeFiling: workingOn,
  classifyIncident: workingOn,
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

/** What a field below the roots asks of whoever may read the object that it is of. */
export interface FieldRule {
  readonly asks: Operation;
  /** Where that is not granted. REFUSED: null with the error FORBIDDEN. WITHHELD: the field leaves out what is not granted, and says so. */
  readonly otherwise: 'REFUSED' | 'WITHHELD';
}

/**
 * The fields below the roots that find out something of their own, or leave something out, as `Type.field`. Null: whoever may read the object
 * may read the field. Every other field only shows what its object holds.
 */
export const fieldRules: Readonly<Record<string, FieldRule | null>> = {
  'Actor.name': null,
  'Assessment.advice': null,
  'Assessment.enisa': null,
  'CnilFiling.receipt': null,
  'CnilFiling.registerSnapshot': null,
  'Incident.actions': null,
  'Incident.classifications': null,
  'Incident.controllerNotices': null,
  'Incident.duties': null,
  'Incident.evidence': null,
  'Incident.history': { asks: 'readRecordedData', otherwise: 'REFUSED' },
  'Incident.notes': { asks: 'readPrivilegedNotes', otherwise: 'WITHHELD' },
  'Incident.regimeFilings': null,
  'Incident.timeline': { asks: 'readPrivilegedNotes', otherwise: 'WITHHELD' },
  'IncidentLink.incident': { asks: 'incident', otherwise: 'WITHHELD' },
  'LiveEvent.event': null,
  'LiveEvent.incident': null,
  'RecordedEvent.data': { asks: 'readRecordedData', otherwise: 'WITHHELD' },
  'RecordedEvent.stored': { asks: 'readRecordedData', otherwise: 'WITHHELD' },
  'SubjectCommunication.document': null,
};

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
