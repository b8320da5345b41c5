/** Two organisations at work on one register that falls over now and then: what was acknowledged to them, and what they were told live. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { at, mutation, payloadOf, textAt, type Payload } from '../graphql/api.js';
import type { RecordedEvent } from '../../src/log/port.js';
import type { ChildServer } from './childServer.js';

/** Milliseconds before somebody whose server is away asks again. */
const ASK_AGAIN = 20;

const EVENTS = `subscription ($after: Position) { events(after: $after) { position event { id incidentId revision } } }`;
const INCIDENT = 'subscription ($id: ID!) { incident(id: $id) { revision } }';

/** Milliseconds that anything may take on a machine with other things to do. */
const PATIENCE = 20_000;

/** Waits for something to come true, and leaves the machine to those who make it so; not for ever. */
export async function eventually(
  condition: () => boolean,
  otherwise: () => string,
  patience = PATIENCE,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(otherwise());
    await after(5);
  }
}

/** What was acknowledged: the event that the command recorded. */
export interface Acknowledged {
  readonly incidentId: string;
  readonly revision: number;
}

/** Milliseconds between a writer's commands: whoever waits for another node to take over need not fill the machine meanwhile. */
const PACE = process.env['ARTICLE33_LONG'] === '1' ? 0 : 15;

/** One organisation: somebody who writes and writes, and pages that stay open. */
export class Organisation {
  readonly acknowledged: Acknowledged[] = [];
  /** Ids of the events told, each once, in the order in which they were told. */
  readonly told: string[] = [];
  readonly #known = new Set<string>();
  readonly #heard = new Set<string>();
  readonly #page: Client;
  readonly #faults: unknown[] = [];
  #position: string | null = null;
  #shown = -1;
  #writing: Promise<void> | null = null;
  #stopping = false;
  #first: string | null = null;

