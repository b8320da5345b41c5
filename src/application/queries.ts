/** Reading an incident: its own stream folded, of now or of before. */
import { COMMAND_NAMES, type CommandName } from '../incident/commands/command.js';
import type { IncidentEvent } from '../incident/record.js';
import type { Refusal } from '../incident/refusal.js';
import { refusals } from '../incident/refusals.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Instant } from '../law/instant.js';
import type { IncidentView } from './application.js';
import { mayCommand, reaches } from './authorisation.js';
import type { Clock } from './clock.js';
import { incidentStream, parseIncidentId } from './ids.js';
import type { Organisations } from './organisations.js';
import { unread, type States } from './states.js';

export interface Action {
  readonly action: CommandName;
  readonly refusals: readonly Refusal[];
}

export class IncidentQueries {
  constructor(
    private readonly states: States<Incident, IncidentEvent>,
    private readonly organisations: Organisations,
    private readonly clock: Clock,
  ) {}

  /** See Application.incident. */
  async incident(caller: Caller, id: string): Promise<IncidentView | null> {
    const incidentId = parseIncidentId(id);
    if (incidentId === null) return null;
    const { state, organisation } = await this.states.load(incidentStream(incidentId));
    if (state === null || organisation !== caller.organisation || !reaches(caller, 'incident', state)) return null;
    return { incident: state, organisation: await this.organisations.of(caller), at: this.clock.now() };
  }

  /** See Application.incidentBefore. */
  async incidentBefore({ incident, organisation }: IncidentView, revision: number): Promise<IncidentView | null> {
    if (!Number.isSafeInteger(revision) || revision < 1 || revision > incident.revision) return null;
    const stream = incidentStream(incident.id);
    const told = await this.states.recorded(stream, revision + 1);
    const event = told[revision];
    const { state } = this.states.extend(unread<Incident>(stream), told.slice(0, revision)).loaded;
    if (event === undefined || state === null) return null;
    const then = await this.organisations.before(organisation.id, event.position);
    return { incident: state, organisation: then ?? organisation, at: event.recordedAt as Instant };
  }

  /** See Application.actions. */
  actions(caller: Caller, { incident, organisation }: IncidentView): readonly Action[] {
    return COMMAND_NAMES.filter((action) => mayCommand(caller, action, incident)).map((action) => ({
      action,
      refusals: refusals(action, { incident, organisation }),
    }));
  }
}
