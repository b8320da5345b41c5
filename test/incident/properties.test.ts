import fc from 'fast-check';
import { COMMAND_NAMES, type IncidentCommand } from '../../src/incident/commands/command.js';
import { decide, occurredAtOf } from '../../src/incident/decide.js';
import { decodeIncidentEvent, newestVersionOf } from '../../src/incident/decode.js';
import { foldIncident } from '../../src/incident/fold.js';
import { deepFreeze } from '../../src/incident/freeze.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import { refusals } from '../../src/incident/refusals.js';
import type { Refusal } from '../../src/incident/refusal.js';
import type { Incident } from '../../src/incident/state.js';
import { statusOf, INCIDENT_STATUSES } from '../../src/incident/status.js';
import { renderMessage } from '../../src/incident/texts/messages.js';
import { CONTROLLER_ROLES, LANGUAGES } from '../../src/law/vocabulary.js';
import { anyCommand, anyReport } from '../support/anyCommand.js';
import { storyId as id } from '../support/anyValue.js';
import { audience, identify, irregularitiesIn, receive, report, take } from '../support/commands.js';
import { hour, organisation as clinic, recordedEvents, type Step } from '../support/story.js';
import { cell, tableIn } from '../support/tables.js';

const organisation = deepFreeze(clinic);
const numRuns = process.env['ARTICLE33_LONG'] === '1' ? 5_000 : 200;
/** A life: a report that stands, what usually comes first, or some of it, then whatever comes, an hour apart. */
const lives = fc
  .tuple(
    fc.record({ role: fc.constantFrom(...CONTROLLER_ROLES, 'PROCESSOR'), awareAt: fc.constantFrom(null, hour(-20)) }),
    fc.subarray([audience(), receive({ receivedAt: hour(-10) }), take(), identify()]),
    fc.array(anyCommand, { minLength: 1, maxLength: 25, size: 'max' }),
  )
  .map(([said, first, commands]) => [report(said), ...first, ...commands]);

interface Told {
  readonly command: IncidentCommand;
  readonly at: number;
  readonly before: Incident | null;
  readonly outcome: ReturnType<typeof decide>;
}

/** Decides command after command, each on what the ones before it came to. */
function live(commands: readonly IncidentCommand[]): {
  readonly told: readonly Told[];
  readonly events: readonly IncidentEvent[];
} {
  const steps: Step[] = [];
  const told: Told[] = [];
  let incident: Incident | null = null;
  commands.forEach((command, at) => {
    const before = incident;
    const outcome = decide(deepFreeze(command), { incident, organisation }, hour(at));
    told.push({ command, at, before, outcome });
    if (!outcome.ok) return;
    const first = steps.length;
    for (const body of outcome.events) {
      steps.push({ recordedAt: hour(at), occurredAt: occurredAtOf(command, body, hour(at)), body });
    }
    incident = foldIncident(id, recordedEvents(steps).slice(first), incident);
  });
  return { told, events: recordedEvents(steps) };
}

const everyLife = (check: (life: ReturnType<typeof live>) => void): void => {
  fc.assert(
    fc.property(lives, (commands) => {
      check(live(commands));
    }),
    { numRuns },
  );
};

function frozenThroughout(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(frozenThroughout);
}

