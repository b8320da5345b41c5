/** The one way from a mutation's input to the register and back. */
import type { CommandAddress, CommandAnswer, InputOf } from '../application/application.js';
import type { Caller } from '../identity/caller.js';
import type { CommandName } from '../incident/commands/command.js';
import type { Refusal } from '../incident/refusal.js';
import type { GraphQLContext } from './context.js';
import { callerFor } from './guard.js';
import { inputFaults } from './inputs/faults.js';
import { incidentOf } from './mapping/incidentMapper.js';
import { userErrorOf } from './mapping/texts.js';
import type { IncidentPayload } from './types/payload.js';

/** What an input carries beside what the command says. */
interface Addressed {
  readonly incidentId?: string;
  readonly commandId?: string | null;
  readonly expectedRevision?: number | null;
}

type Placed = (path: readonly string[]) => readonly string[];

/** The input less its address. */
type Said<I extends Addressed> = Omit<I, keyof Addressed>;

/**
 * Checks the input, converts it, has it decided and recorded, and shows what came of it. All that a command can refuse is in `userErrors`.
 * @param input an instance of the mutation's input class, with only the fields that were given
 * @param convert from the API's input to the domain's
 * @param placed where a path into the domain's input lies in the API's; the same place unless told
 * @throws {ApiError} where the caller may not do this
 * @throws {ApplicationError} for a fault of the system
 */
export async function runCommand<N extends CommandName, I extends Addressed>(
  context: GraphQLContext,
  name: N,
  input: I,
  convert: (said: Said<I>) => InputOf<N>,
  placed: Placed = (path) => path,
): Promise<IncidentPayload> {
  const caller = callerFor(context, name);
  const faults = inputFaults(input);
  const answer =
    faults.length > 0
      ? await refused(context, caller, input, faults)
      : await execute(context, caller, name, input, convert);
  return payloadOf(context, caller, answer, placed);
}

async function execute<N extends CommandName, I extends Addressed>(
  { application }: GraphQLContext,
  caller: Caller,
  name: N,
  input: I,
  convert: (said: Said<I>) => InputOf<N>,
): Promise<CommandAnswer> {
  const { incidentId, commandId, expectedRevision, ...said } = input;
  const address: CommandAddress = {
    ...(incidentId === undefined ? {} : { incidentId }),
    commandId: commandId ?? null,
    expectedRevision: expectedRevision ?? null,
  };
  // Instances of input classes end here: what is recorded is plain data.
  return application.execute(caller, name, structuredClone(convert(said)), address);
}

/** Refused at the door: nothing was decided, the incident is shown as it is. */
async function refused(
  { application }: GraphQLContext,
  caller: Caller,
  { incidentId }: Addressed,
  userErrors: readonly Refusal[],
): Promise<CommandAnswer> {
  const view = incidentId === undefined ? null : await application.incident(caller, incidentId);
  return { view, revision: null, entryId: null, position: null, userErrors, warnings: [] };
}

async function payloadOf(
  context: GraphQLContext,
  caller: Caller,
  answer: CommandAnswer,
  placed: Placed,
): Promise<IncidentPayload> {
  const { timeZone } = answer.view?.organisation ?? (await context.application.organisation(caller));
  const shown = ({ field, ...same }: Refusal) =>
    userErrorOf(field === undefined ? same : { ...same, field: placed(field) }, context.language, timeZone);
  return {
    incident: answer.view === null ? null : incidentOf(answer.view),
    revision: answer.revision,
    entryId: answer.entryId,
    position: answer.position,
    userErrors: answer.userErrors.map(shown),
    warnings: answer.warnings.map(shown),
  };
}