  /** @param server the one that is there now. */
  constructor(
    readonly name: string,
    private readonly server: () => ChildServer,
  ) {
    this.#page = createClient({
      url: () => `${this.server().url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ authorization: await this.#authorization() }),
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => after(ASK_AGAIN),
      // A server that is down is no reason to give up: the stock client takes a refused connection for one.
      shouldRetry: () => true,
    });
  }

  /** Subscribes to all events from the position last heard of, and begins to write. */
  async begin(): Promise<void> {
    const here: unknown = at(await this.ask('{ position }'), 'data.position');
    // Of a log with nothing in it there is none: the page is then open before the first report is written.
    if (typeof here === 'string') this.#position = here;
    const position = () => this.#position;
    const variables = {
      get after() {
        return position();
      },
    };
    this.#subscribe(EVENTS, variables, (data) => {
      this.#hear(data);
    });
    const first = await this.#report();
    this.#first = first.incidentId;
    this.#subscribe(INCIDENT, { id: first.incidentId }, (data) => {
      this.#shown = Number(at(data, 'incident.revision'));
    });
    this.goOn();
  }

  goOn(): void {
    this.#stopping = false;
    this.#writing = this.#write(first(this.#first));
  }

  /** Everything that was begun has been acknowledged, and told. */
  async settled(): Promise<void> {
    this.#stopping = true;
    await this.#writing;
    const missing = () => this.acknowledged.filter((one) => !this.#heard.has(keyOf(one)));
    const faults = () => `${this.name}: ${JSON.stringify(this.#faults)}`;
    await eventually(
      () => missing().length === 0,
      () =>
        `${missing().length} of ${this.acknowledged.length} events were not told to ${faults()}: ${JSON.stringify(missing().slice(0, 3))} of ${JSON.stringify(this.acknowledged.slice(0, 2))}…`,
    );
    const revisions = this.acknowledged.filter(({ incidentId }) => incidentId === this.#first);
    const newest = Math.max(...revisions.map(({ revision }) => revision));
    await eventually(
      () => this.#shown === newest,
      () => `${this.#shown} of ${newest} is what was shown to ${faults()}`,
    );
    expect(this.#faults).toEqual([]);
  }

  /** Whoever closes its pages. */
  async end(): Promise<void> {
    this.#stopping = true;
    await this.#writing;
    await this.#page.dispose();
  }

  /** Resolves when so many commands more were acknowledged. @param pause milliseconds for which nobody can answer meanwhile. */
  async progress(commands: number, pause = 0): Promise<void> {
    const goal = this.acknowledged.length + commands;
    await eventually(
      () => this.acknowledged.length >= goal,
      () => `${this.name} was acknowledged ${this.acknowledged.length} of ${goal} commands`,
      pause + PATIENCE,
    );
  }

  /** Asks until somebody answers; with what was said, word for word, so that a command is done once. */
  async ask(query: string, variables: object = {}): Promise<unknown> {
    for (;;) {
      try {
        const response = await fetch(`${this.server().url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: await this.#authorization() },
          body: JSON.stringify({ query, variables }),
          signal: AbortSignal.timeout(60_000),
        });
        const body: unknown = await response.json();
        const code = at(body, 'errors.0.extensions.code');
        if (code === undefined) return body;
        if (code !== 'UNAVAILABLE') throw new Refused(JSON.stringify(body));
      } catch (error) {
        if (error instanceof Refused) throw error;
        // The server was away, or went away before it had answered.
      }
      await after(ASK_AGAIN);
    }
  }

  async #write(incident: string): Promise<void> {
    for (let count = 0; !this.#stopping; count += 1) {
      if (count % 5 === 0) await this.#report();
      else await this.#say('addNote', { incidentId: incident, text: `Note ${count} de ${this.name}` });
      if (PACE > 0) await after(PACE);
    }
  }

  #report(): Promise<Acknowledged> {
    return this.#say('reportIncident', { title: `Dossier de ${this.name}` });
  }

  async #say(name: string, input: object): Promise<Acknowledged> {
    const body = await this.ask(mutation(name), { input: { ...input, commandId: randomUUID() } });
    const payload: Payload = payloadOf({ data: null, errors: [], ...(body as object) }, name);
    expect(payload.userErrors).toEqual([]);
    const acknowledged = { incidentId: textAt(payload, 'incident.id'), revision: Number(payload.revision) };
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  #authorization(): Promise<string> {
    return this.server().authorization({ org: this.name });
  }

  #subscribe(query: string, variables: Record<string, unknown>, next: (data: unknown) => void): void {
    const failed = (fault: unknown) => this.#faults.push(fault);
    this.#page.subscribe(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors !== undefined) failed(errors);
          next(data);
        },
        error: (fault) => {
          // What the register ends it does not end for good: whoever is told so comes again.
          if (JSON.stringify(fault).includes('UNAVAILABLE')) this.#subscribe(query, variables, next);
          else failed(fault);
        },
        complete: () => undefined,
      },
    );
  }

  #hear(data: unknown): void {
    this.#position = textAt(data, 'events.position');
    const id = at(data, 'events.event.id');
    if (typeof id !== 'string' || this.#known.has(id)) return;
    this.#known.add(id);
    this.told.push(id);
    const [incidentId, revision] = [textAt(data, 'events.event.incidentId'), at(data, 'events.event.revision')];
    this.#heard.add(keyOf({ incidentId, revision: Number(revision) }));
  }
}

class Refused extends Error {}

function keyOf({ incidentId, revision }: Acknowledged): string {
  return `${incidentId}/${revision}`;
}

function first(incident: string | null): string {
  if (incident === null) throw new Error('nothing was reported yet');
  return incident;
}

/** Holds what two organisations were acknowledged and told against the log. */
export function holdAgainst(log: readonly RecordedEvent[], organisations: readonly Organisation[]): void {
  const incidents = log.filter(({ stream }) => stream.startsWith('incident-'));
  const written = organisations.flatMap(({ acknowledged }) => acknowledged.map(keyOf));
  const recorded = incidents.map((event) => `${event.stream.replace('incident-', '')}/${event.revision}`);
  // Every command once, whatever fell over while it was under way.
  expect([...recorded].sort()).toEqual([...written].sort());
  const owners = new Map(incidents.map(({ stream, organisation }) => [stream, organisation]));
  for (const { told, acknowledged } of organisations) {
    const own = new Set(
      acknowledged.map(({ incidentId }) => owners.get(`incident-${incidentId}` as RecordedEvent['stream'])),
    );
    expect(own.size).toBe(1);
    const expected = incidents.filter(({ organisation }) => own.has(organisation));
    expect(told).toEqual(expected.map(({ stream, id }) => `${stream.replace('incident-', '')}/${id}`));
  }
}
