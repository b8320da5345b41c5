import fc from 'fast-check';
import type { IncidentCommand } from '../../src/incident/commands/command.js';
import { decide, occurredAtOf } from '../../src/incident/decide.js';
import { duties } from '../../src/incident/duties.js';
import { changesByTime, nextDutyChange } from '../../src/incident/dutyChanges.js';
import { foldIncident } from '../../src/incident/fold.js';
import type { Incident } from '../../src/incident/state.js';
import { epoch, HOUR, instantAt, isAfter, plus, type Instant } from '../../src/law/instant.js';
import { anyCommand } from '../support/anyCommand.js';
import { storyId } from '../support/anyValue.js';
import { receive, report, defer, assess } from '../support/commands.js';
import { aware, detected, hour, incidentOf, organisation, recordedEvents, step, type Step } from '../support/story.js';

const numRuns = process.env['ARTICLE33_LONG'] === '1' ? 2_000 : 100;
const never = hour(24 * 365 * 10);

/** What becomes of commands an hour apart. */
function lifeOf(commands: readonly IncidentCommand[]): Incident | null {
  const steps: Step[] = [];
  let incident: Incident | null = null;
  commands.forEach((command, at) => {
    const outcome = decide(command, { incident, organisation }, hour(at));
    if (!outcome.ok) return;
    const first = steps.length;
    for (const body of outcome.events) {
      steps.push({ recordedAt: hour(at), occurredAt: occurredAtOf(command, body, hour(at)), body });
    }
    incident = foldIncident(storyId, recordedEvents(steps).slice(first), incident);
  });
  return incident;
}

const lives = fc
  .tuple(
    fc.constantFrom(null, hour(-20)),
    fc.subarray([
      assess({ verdict: 'HIGH_RISK' }),
      defer({ from: hour(1), reviewAt: hour(300) }),
      receive({ kind: 'QUESTION', receivedAt: hour(0), dueAt: hour(200) }),
    ]),
    fc.array(anyCommand, { maxLength: 12 }),
  )
  .map(([awareAt, first, commands]) => lifeOf([report({ awareAt }), ...first, ...commands]))
  .filter((incident) => incident !== null);

function statesAt(incident: Incident, at: Instant): ReadonlyMap<string, string> {
  return new Map(duties(incident, organisation, at).map(({ key, state }) => [key, state]));
}

describe('duties by time alone', () => {
  test('are at every instant what they were, with the changes up to then', () => {
    const instants = fc.array(fc.integer({ min: 1, max: 2_000 * HOUR }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 100 * HOUR }), instants, (incident, begin, later) => {
        const from = plus(hour(0), begin);
        const changes = changesByTime(incident, organisation, from, never);
        for (const at of later.map((milliseconds) => plus(from, milliseconds))) {
          const states = new Map(statesAt(incident, from));
          for (const change of changes) if (!isAfter(change.at, at)) states.set(change.duty.key, change.duty.state);
          expect(states).toEqual(statesAt(incident, at));
        }
      }),
      { numRuns },
    );
  });

  test('change at the very instants told, in their order, and first at the one told to be next', () => {
    fc.assert(
      fc.property(lives, (incident) => {
        const changes = changesByTime(incident, organisation, hour(0), never);
        for (const { at, before, duty } of changes) {
          const eve = instantAt(epoch(at) - 1);
          expect([statesAt(incident, eve).get(duty.key) ?? null, statesAt(incident, at).get(duty.key)]).toEqual([
            before,
            duty.state,
          ]);
        }
        const instants = changes.map(({ at }) => epoch(at));
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        expect(nextDutyChange(incident, organisation, hour(0))).toBe(changes[0]?.at ?? null);
      }),
      { numRuns },
    );
  });

  test('become due soon a day before a limit, overdue a millisecond after it, and follow a clock that starts later', () => {
    const incident = incidentOf(step(0, detected()), step(0, aware(hour(2))));
    const authority = changesByTime(incident, organisation, hour(0), never).filter(
      ({ duty }) => duty.kind === 'NOTIFY_AUTHORITY',
    );
    expect(authority.map(({ at, before, duty }) => [at, before, duty.state])).toEqual([
      [hour(2), 'NOT_STARTED', 'OPEN'],
      [hour(50), 'OPEN', 'DUE_SOON'],
      [hour(74, 1), 'DUE_SOON', 'OVERDUE'],
    ]);
    expect(nextDutyChange(incident, organisation, hour(50))).toBe(hour(74, 1));
  });
});
