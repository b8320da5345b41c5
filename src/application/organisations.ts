/** Organisations as their own streams tell them; the first sight of one is an event too. */
import type { OrganisationEvent } from '../incident/record.js';
import type { Organisation } from '../incident/organisation.js';
import type { OrganisationId } from '../incident/ids.js';
import type { Caller } from '../identity/caller.js';
import { LogError, type EventLog, type Position } from '../log/port.js';
import { ApplicationError } from './application.js';
import type { Clock } from './clock.js';
import { organisationStream } from './ids.js';
import { newEvents } from './recording.js';
import { unread, type Loaded, type States } from './states.js';

/** Names the register's own commands: no client's id is empty. */
const OWN_COMMAND = '';

export class Organisations {
  constructor(
    private readonly log: Pick<EventLog, 'comparePositions'>,
    private readonly states: States<Organisation, OrganisationEvent>,
    private readonly clock: Clock,
  ) {}

  /**
   * The caller's organisation as it is now. At first sight it is registered under the claim of the caller's token; whatever came between
   * the directory's row and that event, the next sight makes up for it. Two at once register it once.
   */
  async of(caller: Caller): Promise<Organisation> {
    const loaded = await this.states.load(organisationStream(caller.organisation));
    return loaded.state ?? (await this.#register(caller, loaded));
  }

  /**
   * The same for lists, which are answered from the read models: as it was last seen where the log cannot be reached.
   * @throws LogError UNAVAILABLE where it was not seen yet.
   */
  async forLists(caller: Caller): Promise<Organisation> {
    try {
      return await this.of(caller);
    } catch (error) {
      const isAway = error instanceof LogError && error.code === 'UNAVAILABLE';
      const seen = isAway ? this.states.lastSeen(organisationStream(caller.organisation)) : null;
      if (seen === null) throw error;
      return seen;
    }
  }

  /** As it was just before a place in the log; null where it had not been registered yet. */
  async before(organisation: OrganisationId, position: Position): Promise<Organisation | null> {
    const stream = organisationStream(organisation);
    const told = await this.states.recorded(stream);
    const past = told.filter((event) => this.log.comparePositions(event.position, position) < 0);
    return this.states.extend(unread<Organisation>(stream), past).loaded.state;
  }

  async #register(caller: Caller, unregistered: Loaded<Organisation>): Promise<Organisation> {
    const now = this.clock.now();
    const recording = { recorder: caller, commandId: OWN_COMMAND, mark: null };
    const body = { type: 'OrganisationRegistered', data: { claim: caller.orgClaim } } as const;
    const written = await this.states.append(unregistered, newEvents(recording, [body], now));
    const { state } = written ?? (await this.states.load(unregistered.stream));
    if (state === null)
      throw new ApplicationError('UNAVAILABLE', 'The organisation could not be registered: try again.');
    return state;
  }
}
