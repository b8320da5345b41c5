import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { reportOf, verificationOf } from '../mapping/integrity.js';
import { IntegrityReport, Verification } from '../types/integrity.js';

@Resolver()
export class Proofs {
  @Query(() => String, {
    nullable: true,
    description:
      'Newest signed checkpoint of the organisation’s log: C2SP signed note. Keep it outside: it proves later that nothing up to it is missing.',
  })
  checkpoint(@Ctx() context: GraphQLContext): Promise<string | null> {
    return context.application.proofs.checkpoint(callerFor(context, 'checkpoint'));
  }

  @Query(() => String, {
    nullable: true,
    description:
      'C2SP .tlog-proof of one event, its envelope beside it; null until a checkpoint covers it (at most seconds). To whoever reported, a receipt.',
  })
  inclusionProof(
    @Arg('eventId', () => ID, { description: 'Id of a recorded event or of an entry of the timeline.' })
    eventId: string,
    @Ctx() context: GraphQLContext,
  ): Promise<string | null> {
    return context.application.proofs.inclusionProof(callerFor(context, 'inclusionProof'), eventId);
  }

  @Query(() => [String], {
    nullable: true,
    description:
      'Hashes in base64 that prove the log of toSize events to be that of fromSize with more at its end (RFC 9162); null for sizes that no checkpoint covers.',
  })
  consistencyProof(
    @Arg('fromSize', () => Int, { description: 'Events of the older log, at least 1.' }) fromSize: number,
    @Arg('toSize', () => Int, { description: 'Events of the newer log.' }) toSize: number,
    @Ctx() context: GraphQLContext,
  ): Promise<readonly string[] | null> {
    return context.application.proofs.consistencyProof(callerFor(context, 'consistencyProof'), fromSize, toSize);
  }

  @Query(() => IntegrityReport, {
    nullable: true,
    description: 'One incident’s events recomputed from the stored bytes, and each held to the newest checkpoint.',
  })
  async verify(
    @Arg('incidentId', () => ID, { description: 'The incident.' }) incidentId: string,
    @Ctx() context: GraphQLContext,
  ): Promise<IntegrityReport | null> {
    const caller = callerFor(context, 'verify');
    const integrity = await context.application.proofs.verify(caller, incidentId);
    if (integrity !== null) await context.application.readLog.record(caller, 'verify', incidentId);
    return integrity === null ? null : reportOf(integrity, context.language);
  }

  @Query(() => Verification, {
    nullable: true,
    description: 'A check that was started: how far it has come, and what it found.',
  })
  async verification(
    @Arg('id', () => ID, { description: 'As startVerification gave it.' }) id: string,
    @Ctx() context: GraphQLContext,
  ): Promise<Verification | null> {
    const checked = await context.application.proofs.verification(callerFor(context, 'verification'), id);
    return checked === null ? null : verificationOf(checked, context.language);
  }

  @Mutation(() => Verification, {
    nullable: true,
    description: 'Checks the organisation’s whole log in the background.',
  })
  async startVerification(
    @Arg('knownCheckpoint', () => String, {
      nullable: true,
      description: 'A checkpoint that you kept, the whole note: only with it can completeness be proven.',
    })
    knownCheckpoint: string | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<Verification | null> {
    const caller = callerFor(context, 'startVerification');
    const started = await context.application.proofs.startVerification(caller, knownCheckpoint ?? null);
    return verificationOf(started, context.language);
  }
}
