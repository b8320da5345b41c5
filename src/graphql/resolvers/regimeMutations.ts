/** Mutations on regimes other than the GDPR. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import { ClassifyIncidentInput, RecordRegimeFilingInput } from '../inputs/regimes.js';
import { keyWithin } from '../mapping/dutyKeys.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class RegimeMutations {
  @Mutation(payload, { nullable: true, description: 'Records what was filed under a regime other than the GDPR.' })
  recordRegimeFiling(
    @Arg('input', () => RecordRegimeFilingInput, said) input: RecordRegimeFilingInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(
      context,
      'recordRegimeFiling',
      input,
      ({ dutyId, ...same }) => ({ ...same, duty: keyWithin(input.incidentId, dutyId) }),
      (path) => path.map((part) => (part === 'duty' ? 'dutyId' : part)),
    );
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Says what the incident is under a regime other than the GDPR: starts its clocks, or ends them.',
  })
  classifyIncident(
    @Arg('input', () => ClassifyIncidentInput, said) input: ClassifyIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'classifyIncident', input, (same) => same);
  }
}
