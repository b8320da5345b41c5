/** What the state of an incident alone sets against a command, whatever its input. The table is docs/commands.md. */
import { refusal } from './checks/refusal.js';
import type { CommandName } from './commands/command.js';
import type { Organisation } from './organisation.js';
import type { Refusal } from './refusal.js';
import { awareAt, hasEnded, standingNotifications } from './standing.js';
import type { Incident } from './state.js';

/** What a command is decided on. */
export interface States {
  /** Null before the incident's first event. */
  readonly incident: Incident | null;
  readonly organisation: Organisation;
}

type Check = (incident: Incident) => readonly Refusal[];

const notEnded: Check = ({ phase }) => {
  if (phase === 'OPEN') return [];
  return [refusal('ALREADY_CLOSED', phase === 'CLOSED' ? 'alreadyClosed' : 'alreadyRuledOut')];
};
/** After a ruling out a withdrawal may still be filed: which kind it is, only the input tells. */
const notClosed: Check = (incident) => (incident.phase === 'RULED_OUT' ? [] : notEnded(incident));
const ended: Check = (incident) => (hasEnded(incident) ? [] : [refusal('NOT_CLOSED', 'notClosed')]);
const aware: Check = (incident) => (awareAt(incident) === null ? [refusal('NOT_AWARE', 'notAware')] : []);
const controller: Check = ({ role }) => (role === 'PROCESSOR' ? [refusal('NOT_A_CONTROLLER', 'notAController')] : []);
const processor: Check = ({ role }) => (role === 'PROCESSOR' ? [] : [refusal('NOT_A_PROCESSOR', 'notAProcessor')]);
const notNotified: Check = (incident) =>
  standingNotifications(incident).length > 0 ? [refusal('CONTRADICTORY_FACTS', 'alreadyNotified')] : [];

const checks: Readonly<Record<CommandName, readonly Check[]>> = {
  reportIncident: [],
  correctIncident: [notEnded],
  establishAwareness: [notEnded],
  recordFacts: [],
  assessIncident: [notEnded, aware, controller],
  recordMeasure: [notEnded],
  notifyCnil: [notClosed, aware, controller],
  declineCnilNotification: [notEnded, aware, controller, notNotified],
  defineAudience: [notEnded, controller],
  notifySubjects: [notEnded, aware, controller],
  declineSubjectsNotification: [notEnded, aware, controller],
  deferSubjectsNotification: [notEnded, aware, controller],
  identifyControllers: [processor],
  notifyControllers: [notEnded, processor],
  acknowledgeControllerNotice: [notEnded, processor],
  recordAuthorityMessage: [],
  answerAuthority: [],
  recordRegimeFiling: [],
  classifyIncident: [],
  attachEvidence: [],
  linkIncidents: [],
  addNote: [],
  withdrawEntry: [notEnded],
  closeIncident: [notEnded, aware],
  reopenIncident: [ended],
  ruleOutIncident: [notEnded],
};

/**
 * What stands against a command now, without reading any input: `actions` is its answer, and `decide` begins with it. Pure and total; no state
 * refuses by time alone, so it asks no time.
 */
export function refusals(name: CommandName, states: States): readonly Refusal[] {
  if (name === 'reportIncident') return [];
  const { incident } = states;
  if (incident === null) return [refusal('NOT_FOUND', 'notFound')];
  return checks[name].flatMap((check) => check(incident));
}
