/** Mutations that decide. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import type { IncidentCommand } from '../inputs/common.js';
import {
  CloseIncidentInput,
  DeclineCnilNotificationInput,
  ReopenIncidentInput,
  RuleOutIncidentInput,
  type OpenDutyReasonInput,
} from '../inputs/decision.js';
import { given } from '../inputs/toDomain.js';
import { keyWithin } from '../mapping/dutyKeys.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class DecisionMutations {
  @Mutation(payload, {
    nullable: true,
    description: 'Decides not to notify the authority. Lapses with a later, higher assessment.',
  })
  declineCnilNotification(
    @Arg('input', () => DeclineCnilNotificationInput, said) input: DeclineCnilNotificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'declineCnilNotification', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'Closes the incident. Every duty still open needs a reason.' })
  closeIncident(
    @Arg('input', () => CloseIncidentInput, said) input: CloseIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    const reasonOf = ({ dutyId, reasons }: OpenDutyReasonInput) => ({
      duty: keyWithin(input.incidentId, dutyId),
      reasons,
    });
    const domain = ({ openDuties, ...same }: Omit<CloseIncidentInput, keyof IncidentCommand>) => ({
      ...same,
      ...given('openDuties', openDuties, (list) => list.map(reasonOf)),
    });
    return runCommand(context, 'closeIncident', input, domain, atDutyId);
  }

  @Mutation(payload, { nullable: true, description: 'Opens again what was closed or ruled out.' })
  reopenIncident(
    @Arg('input', () => ReopenIncidentInput, said) input: ReopenIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'reopenIncident', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'Decides that it is no personal-data breach.' })
  ruleOutIncident(
    @Arg('input', () => RuleOutIncidentInput, said) input: RuleOutIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'ruleOutIncident', input, (same) => same);
  }
}

/** The path in the words of this API: the domain calls it `duty`. */
function atDutyId(path: readonly string[]): readonly string[] {
  return path.map((part, depth) => (depth === 2 && part === 'duty' ? 'dutyId' : part));
}
