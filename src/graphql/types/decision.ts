import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { DecisionKind } from '../../law/vocabulary.js';
import { DecisionKindEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { Decider } from './contact.js';
import { Audience, PublicMeasure } from './subjects.js';

@ObjectType({ simpleResolvers: true, description: 'Why an incident was closed with a duty open.' })
export class OpenDutyReason {
  @Field(() => ID, { description: 'Id of the duty.' })
  dutyId!: string;

  @Field(() => String, { description: 'Why it was left open.' })
  reasons!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A decision taken here, by a named person in a stated capacity, with reasons.',
})
export class Decision {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => DecisionKindEnum, { description: 'What was decided.' })
  kind!: DecisionKind;

  @Field(() => String, { nullable: true, description: 'The ground in law, where the kind has grounds.' })
  ground!: string | null;

  @Field(() => String, { description: 'Why.' })
  reasons!: string;

  @Field(() => Decider, { description: 'Who decided.' })
  decidedBy!: Decider;

  @Field(() => DateTime, { description: 'When it was decided.' })
  decidedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => String, { nullable: true, description: 'What the data protection officer advised.' })
  dpoAdvice!: string | null;

  @Field(() => String, { nullable: true, description: 'What was learnt, of a closure.' })
  lessons!: string | null;

  @Field(() => [OpenDutyReason], {
    nullable: true,
    description: 'Duties left open by a closure; null for other kinds.',
  })
  openDuties!: readonly OpenDutyReason[] | null;

  @Field(() => Audience, { nullable: true, description: 'Whom a decision not to tell concerns; null for all.' })
  audience!: Audience | null;

  @Field(() => PublicMeasure, { nullable: true, description: 'What stood in for telling each (art. 34(3)(c)).' })
  publicMeasure!: PublicMeasure | null;

  @Field(() => String, { nullable: true, description: 'Who asked to wait, of a deferral.' })
  requestedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Their reference.' })
  reference!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when on a deferral holds.' })
  from!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when: then the duty is open again by itself.' })
  reviewAt!: Instant | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the later event that took its effect, such as a higher assessment.',
  })
  lapsedByRevision!: number | null;
}
