/** A log that people's random commands made, from a seed; and what folding it gives. */
import type { Caller } from '../../src/identity/caller.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import type { Organisation } from '../../src/incident/organisation.js';
import type { Incident } from '../../src/incident/state.js';
import type { OrganisationEvent } from '../../src/incident/record.js';
import type { RecordedEvent, StreamName } from '../../src/log/port.js';
import { incidentKind, organisationKind, readStored } from '../../src/read/stored/kinds.js';
import { allEvents, openRegister, type TestRegister } from '../application/register.js';
import { chanceOf, type Chance } from '../simulation/chance.js';
import { letterFrom, peopleOf } from '../simulation/script.js';

export interface Story {
  readonly register: TestRegister;
  readonly chance: Chance;
  readonly people: readonly Caller[];
  /** Everything in the log, in its order. */
  events(): Promise<readonly RecordedEvent[]>;
  /** So many commands more. */
  goOn(commands: number): Promise<void>;
  end(): Promise<void>;
}

export async function aStory(seed: number, commands: number): Promise<Story> {
  const chance = chanceOf(seed);
  // Each may do everything: here nobody is asked for their role.
  const people = peopleOf(chance).map((person) => ({ ...person, role: 'DPO' as const }));
  let now = Date.parse('2026-06-01T12:00:00Z');
  let sent = 0;
  const register = await openRegister({ now: () => now });
  const incidents: { id: string; organisation: string }[] = [];
  const entries: string[] = [];
  const goOn = async (more: number) => {
    for (let count = 0; count < more; count += 1) {
      now += chance.below(8 * 3_600_000);
      if (chance.happens(0.05)) await configure(register, chance, chance.pick(people));
      const { caller, command, incidentId, commandId } = letterFrom(
        chance,
        people,
        { incidents, entries },
        (sent += 1),
        now,
      );
      const address = incidentId === null ? { commandId } : { commandId, incidentId };
      const answer = await register.application.execute(caller, command.name, command.input, address);
      if (answer.entryId !== null) entries.push(answer.entryId);
      const id = answer.view?.incident.id;
      if (command.name === 'reportIncident' && id !== undefined)
        incidents.push({ id, organisation: caller.organisation });
    }
  };
  await goOn(commands);
  return { register, chance, people, goOn, events: () => allEvents(register.log), end: () => register.end() };
}

/** Its aims move targets, and so what is due soon. */
async function configure({ application }: TestRegister, chance: Chance, caller: Caller): Promise<void> {
  const aims = [{ kind: 'DOCUMENT', hours: 1 + chance.below(500) } as const];
  await application.configureOrganisation({ ...caller, role: 'ADMIN' }, { aims }, null);
}

export interface Folding {
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  /** Of each incident, its states in the order of revisions, each with the instant of recording. */
  readonly versions: ReadonlyMap<string, readonly Incident[]>;
}

/** The same events folded stream by stream, all at once: nothing here goes the projector's way. */
export function foldingOf(events: readonly RecordedEvent[]): Folding {
  const streams = new Map<StreamName, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const incidents = new Map<string, Incident>();
  const organisations = new Map<string, Organisation>();
  const versions = new Map<string, readonly Incident[]>();
  for (const [stream, recorded] of streams) {
    if (stream.startsWith('incident-')) {
      const told = recorded.map((event) => incidentEvent(event));
      const whole = incidentKind.fold(stream, told, null);
      if (whole === null) throw new Error(`${stream} is empty`);
      incidents.set(whole.id, whole);
      versions.set(
        whole.id,
        told.map((_, index) => incidentUpTo(stream, told, index)),
      );
    } else if (stream.startsWith('organisation-')) {
      const organisation = organisationKind.fold(stream, recorded.map(organisationEvent), null);
      if (organisation !== null) organisations.set(organisation.id, organisation);
    }
  }
  return { incidents, organisations, versions };
}

function incidentUpTo(stream: StreamName, told: readonly IncidentEvent[], index: number): Incident {
  const state = incidentKind.fold(stream, told.slice(0, index + 1), null);
  if (state === null) throw new Error('an event makes a state');
  return state;
}

function incidentEvent(event: RecordedEvent): IncidentEvent {
  const stored = readStored(incidentKind, event, event.organisation);
  if (typeof stored === 'string') throw new Error(stored);
  return stored.event;
}

function organisationEvent(event: RecordedEvent): OrganisationEvent {
  const stored = readStored(organisationKind, event, event.organisation);
  if (typeof stored === 'string') throw new Error(stored);
  return stored.event;
}
