/** One command, one append: the same loop for incidents and for organisations. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Decided, Refusal } from '../incident/refusal.js';
import type { Instant } from '../law/instant.js';
import { LogError, type EventId, type NewEvent, type Position } from '../log/port.js';
import { ApplicationError } from './application.js';
import type { Clock } from './clock.js';
import { bears, type CommandMark } from './digest.js';
import { causationIdOf } from './ids.js';
import { dataOf } from '../read/stored/kinds.js';
import { newEvents, type EventBody, type Recording } from './recording.js';
import { unread, type Loaded, type Span, type States } from './states.js';
import { Turns } from './turns.js';

/** How often a command begins again behind others' writes. */
const ATTEMPTS = 10;
const FIRST_PAUSE = 4;
const LONGEST_PAUSE = 500;

/** A command as it was carried out once. */
export interface Past<State> {
  readonly before: State | null;
  readonly after: State;
  /** recordedAt of its events: the instant it was decided at. */
  readonly at: Instant;
  /** Of its first event. */
  readonly position: Position;
}

export interface Transaction<State, Body extends EventBody> extends Recording {
  readonly mark: CommandMark;
  /** The stream is named by an id drawn for this very command: it cannot exist, so nothing is read before the first try. */
  readonly unheardOf: boolean;
  /** Null where the caller takes the stream as it is. */
  readonly expectedRevision: number | null;
  /** What keeps the caller from the stream whatever the command says. Asked first of all: a repeat tells no stranger anything. */
  barred(loaded: Loaded<State>): readonly Refusal[];
  decide(state: State | null, now: Instant): Decided<Body> | Promise<Decided<Body>>;
  /** When the event happened, as said by the caller; `now` where nothing was said. */
  occurredAt(body: Body, now: Instant): Instant;
  /** The warnings that the command gave, worked out again from what it was decided on. */
  warningsOf(past: Past<State>): Promise<readonly Refusal[]>;
}

export type Outcome<State> =
  | {
      readonly ok: true;
      /** The stream after the command's own last event. */
      readonly after: Loaded<State>;
      readonly firstEvent: EventId;
      readonly warnings: readonly Refusal[];
    }
  /** `present` is null where the caller is barred from the stream. */
  | { readonly ok: false; readonly present: Loaded<State> | null; readonly refusals: readonly Refusal[] };

export class Transactor<State, Event extends object> {
  readonly #turns = new Turns();

  constructor(
    private readonly states: States<State, Event>,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides on the newest state and writes, or answers what the same command wrote before. A refusal leaves no trace. Commands of one stream
   * take turns, so that however many come at once none starves; what overtakes one is another node.
   * @throws ApplicationError UNKNOWN_OUTCOME, DAMAGED_STREAM; LogError UNAVAILABLE and the like, where nothing was written.
   */
  async run<Body extends EventBody>(command: Transaction<State, Body>): Promise<Outcome<State>> {
    return this.#turns.take(command.stream, () => this.#run(command));
  }

  async #run<Body extends EventBody>(command: Transaction<State, Body>): Promise<Outcome<State>> {
    let loaded = command.unheardOf ? unread<State>(command.stream) : await this.states.load(command.stream);
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#settle(command, loaded, attempt);
      if (outcome !== null) return outcome;
      await pause(Math.random() * Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE));
      // What came in between may be this very command, sent twice: a fault from here on must not say that it was not recorded.
      loaded = await sure(command, () => this.states.load(command.stream));
    }
  }

  /** Null where the stream has moved on meanwhile. */
  async #settle<Body extends EventBody>(
    command: Transaction<State, Body>,
    loaded: Loaded<State>,
    attempt: number,
  ): Promise<Outcome<State> | null> {
    const bars = command.barred(loaded);
    if (bars.length > 0) return { ok: false, present: null, refusals: bars };
    const span = loaded.commands.get(causationIdOf(command.recorder, command.commandId));
    if (span !== undefined) return sure(command, () => this.#again(command, loaded, span));
    const { expectedRevision } = command;
    if ((expectedRevision !== null && expectedRevision !== loaded.revision) || attempt === ATTEMPTS) {
      return { ok: false, present: loaded, refusals: [{ code: 'CONFLICT', message: 'conflict' }] };
    }
    return this.#try(command, loaded);
  }

  async #try<Body extends EventBody>(
    command: Transaction<State, Body>,
    loaded: Loaded<State>,
  ): Promise<Outcome<State> | null> {
    const recordedAt = this.clock.nowOrAfter(loaded.recordedAt);
    const decided = await command.decide(loaded.state, recordedAt);
    if (!decided.ok) return { ok: false, present: loaded, refusals: decided.refusals };
    const events = newEvents(command, decided.events, recordedAt, (body) => command.occurredAt(body, recordedAt));
    try {
      const after = await this.states.append(loaded, events);
      return after === null ? null : { ok: true, after, firstEvent: firstOf(events), warnings: decided.warnings };
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      if (error.code === 'LIMIT_EXCEEDED') {
        return { ok: false, present: loaded, refusals: [{ code: 'LIMIT_EXCEEDED', message: 'limitExceeded' }] };
      }
      throw error.code === 'UNKNOWN_OUTCOME' ? unknownOutcome(command.commandId, error) : error;
    }
  }

  /** Answers from what the command wrote; another input under its id is another command. */
  async #again<Body extends EventBody>(
    command: Transaction<State, Body>,
    present: Loaded<State>,
    { first, last }: Span,
  ): Promise<Outcome<State>> {
    const told = await this.states.recorded(command.stream, last + 1);
    const event = told[first];
    if (event === undefined || !bears(dataOf(event), command.mark)) {
      return {
        ok: false,
        present,
        refusals: [{ code: 'COMMAND_ID_REUSED', message: 'commandIdReused', field: ['commandId'] }],
      };
    }
    const { loaded: before } = this.states.extend(unread<State>(command.stream), told.slice(0, first));
    const { loaded: after } = this.states.extend(before, told.slice(first));
    if (after.state === null || after.recordedAt === null) throw new TypeError('A command writes at least one event');
    const past = { before: before.state, after: after.state, at: after.recordedAt, position: event.position };
    return { ok: true, after, firstEvent: event.id, warnings: await command.warningsOf(past) };
  }
}

function firstOf([first]: readonly NewEvent[]): EventId {
  if (first === undefined) throw new TypeError('A command writes at least one event');
  return first.id;
}

/** Reads what may tell of the command's own events: as long as it cannot be read, the outcome is unknown. */
async function sure<T>({ commandId }: Recording, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof LogError ? unknownOutcome(commandId, error) : error;
  }
}

function unknownOutcome(commandId: string, cause: LogError): ApplicationError {
  return new ApplicationError(
    'UNKNOWN_OUTCOME',
    `It is not known whether this entry was recorded. Repeat it unchanged with the commandId ${JSON.stringify(commandId)}: it will be recorded once.`,
    { cause },
  );
}
