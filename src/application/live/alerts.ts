/** Duties that come to be due soon, overdue, met or waived, told to whoever waits for them. */
import { setImmediate as turn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../identity/caller.js';
import { scopeOf } from '../../identity/permissions.js';
import { nextDutyChange } from '../../incident/dutyChanges.js';
import type { IncidentId } from '../../incident/ids.js';
import { epoch, isBefore, type Instant } from '../../law/instant.js';
import type { OrganisationId, Seals } from '../../log/port.js';
import { ApplicationError, type IncidentView } from '../application.js';
import { Agenda, type Touched } from './agenda.js';
import type { AlertHistory } from './alertHistory.js';
import type { Feed, Listener } from './feed.js';
import { ALERTS_SINCE_MAX } from './limits.js';
import { SlowConsumer, type AlertFilter, type DutyAlert, type Stream, type Subscribed } from './live.js';
import { Mailbox } from './mailbox.js';
import { leavable } from './stream.js';

/** Ids of alerts that were told, so that none is told twice. */
const REMEMBERED = 20_000;
/** What an alert holds on to beside what all share: bytes, about. */
const ALERT_BYTES = 500;

export interface AlertDesksParts {
  readonly seals: Seals;
  readonly feed: Feed;
  readonly history: AlertHistory;
  /** An incident of the organisation as it is; null where there is none. */
  readonly look: (organisation: OrganisationId, incident: IncidentId) => Promise<IncidentView | null>;
  readonly now: () => Instant;
  /** Hears of what kept alerts from being worked out. */
  readonly failed: (fault: unknown) => void;
}

export class AlertDesks {
  readonly #desks = new Map<OrganisationId, AlertDesk>();

  constructor(private readonly parts: AlertDesksParts) {}

  get size(): number {
    return [...this.#desks.values()].reduce((sum, { subscribers }) => sum + subscribers.size, 0);
  }

  get queued(): number {
    const subscribers = [...this.#desks.values()].flatMap((desk) => [...desk.subscribers]);
    return subscribers.reduce((sum, { mailbox }) => sum + mailbox.size, 0);
  }

  /** See Live.dutyAlerts. */
  async subscribe(caller: Caller, since: Instant | null, filter: AlertFilter): Promise<Subscribed<DutyAlert>> {
    const { organisation } = caller;
    const known = this.#desks.get(organisation);
    const desk = known?.error === null ? known : new AlertDesk(this.parts, organisation);
    this.#desks.set(organisation, desk);
    const subscriber = new Subscriber(caller, filter);
    desk.subscribers.add(subscriber);
    const leave = () => {
      subscriber.mailbox.end(null);
      desk.subscribers.delete(subscriber);
      if (desk.subscribers.size > 0) return;
      desk.leave();
      if (this.#desks.get(organisation) === desk) this.#desks.delete(organisation);
    };
    try {
      await desk.open();
      const missed = since === null ? [] : await desk.since(since, filter, subscriber);
      if (missed !== null) return { ok: true, stream: streamOf(missed, subscriber, leave) };
    } catch (error) {
      leave();
      throw error;
    }
    leave();
    return { ok: false, reason: 'TOO_MUCH' };
  }

  /** Called at every tick. */
  ring(): void {
    for (const desk of this.#desks.values()) desk.ring();
  }

  close(error: Error): void {
    for (const desk of this.#desks.values()) desk.ended(error);
  }
}

function streamOf(missed: readonly DutyAlert[], { mailbox }: Subscriber, leave: () => void): Stream<DutyAlert> {
  async function* generate(): AsyncGenerator<DutyAlert, void> {
    try {
      const told = new Set<string>();
      for (const alert of missed) {
        told.add(alert.id);
        yield alert;
      }
      for (let alert = await mailbox.next(); alert !== null; alert = await mailbox.next()) {
        if (!told.has(alert.id)) yield alert;
      }
    } finally {
      leave();
    }
  }
  return leavable(generate(), leave);
}

class Subscriber {
  readonly mailbox = new Mailbox<DutyAlert>(() => new SlowConsumer(null));

  constructor(
    private readonly caller: Caller,
    private readonly filter: AlertFilter,
  ) {}

  wants({ duty, view }: DutyAlert): boolean {
    const { states, kinds, regimes, dueBefore, incidentId } = this.filter;
    const { caller } = this;
    return (
      (scopeOf(caller.role, 'dutyAlerts') === 'ALL' || view.incident.reportedBy === caller.actor) &&
      (incidentId == null || view.incident.id === incidentId) &&
      (states == null || states.includes(duty.state)) &&
      (kinds == null || kinds.includes(duty.kind)) &&
      (regimes == null || regimes.includes(duty.regime)) &&
      (dueBefore == null || (duty.dueAt !== null && isBefore(duty.dueAt, dueBefore)))
    );
  }
}

/** Works out the alerts of one organisation, once for all who wait for them. */
class AlertDesk implements Listener {
  readonly subscribers = new Set<Subscriber>();
  error: Error | null = null;
  readonly #agenda: Agenda;
  readonly #told = new LRUCache<string, true>({ max: REMEMBERED });
  #opened: Promise<() => void> | null = null;
  #working = false;
  #stirred = false;

  constructor(
    private readonly parts: AlertDesksParts,
    private readonly organisation: OrganisationId,
  ) {
    this.#agenda = new Agenda(parts.seals, organisation);
  }

  /** Listens from now on. The first time, reads through the organisation's log to learn when which incident is next. */
  async open(): Promise<void> {
    this.#opened ??= this.#begin();
    await this.#opened;
  }

  leave(): void {
    const opened = this.#opened;
    this.#opened = null;
    void opened?.then((leave) => {
      leave();
    }, ignore);
  }

  told(): void {
    this.#stir();
  }

  ended(error: Error): void {
    this.error = error;
    for (const { mailbox } of this.subscribers) mailbox.end(error);
  }

  ring(): void {
    this.#stir();
  }

  /** What a subscriber missed, in order; null where that is more than is told at once. */
  async since(
    since: Instant,
    { incidentId }: AlertFilter,
    subscriber: Subscriber,
  ): Promise<readonly DutyAlert[] | null> {
    const now = this.#now();
    const missed: DutyAlert[] = [];
    const incidents = this.#agenda.incidents().filter((id) => incidentId == null || id === incidentId);
    for (const incident of incidents) {
      const alerts = await this.parts.history.between(this.organisation, incident, since, now);
      missed.push(...alerts.filter((alert) => subscriber.wants(alert)));
      if (missed.length > ALERTS_SINCE_MAX) return null;
    }
    return missed.sort((a, b) => epoch(a.at) - epoch(b.at));
  }

  async #begin(): Promise<() => void> {
    const leave = await this.parts.feed.join(this.organisation, this);
    try {
      const now = this.parts.now();
      const touched = await this.#agenda.readOn();
      for (const incident of touched.keys()) {
        const view = await this.parts.look(this.organisation, incident);
        if (view !== null) this.#agenda.set(incident, nextDutyChange(view.incident, view.organisation, now));
        await turn();
      }
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** One piece of work at a time; what comes in the meantime is looked at in the next one. */
  #stir(): void {
    this.#stirred = true;
    if (this.#working) return;
    this.#working = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    try {
      await this.#opened;
      while (this.#stirred && this.error === null && this.subscribers.size > 0) {
        this.#stirred = false;
        const touched = await this.#agenda.readOn();
        const now = this.#now();
        this.#agenda.addDue(touched, now);
        await this.#tell(touched, now);
      }
    } catch (error) {
      this.parts.failed(error);
      this.ended(new ApplicationError('UNAVAILABLE', 'Alerts were interrupted: subscribe again.', { cause: error }));
    }
    // In one turn with the last look at what stirred it.
    this.#working = false;
  }

  #now(): Instant {
    const now = this.parts.now();
    const { newest } = this.#agenda;
    return newest !== null && isBefore(now, newest) ? newest : now;
  }

  async #tell(touched: Touched, now: Instant): Promise<void> {
    for (const [incident, from] of touched) {
      const view = await this.parts.look(this.organisation, incident);
      if (view === null) continue;
      const alerts = await this.parts.history.between(this.organisation, incident, from, now);
      this.#agenda.set(incident, nextDutyChange(view.incident, view.organisation, now));
      for (const alert of alerts) this.#publish(alert);
    }
  }

  #publish(alert: DutyAlert): void {
    if (this.#told.has(alert.id)) return;
    this.#told.set(alert.id, true);
    for (const subscriber of this.subscribers) {
      if (subscriber.wants(alert)) subscriber.mailbox.put(alert, ALERT_BYTES);
    }
  }
}

function ignore(): void {
  // Told elsewhere.
}
