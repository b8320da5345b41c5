/** Mutations on the persons concerned (art. 34). */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import {
  DeclineSubjectsNotificationInput,
  DeferSubjectsNotificationInput,
  DefineAudienceInput,
  NotifySubjectsInput,
} from '../inputs/subjects.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class SubjectMutations {
  @Mutation(payload, {
    nullable: true,
    description: 'Defines a category of persons to be told or not, or defines it anew.',
  })
  defineAudience(
    @Arg('input', () => DefineAudienceInput, said) input: DefineAudienceInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'defineAudience', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'Records a wave of messages that was sent to an audience.' })
  notifySubjects(
    @Arg('input', () => NotifySubjectsInput, said) input: NotifySubjectsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'notifySubjects', input, ({ message, ...same }) => ({
      ...same,
      message: message ?? {},
    }));
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Decides not to tell persons. Lapses with a later, higher verdict and by order of the authority.',
  })
  declineSubjectsNotification(
    @Arg('input', () => DeclineSubjectsNotificationInput, said) input: DeclineSubjectsNotificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'declineSubjectsNotification', input, (same) => same);
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Decides to tell persons later. Lapses by order of the authority.',
  })
  deferSubjectsNotification(
    @Arg('input', () => DeferSubjectsNotificationInput, said) input: DeferSubjectsNotificationInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'deferSubjectsNotification', input, (same) => same);
  }
}
