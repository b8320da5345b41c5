/** Mutations on the controllers whose processor the organisation is (art. 33(2)). */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import {
  AcknowledgeControllerNoticeInput,
  IdentifyControllersInput,
  NotifyControllersInput,
} from '../inputs/controllers.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class ControllerMutations {
  @Mutation(payload, {
    nullable: true,
    description: 'As a processor: lists controllers known to be concerned, before any notice.',
  })
  identifyControllers(
    @Arg('input', () => IdentifyControllersInput, said) input: IdentifyControllersInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'identifyControllers', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'As a processor: records notices that were sent to controllers.' })
  notifyControllers(
    @Arg('input', () => NotifyControllersInput, said) input: NotifyControllersInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'notifyControllers', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'As a processor: records that notices arrived, or came back.' })
  acknowledgeControllerNotice(
    @Arg('input', () => AcknowledgeControllerNoticeInput, said) input: AcknowledgeControllerNoticeInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'acknowledgeControllerNotice', input, (same) => same);
  }
}
