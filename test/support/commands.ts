/** Commands with inputs that nothing stands against, each to be changed where a test needs it otherwise. */
import type { CommandInputs, CommandName, IncidentCommand } from '../../src/incident/commands/command.js';
import type { IncidentEventBody } from '../../src/incident/events/registry.js';
import { hour, entry } from './story.js';

type Command<N extends CommandName> = Extract<IncidentCommand, { name: N }>;
type Build<N extends CommandName> = (input?: Partial<CommandInputs[N]>) => Command<N>;

export const decider = { name: 'A. Martin', capacity: 'directrice' };
export const reasons = 'constaté dans le journal des accès';

export const report: Build<'reportIncident'> = (input) => ({
  name: 'reportIncident',
  input: { title: 'Observations non enregistrées', reference: '2026-0001', ...input },
});
export const correct: Build<'correctIncident'> = (input) => ({ name: 'correctIncident', input: { reasons, ...input } });
export const establish: Build<'establishAwareness'> = (input) => ({
  name: 'establishAwareness',
  input: { awareAt: hour(0), ...input },
});
export const learn: Build<'recordFacts'> = (input) => ({
  name: 'recordFacts',
  input: { facts: { subjectsCount: 12 }, ...input },
});
export const assess: Build<'assessIncident'> = (input) => ({
  name: 'assessIncident',
  input: { verdict: 'RISK', reasons, ...input },
});
export const take: Build<'recordMeasure'> = (input) => ({
  name: 'recordMeasure',
  input: { kind: 'CONTAINMENT', state: 'TAKEN', description: 'retour à la version précédente', ...input },
});
export const notify: Build<'notifyCnil'> = (input) => ({
  name: 'notifyCnil',
  input: { kind: 'INITIAL', filedAt: hour(24), ...input },
});
export const decline: Build<'declineCnilNotification'> = (input) => ({
  name: 'declineCnilNotification',
  input: { ground: 'OTHER_PROVISION', reasons, decidedBy: decider, ...input },
});
export const jot: Build<'addNote'> = (input) => ({
  name: 'addNote',
  input: { text: 'appel du prestataire', ...input },
});
export const strike: Build<'withdrawEntry'> = (input) => ({
  name: 'withdrawEntry',
  input: { entryId: entry(1), reasons, ...input },
});
export const close: Build<'closeIncident'> = (input) => ({
  name: 'closeIncident',
  input: { decidedBy: decider, ...input },
});
export const reopen: Build<'reopenIncident'> = (input) => ({
  name: 'reopenIncident',
  input: { reasons, decidedBy: decider, ...input },
});
export const ruleOut: Build<'ruleOutIncident'> = (input) => ({
  name: 'ruleOutIncident',
  input: { reasons, decidedBy: decider, ...input },
});

export const audience: Build<'defineAudience'> = (input) => ({
  name: 'defineAudience',
  input: { name: 'Proches des patients', categories: ['OTHER'], ...input },
});
export const message = {
  nature: 'accès non autorisé',
  contactPoint: 'dpo@clinique.example',
  likelyConsequences: 'hameçonnage',
  measures: 'mots de passe changés',
};
export const inform: Build<'notifySubjects'> = (input) => ({
  name: 'notifySubjects',
  input: { audienceId: entry(2), channel: 'LETTER', sentAt: hour(24), message, complete: true, ...input },
});
export const declineSubjects: Build<'declineSubjectsNotification'> = (input) => ({
  name: 'declineSubjectsNotification',
  input: { ground: 'UNINTELLIGIBLE', reasons, decidedBy: decider, ...input },
});
export const defer: Build<'deferSubjectsNotification'> = (input) => ({
  name: 'deferSubjectsNotification',
  input: { requestedBy: 'le parquet', from: hour(2), reviewAt: hour(200), reasons, decidedBy: decider, ...input },
});
export const cabinet = { externalId: 'c-2', name: 'Cabinet du Port' };
export const identify: Build<'identifyControllers'> = (input) => ({
  name: 'identifyControllers',
  input: { controllers: [cabinet], ...input },
});
export const tell: Build<'notifyControllers'> = (input) => ({
  name: 'notifyControllers',
  input: { controllers: [cabinet], channel: 'EMAIL', sentAt: hour(24), message: 'quatre champs perdus', ...input },
});
export const acknowledge: Build<'acknowledgeControllerNotice'> = (input) => ({
  name: 'acknowledgeControllerNotice',
  input: { externalIds: ['c-1'], receivedAt: hour(25), ...input },
});
export const receive: Build<'recordAuthorityMessage'> = (input) => ({
  name: 'recordAuthorityMessage',
  input: { kind: 'QUESTION', receivedAt: hour(30), text: 'combien de personnes ?', ...input },
});
export const answer: Build<'answerAuthority'> = (input) => ({
  name: 'answerAuthority',
  input: { messageId: entry(3), answeredAt: hour(40), text: 'deux mille trois cents', ...input },
});
export const fileUnder: Build<'recordRegimeFiling'> = (input) => ({
  name: 'recordRegimeFiling',
  input: { duty: 'LOPMI/OTHER_REGIME/COMPLAINT', recipient: 'gendarmerie', filedAt: hour(24), ...input },
});
export const classify: Build<'classifyIncident'> = (input) => ({
  name: 'classifyIncident',
  input: { regime: 'NIS2', classification: 'SIGNIFICANT', at: hour(5), reasons, ...input },
});
export const attach: Build<'attachEvidence'> = (input) => ({
  name: 'attachEvidence',
  input: { name: 'récépissé.pdf', mediaType: 'application/pdf', size: '48213', sha256: 'A1'.repeat(32), ...input },
});
export const link: Build<'linkIncidents'> = (input) => ({
  name: 'linkIncidents',
  input: { kind: 'PROCESSOR_NOTICE', externalReference: 'avis du 3 mai', otherExists: false, ...input },
});

/** The same command, said to record what has happened; fails for one that knows no such thing. */
export function asHappened(command: IncidentCommand): IncidentCommand {
  if (command.name === 'recordMeasure') return take({ ...command.input, recordAsHappened: true });
  if (command.name === 'notifyCnil') return notify({ ...command.input, recordAsHappened: true });
  if (command.name === 'notifySubjects') return inform({ ...command.input, recordAsHappened: true });
  if (command.name === 'notifyControllers') return tell({ ...command.input, recordAsHappened: true });
  if (command.name === 'acknowledgeControllerNotice') return acknowledge({ ...command.input, recordAsHappened: true });
  throw new Error(`${command.name} knows no recordAsHappened`);
}

/** What an event keeps of what stood against it. */
export function irregularitiesIn(event: IncidentEventBody | undefined): readonly string[] {
  return event !== undefined && 'irregularities' in event.data ? event.data.irregularities : [];
}
