/** Commands with inputs that nothing stands against, each to be changed where a test needs it otherwise. */
import type { CommandInputs, CommandName, IncidentCommand } from '../../src/incident/commands/command.js';
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
