/** From one moment of an incident to a later one, event by event. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { EventLog, RecordedEvent } from '../../log/port.js';
import { ApplicationError } from '../application.js';
import type { Loaded, States } from '../states.js';
import { Causes } from './causes.js';
import type { ComparedForms } from './comparedForm.js';
import { differences } from './differences.js';
import type { Fields } from './fields.js';

/** Events between two moments at which others get their turn. */
const AT_ONCE = 50;
/** Events read at once. */
const PAGE = 500;

export interface WalkParts {
  readonly log: Pick<EventLog, 'comparePositions'>;
  readonly incidents: States<Incident, IncidentEvent>;
  readonly organisations: States<Organisation, OrganisationEvent>;
  readonly forms: ComparedForms;
  readonly signal: AbortSignal | undefined;
}

export interface Way {
  /** As both stood at the beginning. */
  readonly incident: Loaded<Incident>;
  readonly organisation: Loaded<Organisation>;
  readonly from: Instant;
  readonly to: Instant;
  /** Of the incident's last event on the way. */
  readonly revision: number;
  /** The organisation's events on the way. */
  readonly configured: readonly RecordedEvent[];
}

/** @throws ApplicationError TIMEOUT where the signal is aborted. */
export async function causesOn(way: Way, parts: WalkParts): Promise<Causes> {
  const walker = new Walker(way, parts);
  const configured = [...way.configured];
  let steps = 0;
  for await (const event of eventsOf(way, parts)) {
    for (let [next] = configured; next !== undefined && isBefore(parts, next, event); [next] = configured) {
      walker.configure(next);
      configured.shift();
    }
    walker.happen(event);
    steps += 1;
    if (steps % AT_ONCE > 0) continue;
    await turn();
    if (parts.signal?.aborted === true) {
      throw new ApplicationError('TIMEOUT', 'The comparison took too long. Compare moments that lie closer together.');
    }
  }
  for (const event of configured) walker.configure(event);
  walker.wait(way.to);
  return walker.causes;
}

function isBefore({ log }: WalkParts, a: RecordedEvent, b: RecordedEvent): boolean {
  return log.comparePositions(a.position, b.position) < 0;
}

async function* eventsOf({ incident, revision }: Way, { incidents }: WalkParts): AsyncGenerator<RecordedEvent> {
  for (let from = incident.revision + 1; from <= revision; from += PAGE) {
    yield* await incidents.recorded(incident.stream, Math.min(PAGE, revision + 1 - from), from);
  }
}

/** Carries both states along, and tells what every step changes. */
class Walker {
  readonly causes = new Causes();
  #incident: Loaded<Incident>;
  #organisation: Loaded<Organisation>;
  #at: Instant;
  #record: Fields;
  #duties: Fields;

  constructor(
    way: Way,
    private readonly parts: WalkParts,
  ) {
    this.#incident = way.incident;
    this.#organisation = way.organisation;
    this.#at = way.from;
    this.#record = this.#recordNow();
    this.#duties = this.#dutiesNow();
  }

  /** Time passes: nothing but clocks can change. */
  wait(until: Instant): void {
    if (isAfter(until, this.#at)) this.#at = until;
    const duties = this.#dutiesNow();
    this.causes.tell(differences(this.#duties, duties), null);
    this.#duties = duties;
  }

  happen(recorded: RecordedEvent): void {
    this.wait(recorded.recordedAt as Instant); // Written by this register.
    const { loaded, events } = this.parts.incidents.extend(this.#incident, [recorded]);
    this.#incident = loaded;
    for (const { actor, recordedAt, revision } of events) this.#step({ actor, recordedAt, revision });
  }

  configure(recorded: RecordedEvent): void {
    this.wait(recorded.recordedAt as Instant);
    const { loaded, events } = this.parts.organisations.extend(this.#organisation, [recorded]);
    this.#organisation = loaded;
    for (const { actor, recordedAt } of events) this.#step({ actor, recordedAt, revision: null });
  }

  #step(cause: Parameters<Causes['tell']>[1]): void {
    const [record, duties] = [this.#recordNow(), this.#dutiesNow()];
    this.causes.tell([...differences(this.#record, record), ...differences(this.#duties, duties)], cause);
    this.#record = record;
    this.#duties = duties;
  }

  #recordNow(): Fields {
    const { state } = this.#organisation;
    const apart = state === null ? {} : this.parts.forms.apart(state);
    return this.#incident.state === null ? apart : { ...this.parts.forms.record(this.#incident.state), ...apart };
  }

  #dutiesNow(): Fields {
    const [incident, organisation] = [this.#incident.state, this.#organisation.state];
    return incident === null || organisation === null ? {} : this.parts.forms.duties(incident, organisation, this.#at);
  }
}
