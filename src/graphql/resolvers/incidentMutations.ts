/** Mutations of an incident's course: each says which command it is, and what of its input reads otherwise in the domain. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { runCommand } from '../command.js';
import type { GraphQLContext } from '../context.js';
import { AddNoteInput, NotifyCnilInput, RecordMeasureInput, WithdrawEntryInput } from '../inputs/handling.js';
import {
  AssessIncidentInput,
  CorrectIncidentInput,
  EstablishAwarenessInput,
  RecordFactsInput,
  ReportIncidentInput,
} from '../inputs/incident.js';
import { contactOf, factsOf, given, partyOf } from '../inputs/toDomain.js';
import { IncidentPayload } from '../types/payload.js';

const payload = () => IncidentPayload;
const said = { description: 'The command.' };

@Resolver()
export class IncidentMutations {
  @Mutation(payload, {
    nullable: true,
    description: 'Reports a breach or the suspicion of one. Only awareAt starts a clock.',
  })
  reportIncident(
    @Arg('input', () => ReportIncidentInput, said) input: ReportIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'reportIncident', input, ({ processor, ...same }) => ({
      ...same,
      ...given('processor', processor, partyOf),
    }));
  }

  @Mutation(payload, { nullable: true, description: 'Corrects what was reported. The old values stay in the history.' })
  correctIncident(
    @Arg('input', () => CorrectIncidentInput, said) input: CorrectIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'correctIncident', input, ({ processor, ...same }) => ({
      ...same,
      ...given('processor', processor, partyOf),
    }));
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Establishes, or corrects, when the organisation was aware of the breach.',
  })
  establishAwareness(
    @Arg('input', () => EstablishAwarenessInput, said) input: EstablishAwarenessInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'establishAwareness', input, (same) => same);
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Records facts learnt of the breach. Never refused for the incident’s state.',
  })
  recordFacts(
    @Arg('input', () => RecordFactsInput, said) input: RecordFactsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'recordFacts', input, ({ facts, ...same }) => ({ ...same, facts: factsOf(facts) }));
  }

  @Mutation(payload, { nullable: true, description: 'Judges the risk. The same outcome again is recorded as such.' })
  assessIncident(
    @Arg('input', () => AssessIncidentInput, said) input: AssessIncidentInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'assessIncident', input, ({ facts, ...same }) => ({
      ...same,
      ...given('facts', facts, factsOf),
    }));
  }

  @Mutation(payload, { nullable: true, description: 'Records a measure, or the progress of one on record.' })
  recordMeasure(
    @Arg('input', () => RecordMeasureInput, said) input: RecordMeasureInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'recordMeasure', input, (same) => same);
  }

  @Mutation(payload, { nullable: true, description: 'Records a filing that was made with the authority (art. 33).' })
  notifyCnil(
    @Arg('input', () => NotifyCnilInput, said) input: NotifyCnilInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'notifyCnil', input, ({ contactPoint, ...same }) => ({
      ...same,
      ...given('contactPoint', contactPoint, contactOf),
    }));
  }

  @Mutation(payload, { nullable: true, description: 'Adds a note. Never refused for the incident’s state.' })
  addNote(
    @Arg('input', () => AddNoteInput, said) input: AddNoteInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'addNote', input, (same) => same);
  }

  @Mutation(payload, {
    nullable: true,
    description: 'Strikes an entry made by mistake: what follows from it is reckoned again without it.',
  })
  withdrawEntry(
    @Arg('input', () => WithdrawEntryInput, said) input: WithdrawEntryInput,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentPayload> {
    return runCommand(context, 'withdrawEntry', input, (same) => same);
  }
}