describe('whatever is commanded, in whatever order', () => {
  test('is decided: with events, or with at least one refusal', () => {
    everyLife(({ told }) => {
      for (const { outcome } of told) {
        expect(outcome.ok ? outcome.events.length : outcome.refusals.length).toBeGreaterThan(0);
      }
    });
  });

  test('is decided the same way again', () => {
    everyLife(({ told }) => {
      for (const { command, before, at, outcome } of told) {
        expect(decide(structuredClone(command), { incident: structuredClone(before), organisation }, hour(at))).toEqual(
          outcome,
        );
      }
    });
  });

  test('is refused for the state exactly where the state says so without reading the input', () => {
    everyLife(({ told }) => {
      for (const { command, before, outcome } of told) {
        const against = refusals(command.name, { incident: before, organisation });
        const happened = 'recordAsHappened' in command.input && command.input.recordAsHappened === true;
        if (against.length > 0 && !happened) expect(outcome).toEqual({ ok: false, refusals: against });
      }
    });
  });

  test('makes events that fit their schemas and survive JSON', () => {
    everyLife(({ events }) => {
      for (const { type, data } of events) {
        const stored: unknown = JSON.parse(JSON.stringify(data));
        expect(decodeIncidentEvent(type, newestVersionOf(type) ?? 0, stored)).toEqual({
          ok: true,
          body: { type, data },
        });
      }
    });
  });

  test('folds to one state, frozen throughout, at once or bit by bit', () => {
    everyLife(({ events }) => {
      const whole = foldIncident(id, events);
      const bits = events.reduce<Incident | null>((state, event) => foldIncident(id, [event], state), null);
      expect(bits).toEqual(whole);
      expect(frozenThroughout(whole)).toBe(true);
      expect(frozenThroughout(bits)).toBe(true);
      expect(whole?.revision).toBe(events.length - 1);
      expect(INCIDENT_STATUSES).toContain(whole === null ? null : statusOf(whole));
    });
  });

  test('keeps an irregularity for every warning of what was recorded as it happened, and for no other', () => {
    everyLife(({ told }) => {
      for (const { outcome } of told) {
        const kept = outcome.ok ? outcome.events.filter(({ data }) => 'irregularities' in data) : [];
        for (const event of kept) {
          expect(irregularitiesIn(event)).toEqual([
            ...new Set(outcome.ok ? outcome.warnings.map(({ code }) => code) : []),
          ]);
        }
      }
    });
  });

  test('is refused, or warned of, only as docs/commands.md says, in words that can be shown', () => {
    const tables = ['refusals by input', 'warnings'].flatMap((name) => tableIn('commands.md', name));
    const known = new Set(
      tables.map((row) => ['Command', 'Code', 'Message'].map((column) => cell(row, column)).join()),
    );
    const byState = new Set(tableIn('commands.md', 'refusals by state: messages').map((row) => cell(row, 'Message')));
    everyLife(({ told }) => {
      for (const { command, outcome } of told) {
        const said: readonly Refusal[] = outcome.ok ? outcome.warnings : outcome.refusals;
        for (const refusal of said) {
          const { code, message } = refusal;
          expect(byState.has(message) || known.has([command.name, code, message].join())).toBe(true);
          for (const language of LANGUAGES) expect(renderMessage(refusal, language, 'Europe/Paris')).not.toBe('');
        }
      }
    });
  });
});

describe('whatever is reported', () => {
  test('is decided, and what is accepted begins an incident whose clock runs only from an awareness given', () => {
    fc.assert(
      fc.property(anyReport, (command) => {
        const { told, events } = live([command]);
        const [first] = told;
        if (first?.outcome.ok !== true) return;
        const incident = foldIncident(id, events);
        expect(incident?.awareness.map(({ awareAt }) => awareAt)).toEqual(
          command.input.awareAt == null ? [] : [command.input.awareAt],
        );
        expect(incident?.detectedAt).toBe(command.input.detectedAt ?? null);
      }),
      { numRuns },
    );
  });
});

test('the commands tried here are each accepted and each refused, some of the time', () => {
  const tried = fc.sample(lives, { numRuns: 300, seed: 33 }).flatMap((commands) => live(commands).told);
  const names = (ok: boolean) =>
    new Set(tried.filter(({ outcome }) => outcome.ok === ok).map(({ command }) => command.name));
  expect([...names(true)].sort()).toEqual([...COMMAND_NAMES].sort());
  expect([...names(false), 'reportIncident'].sort()).toEqual([...COMMAND_NAMES].sort());
});
