import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ConfigureOrganisation } from '../../incident/commands/configureOrganisation.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { inputFaults } from '../inputs/faults.js';
import { ConfigureOrganisationInput } from '../inputs/organisation.js';
import { contactOf, given } from '../inputs/toDomain.js';
import { organisationOf } from '../mapping/parts.js';
import { userErrorOf } from '../mapping/texts.js';
import { OrganisationPayload } from '../types/payload.js';

@Resolver()
export class OrganisationMutations {
  @Mutation(() => OrganisationPayload, {
    nullable: true,
    description: 'Sets what the organisation is and what it wants followed.',
  })
  async configureOrganisation(
    @Arg('input', () => ConfigureOrganisationInput, { description: 'The command.' }) input: ConfigureOrganisationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<OrganisationPayload> {
    const caller = callerFor(context, 'configureOrganisation');
    const faults = inputFaults(input);
    const { commandId = null, ...settings } = input;
    const answer =
      faults.length > 0
        ? { organisation: await context.application.organisation(caller), position: null, userErrors: faults }
        : await context.application.configureOrganisation(caller, structuredClone(settingsOf(settings)), commandId);
    const organisation = answer.organisation ?? (await context.application.organisation(caller));
    return {
      organisation: organisationOf(organisation),
      position: answer.position,
      userErrors: answer.userErrors.map((refusal) => userErrorOf(refusal, context.language, organisation.timeZone)),
    };
  }
}

function settingsOf({
  dpo,
  representative,
  ...same
}: Omit<ConfigureOrganisationInput, 'commandId'>): ConfigureOrganisation {
  return { ...same, ...given('dpo', dpo, contactOf), ...given('representative', representative, contactOf) };
}
