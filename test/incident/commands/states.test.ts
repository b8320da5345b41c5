import { COMMAND_NAMES, type CommandName, type IncidentCommand } from '../../../src/incident/commands/command.js';
import { duties, isOpenDuty } from '../../../src/incident/duties.js';
import { refusals } from '../../../src/incident/refusals.js';
import * as commands from '../../support/commands.js';
import { given } from '../../support/spec.js';
import {
  aware,
  closed,
  detected,
  entry,
  filed,
  hour,
  incidentOf,
  noted,
  organisation,
  ruledOut,
  step,
  type Step,
} from '../../support/story.js';
import { audience, identified, received, told } from '../../support/lifeStory.js';
import { cell, tableIn, type Row } from '../../support/tables.js';

const now = hour(50);
/** What commands refer to: a note, an audience, a message, and a controller who was told. */
const entries = [
  step(0, noted()),
  step(0, audience()),
  step(0, received('QUESTION', 0)),
  step(0, identified(['c-1'])),
  step(0, told(['c-1'], hour(0))),
];
const controller = [step(0, detected()), ...entries];
const processor = [step(0, detected({ role: 'PROCESSOR' })), ...entries];
const awareness = step(1, aware(hour(1)));
const notification = step(2, filed({ filedAt: hour(2) }));

const stories: Readonly<Record<string, readonly Step[]>> = {
  unknown: [],
  suspicion: controller,
  aware: [...controller, awareness],
  'aware processor': [...processor, awareness],
  notified: [...controller, awareness, notification],
  closed: [...controller, awareness, step(3, closed())],
  'closed processor': [...processor, awareness, step(3, closed())],
  'ruled out': [...controller, step(3, ruledOut())],
  'ruled out after notifying': [...controller, awareness, notification, step(3, ruledOut())],
};

/** A command whose input is right in that state: only the state can be against it. */
function rightIn(state: string, name: CommandName): IncidentCommand {
  const incident = stories[state]?.length === 0 ? null : incidentOf(...(stories[state] ?? []));
  const open = incident === null ? [] : duties(incident, organisation, now).filter(isOpenDuty);
  const all: { readonly [N in CommandName]: IncidentCommand } = {
    reportIncident: commands.report(),
    correctIncident: commands.correct({ title: 'Quatre champs non enregistrés' }),
    establishAwareness: commands.establish({ awareAt: hour(2), explanation: commands.reasons }),
    recordFacts: commands.learn(),
    assessIncident: commands.assess(),
    recordMeasure: commands.take(),
    notifyCnil: commands.notify(state === 'ruled out after notifying' ? { kind: 'WITHDRAWAL' } : {}),
    declineCnilNotification: commands.decline(),
    defineAudience: commands.audience(),
    notifySubjects: commands.inform(),
    declineSubjectsNotification: commands.declineSubjects(),
    deferSubjectsNotification: commands.defer(),
    identifyControllers: commands.identify(),
    notifyControllers: commands.tell(),
    acknowledgeControllerNotice: commands.acknowledge(),
    recordAuthorityMessage: commands.receive(),
    answerAuthority: commands.answer(),
    recordRegimeFiling: commands.fileUnder(),
    classifyIncident: commands.classify(),
    attachEvidence: commands.attach(),
    linkIncidents: commands.link(),
    addNote: commands.jot(),
    withdrawEntry: commands.strike({ entryId: entry(1) }),
    closeIncident: commands.close({ openDuties: open.map(({ key }) => ({ duty: key, reasons: commands.reasons })) }),
    reopenIncident: commands.reopen(),
    ruleOutIncident: commands.ruleOut(),
  };
  return all[name];
}

const rows = tableIn('commands.md', 'refusals by state');
const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'Command');
const commandOf = (row: Row): CommandName => {
  const name = COMMAND_NAMES.find((known) => known === cell(row, 'Command'));
  if (name === undefined) throw new Error(`no such command: ${cell(row, 'Command')}`);
  return name;
};
const cases = rows.flatMap((row) =>
  columns.map((state) => {
    const entries = cell(row, state) === '–' ? [] : cell(row, state).split(' ');
    const codes = entries.map((code) => code.replace('*', ''));
    return {
      name: commandOf(row),
      state,
      codes,
      kept: entries.length > 0 && entries.every((code) => code.endsWith('*')),
    };
  }),
);
describe('what an incident’s state sets against a command', () => {
  test('is told of every command in every state', () => {
    expect(rows.map(commandOf)).toEqual(COMMAND_NAMES);
    expect(columns).toEqual(Object.keys(stories));
  });

  test.each(cases)('$name when $state: $codes', ({ name, state, codes }) => {
    const steps = stories[state] ?? [];
    const incident = steps.length === 0 ? null : incidentOf(...steps);
    expect(refusals(name, { incident, organisation }).map(({ code }) => code)).toEqual(codes);
    const spec = given(...steps).when(rightIn(state, name), now);
    expect(spec.refusals.map(({ code }) => code)).toEqual(codes);
    expect(spec.outcome.ok).toBe(codes.length === 0);
  });

  test.each(cases.filter(({ kept }) => kept))(
    '$name when $state is recorded as it happened, with $codes kept',
    ({ name, state, codes }) => {
      const spec = given(...(stories[state] ?? [])).when(commands.asHappened(rightIn(state, name)), now);
      const kept = commands.irregularitiesIn(spec.events.at(-1));
      // Of one fact two checks may speak: a filing after a ruling out that is no withdrawal, a notice before there was certainty.
      const alone = [...new Set(kept)].filter((code) => codes.includes(code));
      expect(alone).toEqual(codes);
      expect(spec.warnings.map(({ code }) => code)).toEqual(kept);
    },
  );
});
