/** What a command comes to. */
import type { Instant } from '../law/instant.js';
import { decided } from './checks/refusal.js';
import { defineAudience } from './commands/defineAudience.js';
import { notifySubjects } from './commands/notifySubjects.js';
import { declineSubjectsNotification } from './commands/declineSubjectsNotification.js';
import { deferSubjectsNotification } from './commands/deferSubjectsNotification.js';
import { identifyControllers } from './commands/identifyControllers.js';
import { notifyControllers } from './commands/notifyControllers.js';
import { acknowledgeControllerNotice } from './commands/acknowledgeControllerNotice.js';
import { recordAuthorityMessage } from './commands/recordAuthorityMessage.js';
import { answerAuthority } from './commands/answerAuthority.js';
import { attachEvidence } from './commands/attachEvidence.js';
import { linkIncidents } from './commands/linkIncidents.js';
import { addNote } from './commands/addNote.js';
import { assessIncident } from './commands/assessIncident.js';
import { closeIncident } from './commands/closeIncident.js';
import type { CommandName, IncidentCommand } from './commands/command.js';
import { correctIncident } from './commands/correctIncident.js';
import { declineCnilNotification } from './commands/declineCnilNotification.js';
import { establishAwareness } from './commands/establishAwareness.js';
import { notifyCnil } from './commands/notifyCnil.js';
import { recordFacts } from './commands/recordFacts.js';
import { recordMeasure } from './commands/recordMeasure.js';
import { reopenIncident } from './commands/reopenIncident.js';
import { reportIncident } from './commands/reportIncident.js';
import { ruleOutIncident } from './commands/ruleOutIncident.js';
import type { Situation } from './commands/situation.js';
import { classifyIncident } from './commands/classifyIncident.js';
import { recordRegimeFiling } from './commands/recordRegimeFiling.js';
import { withdrawEntry } from './commands/withdrawEntry.js';
import type { IncidentEventBody } from './events/registry.js';
import type { EntryId } from './ids.js';
import type { Decided } from './refusal.js';
import { refusals, type States } from './refusals.js';

/**
 * Decides a command: its events in the order to be recorded, with warnings, or everything that stands against it. Pure, total and
 * deterministic. What the state alone refuses comes alone; what the input gets wrong comes together. Where the command says that it
 * records what has happened (`recordAsHappened`), what would refuse it becomes a warning and stays on the record as an irregularity.
 * @param now the register's clock: instants later than five minutes after it are refused as future.
 */
export function decide(command: IncidentCommand, states: States, now: Instant): Decided<IncidentEventBody> {
  if (command.name === 'reportIncident') return reportIncident(command.input, now);
  const against = refusals(command.name, states);
  const { incident, organisation } = states;
  if (incident === null) return decided(against, () => []);
  if (against.length > 0 && !saysItHappened(command)) return decided(against, () => []);
  return decideOn(command, { incident, organisation, now, against });
}

function saysItHappened(command: IncidentCommand): boolean {
  return 'recordAsHappened' in command.input && command.input.recordAsHappened === true;
}

function decideOn(
  command: Exclude<IncidentCommand, { name: 'reportIncident' }>,
  situation: Situation,
): Decided<IncidentEventBody> {
  switch (command.name) {
    case 'correctIncident':
      return correctIncident(command.input, situation);
    case 'establishAwareness':
      return establishAwareness(command.input, situation);
    case 'recordFacts':
      return recordFacts(command.input, situation);
    case 'assessIncident':
      return assessIncident(command.input, situation);
    case 'recordMeasure':
      return recordMeasure(command.input, situation);
    case 'notifyCnil':
      return notifyCnil(command.input, situation);
    case 'declineCnilNotification':
      return declineCnilNotification(command.input, situation);
    case 'defineAudience':
      return defineAudience(command.input, situation);
    case 'notifySubjects':
      return notifySubjects(command.input, situation);
    case 'declineSubjectsNotification':
      return declineSubjectsNotification(command.input, situation);
    case 'deferSubjectsNotification':
      return deferSubjectsNotification(command.input, situation);
    case 'identifyControllers':
      return identifyControllers(command.input, situation);
    case 'notifyControllers':
      return notifyControllers(command.input, situation);
    case 'acknowledgeControllerNotice':
      return acknowledgeControllerNotice(command.input, situation);
    case 'recordAuthorityMessage':
      return recordAuthorityMessage(command.input, situation);
    case 'answerAuthority':
      return answerAuthority(command.input, situation);
    case 'recordRegimeFiling':
      return recordRegimeFiling(command.input, situation);
    case 'classifyIncident':
      return classifyIncident(command.input, situation);
    case 'attachEvidence':
      return attachEvidence(command.input, situation);
    case 'linkIncidents':
      return linkIncidents(command.input, situation);
    case 'addNote':
      return addNote(command.input, situation);
    case 'withdrawEntry':
      return withdrawEntry(command.input, situation);
    case 'closeIncident':
      return closeIncident(command.input, situation);
    case 'reopenIncident':
      return reopenIncident(command.input, situation);
    case 'ruleOutIncident':
      return ruleOutIncident(command.input, situation);
  }
}

