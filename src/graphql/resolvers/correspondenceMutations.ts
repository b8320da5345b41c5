/** Mutations on the authority, on evidence and on links. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import {
  AnswerAuthorityInput,
  AttachEvidenceInput,
  LinkIncidentsInput,
  RecordAuthorityMessageInput,
} from '../inputs/correspondence.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class CorrespondenceMutations {
  @Mutation(payload, { nullable: true, description: 'Records what came from a supervisory authority.' })
  recordAuthorityMessage(
    @Arg('input', () => RecordAuthorityMessageInput, said) input: RecordAuthorityMessageInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'recordAuthorityMessage', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'Records an answer that was given to the authority.' })
  answerAuthority(
    @Arg('input', () => AnswerAuthorityInput, said) input: AnswerAuthorityInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'answerAuthority', input, (same) => same);
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Attaches evidence by its hash. The file itself may lie anywhere.',
  })
  attachEvidence(
    @Arg('input', () => AttachEvidenceInput, said) input: AttachEvidenceInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'attachEvidence', input, (same) => same);
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Links the incident to another one of the register, or to one elsewhere.',
  })
  linkIncidents(
    @Arg('input', () => LinkIncidentsInput, said) input: LinkIncidentsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'linkIncidents', input, (same) => same);
  }
}
