/**
 * Given what happened, when a command comes, expect its events or what refuses it. Every outcome is also proven to be pure (decided twice
 * over frozen states), storable (each event passes through JSON and its schema unchanged) and foldable.
 */
import type { IncidentCommand } from '../../src/incident/commands/command.js';
import { decide, occurredAtOf } from '../../src/incident/decide.js';
import { decodeIncidentEvent, newestVersionOf } from '../../src/incident/decode.js';
import type { IncidentEventBody } from '../../src/incident/events/registry.js';
import { deepFreeze } from '../../src/incident/freeze.js';
import type { Organisation } from '../../src/incident/organisation.js';
import type { Decided, Refusal, UserErrorCode } from '../../src/incident/refusal.js';
import type { Incident } from '../../src/incident/state.js';
import type { MessageKey } from '../../src/incident/texts/messages.js';
import { instantAt, MINUTE, plus, type Instant } from '../../src/law/instant.js';
import { incidentOf, organisation as clinic, type Step } from './story.js';

type Outcome = Decided<IncidentEventBody>;

/** What a refused command is expected to be refused for. */
export interface Refused {
  readonly codes: readonly UserErrorCode[];
}

export function refused(...codes: readonly UserErrorCode[]): Refused {
  return { codes };
}

class Spec {
  constructor(
    private readonly steps: readonly Step[],
    private readonly command: IncidentCommand,
    private readonly at: Instant,
    readonly outcome: Outcome,
  ) {}

  /** These events, whole and in this order; or refused for these codes, in this order. */
  expect(expected: readonly IncidentEventBody[] | Refused): this {
    if ('codes' in expected) expect(codes(this.refusals)).toEqual(expected.codes);
    else expect(this.outcome).toEqual({ ok: true, events: expected, warnings: this.warnings });
    return this;
  }

  /** Accepted, with exactly these warnings. */
  warns(...messages: readonly MessageKey[]): this {
    expect(this.outcome.ok).toBe(true);
    expect(this.warnings.map(({ message }) => message)).toEqual(messages);
    return this;
  }

  get refusals(): readonly Refusal[] {
    return this.outcome.ok ? [] : this.outcome.refusals;
  }

  get warnings(): readonly Refusal[] {
    return this.outcome.ok ? this.outcome.warnings : [];
  }

  /** The events; fails where it was refused. */
  get events(): readonly IncidentEventBody[] {
    if (!this.outcome.ok) throw new Error(`refused: ${codes(this.outcome.refusals).join(', ')}`);
    return this.outcome.events;
  }

  /** What came before, and these events. */
  get story(): readonly Step[] {
    const made = this.events.map((body) => ({
      recordedAt: this.at,
      occurredAt: occurredAtOf(this.command, body, this.at),
      body,
    }));
    return [...this.steps, ...made];
  }

  /** The incident afterwards. */
  get incident(): Incident {
    return incidentOf(...this.story);
  }
}

interface Given {
  /** @param at the register's clock; a minute after the last step where it is not said. */
  when(command: IncidentCommand, at?: Instant): Spec;
  /** The same, in another organisation. */
  in(organisation: Organisation): Given;
}

export function given(...steps: readonly Step[]): Given {
  return givenIn(clinic, steps);
}

function givenIn(organisation: Organisation, steps: readonly Step[]): Given {
  const last = steps.at(-1)?.recordedAt ?? instantAt(Date.parse('2026-11-17T10:59:00.000Z'));
  return {
    when: (command, at = plus(last, MINUTE)) => {
      const spec = new Spec(steps, command, at, decidePurely(command, steps, organisation, at));
      if (spec.outcome.ok) provenToBeStorable(spec);
      return spec;
    },
    in: (other) => givenIn(other, steps),
  };
}

/** Decides twice over states that nobody can write to, and expects one answer. */
function decidePurely(
  command: IncidentCommand,
  steps: readonly Step[],
  organisation: Organisation,
  at: Instant,
): Outcome {
  const incident = steps.length === 0 ? null : incidentOf(...steps);
  const states = deepFreeze(structuredClone({ incident, organisation }));
  const asked = deepFreeze(structuredClone(command));
  const outcome = decide(asked, states, at);
  expect(decide(asked, states, at)).toEqual(outcome);
  return outcome;
}

function provenToBeStorable(spec: Spec): void {
  for (const { type, data } of spec.events) {
    const stored: unknown = JSON.parse(JSON.stringify(data));
    expect(decodeIncidentEvent(type, newestVersionOf(type) ?? 0, stored)).toEqual({ ok: true, body: { type, data } });
  }
  const begins = spec.story[0]?.body.type === 'IncidentDetected';
  const again = spec.events.some(({ type }) => type === 'IncidentDetected') && spec.story.length > spec.events.length;
  if (begins && !again) expect(spec.incident.revision).toBe(spec.story.length - 1);
}

function codes(refusals: readonly Refusal[]): readonly UserErrorCode[] {
  return refusals.map(({ code }) => code);
}