/**
 * When an event of a command happened, as whoever gave the command says: the instant of detection, of awareness, of filing, of doing, or
 * its `occurredAt`; now where nothing is said. A correction happens when it is made, whatever instant it is about.
 * @param body one of the events that `decide` gave for this command.
 */
export function occurredAtOf(command: IncidentCommand, body: IncidentEventBody, now: Instant): Instant {
  switch (body.type) {
    case 'IncidentDetected':
      return body.data.detectedAt ?? now;
    case 'AwarenessEstablished':
      return body.data.awareAt;
    case 'MeasureRecorded':
      return body.data.doneAt ?? now;
    case 'CnilNotified':
    case 'RegimeFilingRecorded':
      return body.data.filedAt;
    case 'IncidentClassified':
      return body.data.at;
    case 'SubjectsNotified':
    case 'ControllersNotified':
      return body.data.sentAt;
    case 'ControllerNoticeAcknowledged':
    case 'AuthorityMessageReceived':
      return body.data.receivedAt;
    case 'ControllerNoticeFailed':
      return body.data.failedAt;
    case 'AuthorityAnswered':
      return body.data.answeredAt;
    case 'EvidenceAttached':
      return body.data.collectedAt ?? now;
    case 'SubjectsNotificationDeferred':
      return body.data.from;
    case 'ControllersIdentified':
      // Whoever was sent a notice was known by then.
      return command.name === 'notifyControllers' ? command.input.sentAt : (saidOf(command) ?? now);
    case 'AudienceDefined':
    case 'IncidentsLinked':
    case 'IncidentCorrected':
    case 'AwarenessCorrected':
    case 'EntryWithdrawn':
      return now;
    case 'FactsRecorded':
    case 'IncidentAssessed':
    case 'CnilNotificationDeclined':
    case 'SubjectsNotificationDeclined':
    case 'NoteAdded':
    case 'IncidentClosed':
    case 'IncidentReopened':
    case 'IncidentRuledOut':
      return saidOf(command) ?? now;
  }
}

function saidOf({ input }: IncidentCommand): Instant | null {
  return ('occurredAt' in input ? input.occurredAt : null) ?? null;
}

const makesAnEntry: Readonly<Record<CommandName, boolean>> = {
  reportIncident: false,
  correctIncident: false,
  establishAwareness: false,
  recordFacts: false,
  assessIncident: true,
  recordMeasure: true,
  notifyCnil: true,
  declineCnilNotification: true,
  defineAudience: true,
  notifySubjects: true,
  declineSubjectsNotification: true,
  deferSubjectsNotification: true,
  identifyControllers: false,
  notifyControllers: false,
  acknowledgeControllerNotice: false,
  recordAuthorityMessage: true,
  answerAuthority: true,
  recordRegimeFiling: true,
  classifyIncident: true,
  attachEvidence: true,
  linkIncidents: true,
  addNote: true,
  withdrawEntry: false,
  closeIncident: true,
  reopenIncident: true,
  ruleOutIncident: true,
};

/**
 * The id of the entry that a command added: that of its first event, of an updated measure or audience its own; null where a command adds none.
 */
export function entryIdOf(command: IncidentCommand, firstEventId: EntryId): EntryId | null {
  if (command.name === 'recordMeasure') return command.input.measureId ?? firstEventId;
  if (command.name === 'defineAudience') return command.input.audienceId ?? firstEventId;
  return makesAnEntry[command.name] ? firstEventId : null;
}
