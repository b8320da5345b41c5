/** Stories of one incident told to a register: whatever commands come, some refused, with time between them. */
import fc from 'fast-check';
import { askedFor } from '../../../src/application/incidents.js';
import { incidentStream } from '../../../src/application/ids.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { IncidentCommand } from '../../../src/incident/commands/command.js';
import type { IncidentId } from '../../../src/incident/ids.js';
import type { ControllerRole } from '../../../src/law/vocabulary.js';
import { HOUR, instantAt } from '../../../src/law/instant.js';
import { anyCommand } from '../../support/anyCommand.js';
import { eventsOf, incidentIn, type TestRegister } from '../register.js';

export interface Told {
  readonly role: ControllerRole;
  /** Whether whoever reports is aware at once, so that clocks run. */
  readonly aware: boolean;
  /** Each with the hours that pass before it. */
  readonly commands: readonly (readonly [number, IncidentCommand])[];
}

export const stories: fc.Arbitrary<Told> = fc.record({
  role: fc.constantFrom('CONTROLLER', 'PROCESSOR'),
  aware: fc.boolean(),
  commands: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), anyCommand), { minLength: 5, maxLength: 30 }),
});

/** In stories the entry of a revision has this id; in a register it has that of its event. */
const storyEntry = /00000000-0000-4000-8000-(\d{12})/g;

/** @param clock the register's, in milliseconds since 1970. */
export async function tell(
  { application, log }: TestRegister,
  caller: Caller,
  { role, aware, commands }: Told,
  clock: { now: number },
): Promise<IncidentId> {
  const awareAt = aware ? { awareAt: instantAt(clock.now) } : {};
  const reported = await application.execute(caller, 'reportIncident', { title: 'Histoire', role, ...awareAt }, {});
  const { id } = incidentIn(reported);
  for (const [hours, { name, input }] of commands) {
    clock.now += hours * HOUR;
    const events = await eventsOf(log, incidentStream(id));
    const named = JSON.stringify(input).replace(storyEntry, (same, revision) => events[Number(revision)]?.id ?? same);
    // The door takes whole revisions only.
    const text = named.replaceAll(/("aboutRevision":\d+)\.\d+/g, '$1');
    const asked = askedFor(name, JSON.parse(text) as typeof input);
    await application.execute(caller, asked.name, asked.input, { incidentId: id });
  }
  return id;
}
