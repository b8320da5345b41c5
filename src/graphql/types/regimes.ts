/** Regimes other than the GDPR: what the incident is under them, and what was filed. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { Duty } from './duty.js';

@ObjectType({ simpleResolvers: true, description: 'What the incident is under a regime other than the GDPR.' })
export class Classification {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => String, { description: 'The regime, such as NIS2.' })
  regime!: string;

  @Field(() => String, { description: 'The classification by the register’s name for it, such as SIGNIFICANT.' })
  classification!: string;

  @Field(() => DateTime, { description: 'When it was so classified.' })
  at!: Instant;

  @Field(() => String, { description: 'Why.' })
  reasons!: string;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({ simpleResolvers: true, description: 'What was filed under a regime other than the GDPR.' })
export class RegimeFiling {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => Duty, { description: 'The duty that it was filed for, as it stands.' })
  duty!: Duty;

  @Field(() => String, { description: 'With whom.' })
  recipient!: string;

  @Field(() => DateTime, { description: 'When.' })
  filedAt!: Instant;

  @Field(() => String, { nullable: true, description: 'The recipient’s reference.' })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: 'What it said.' })
  text!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How late, as an ISO 8601 duration: by the clock as it stood when the filing was recorded.',
  })
  lateBy!: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}
