/** The commands of an incident, from the caller's words to the answer. */
import { randomUUID } from 'node:crypto';
import type { CommandName, IncidentCommand } from '../incident/commands/command.js';
import { decide, entryIdOf, occurredAtOf } from '../incident/decide.js';
import type { IncidentEventBody } from '../incident/events/registry.js';
import type { IncidentId } from '../incident/ids.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent } from '../incident/record.js';
import type { Decided, Refusal } from '../incident/refusal.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Instant } from '../law/instant.js';
import type { CommandAddress, CommandAnswer, InputOf } from './application.js';
import { demand, demandAwareness, reaches } from './authorisation.js';
import type { Clock } from './clock.js';
import { incidentIdOf, incidentStream, parseIncidentId } from './ids.js';
import type { Organisations } from './organisations.js';
import type { Positions } from './positions.js';
import type { Visibility } from './visibility.js';
import { UNRESERVED, type References } from './references.js';
import type { Loaded } from './states.js';
import type { Outcome, Past, Transaction, Transactor } from './transact.js';
import { wordingOf } from './wording.js';

type AskedOf<N extends CommandName> = { readonly [K in N]: { readonly name: K; readonly input: InputOf<K> } }[N];
/** A command as asked for: a report has no reference yet. */
export type Asked = AskedOf<CommandName>;

/** What the commands work with. */
export interface Workplace {
  readonly transactor: Transactor<Incident, IncidentEvent>;
  readonly organisations: Organisations;
  readonly references: References;
  readonly positions: Positions;
  readonly clock: Clock;
  readonly visibility: Visibility;
  /** Whether an incident is there and the caller may read it. */
  readonly readable: (caller: Caller, incident: string) => Promise<boolean>;
}

interface Attempt {
  readonly caller: Caller;
  readonly asked: Asked;
  readonly commandId: string;
  readonly incident: IncidentId;
  readonly organisation: Organisation;
  readonly otherExists: boolean;
}

const notFound: Refusal = { code: 'NOT_FOUND', message: 'notFound', field: ['incidentId'] };

export class IncidentCommands {
  constructor(private readonly workplace: Workplace) {}

  /** See Application.execute. */
  async execute(caller: Caller, asked: Asked, address: CommandAddress): Promise<CommandAnswer> {
    demand(caller, asked.name);
    const isReport = asked.name === 'reportIncident';
    if (isReport && (asked.input.awareAt ?? null) !== null) demandAwareness(caller);
    const organisation = await this.workplace.organisations.of(caller);
    const commandId = address.commandId ?? randomUUID();
    const wording = wordingOf(asked.name, asked.input, commandId);
    if (!wording.ok) return refused([wording.refusal]);
    const incident = isReport ? incidentIdOf(caller, commandId) : parseIncidentId(address.incidentId ?? '');
    if (incident === null) return refused([notFound]);
    const otherExists = await this.#otherExists(caller, asked);
    const attempt = { caller, asked, commandId, incident, organisation, otherExists };
    const outcome = await this.workplace.transactor.run<IncidentEventBody>({
      stream: incidentStream(incident),
      recorder: caller,
      commandId,
      mark: wording.mark,
      unheardOf: isReport && (address.commandId ?? null) === null,
      expectedRevision: address.expectedRevision ?? null,
      ...this.#judgement(attempt),
    });
    return this.#answer(outcome, attempt);
  }

  async #otherExists(caller: Caller, asked: Asked): Promise<boolean> {
    if (asked.name !== 'linkIncidents') return false;
    const other = asked.input.otherIncidentId ?? null;
    return other !== null && (await this.workplace.readable(caller, other));
  }

  #judgement(
    attempt: Attempt,
  ): Pick<Transaction<Incident, IncidentEventBody>, 'barred' | 'decide' | 'occurredAt' | 'warningsOf'> {
    const { caller, asked } = attempt;
    return {
      barred: (loaded) => barred(caller, asked.name, loaded),
      decide: (state, now) => this.#decide(attempt, state, now),
      occurredAt: (body, now) => occurredAtOf(commandOf(asked), body, now),
      warningsOf: (past) => this.#warningsOf(attempt, past),
    };
  }

  /** A report is tried before a number is spent on it: a refused one leaves no trace. */
  async #decide(attempt: Attempt, incident: Incident | null, now: Instant): Promise<Decided<IncidentEventBody>> {
    const { caller, asked, commandId, organisation, otherExists } = attempt;
    const tried = decide(commandOf(asked, { ...nothingFound, otherExists }), { incident, organisation }, now);
    if (!tried.ok || asked.name !== 'reportIncident') return tried;
    const exercise = asked.input.exercise ?? false;
    const reservation = { recorder: caller, commandId, incident: attempt.incident, exercise, at: now };
    const reference = await this.workplace.references.reserve(reservation, organisation);
    return decide(commandOf(asked, { ...nothingFound, reference }), { incident, organisation }, now);
  }

  async #warningsOf({ asked, organisation }: Attempt, past: Past<Incident>): Promise<readonly Refusal[]> {
    const then = await this.workplace.organisations.before(organisation.id, past.position);
    const states = { incident: past.before, organisation: then ?? organisation };
    // It was linked, so the other incident was there.
    const found = { reference: past.after.reference, otherExists: true };
    const decided = decide(commandOf(asked, found), states, past.at);
    return decided.ok ? decided.warnings : [];
  }

  async #answer(outcome: Outcome<Incident>, { asked, organisation }: Attempt): Promise<CommandAnswer> {
    const at = this.workplace.clock.now();
    if (outcome.ok && outcome.after.position !== null) {
      await this.workplace.visibility.wrote(organisation.id, outcome.after.position);
    }
    if (!outcome.ok) {
      const incident = outcome.present?.state ?? null;
      return { ...refused(outcome.refusals), view: incident === null ? null : { incident, organisation, at } };
    }
    const { after, firstEvent, warnings } = outcome;
    const incident = after.state;
    return {
      view: incident === null ? null : { incident, organisation, at },
      revision: after.revision,
      entryId: entryIdOf(commandOf(asked), firstEvent),
      position: after.position === null ? null : this.workplace.positions.seal(after.position),
      userErrors: [],
      warnings,
    };
  }
}

/** The command with its name and its input side by side. */
export function askedFor<N extends CommandName>(name: N, input: InputOf<N>): Asked {
  const asked: AskedOf<N> = { name, input };
  // What the compiler does not see of a type parameter: name and input come from the same member of the union.
  return asked as Asked;
}

/** What a command needs to know that its caller does not say. */
interface Found {
  readonly reference: string;
  /** linkIncidents: the other incident is there, and the caller may read it. */
  readonly otherExists: boolean;
}

const nothingFound: Found = { reference: UNRESERVED, otherExists: false };

function commandOf(asked: Asked, { reference, otherExists }: Found = nothingFound): IncidentCommand {
  if (asked.name === 'reportIncident') return { name: asked.name, input: { ...asked.input, reference } };
  if (asked.name === 'linkIncidents') return { name: asked.name, input: { ...asked.input, otherExists } };
  return asked;
}

/** What does not exist, what is another organisation's and what is not the caller's to touch are one answer. */
function barred(caller: Caller, name: CommandName, { state, organisation }: Loaded<Incident>): readonly Refusal[] {
  if (name === 'reportIncident') return [];
  const mine = state !== null && organisation === caller.organisation && reaches(caller, name, state);
  return mine ? [] : [notFound];
}

function refused(userErrors: readonly Refusal[]): CommandAnswer {
  return { view: null, revision: null, entryId: null, position: null, userErrors, warnings: [] };
}
