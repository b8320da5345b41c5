import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IncidentView } from '../../application/application.js';
import type { UserErrorCode } from '../../incident/refusal.js';
import type { Instant } from '../../law/instant.js';
import type { FilingKind, TimePrecision } from '../../law/vocabulary.js';
import { FilingKindEnum, TimePrecisionEnum, UserErrorCodeEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { Contact, Decider } from './contact.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A filing with the supervisory authority under art. 33, as it was made.',
})
export class CnilFiling {
  /** What the snapshot is taken from. */
  readonly view!: IncidentView;

  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => FilingKindEnum, { description: 'What it is.' })
  kind!: FilingKind;

  @Field(() => String, { description: 'The authority by a short name: FR-CNIL, or another one’s.' })
  authority!: string;

  @Field(() => DateTime, { description: 'When it was filed.' })
  filedAt!: Instant;

  @Field(() => TimePrecisionEnum, { description: 'How exactly that is known.' })
  filedAtPrecision!: TimePrecision;

  @Field(() => String, { nullable: true, description: 'Number on the authority’s receipt.' })
  receiptNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'The authority’s number of the case.' })
  caseNumber!: string | null;

  @Field(() => CnilFiling, { nullable: true, description: 'The filing that it completes, corrects or withdraws.' })
  refersTo!: CnilFiling | null;

  @Field(() => Decider, { nullable: true, description: 'Who filed it.' })
  filedBy!: Decider | null;

  @Field(() => Contact, { nullable: true, description: 'The contact point named in it (art. 33(3)(b)).' })
  contactPoint!: Contact | null;

  @Field(() => String, { nullable: true, description: 'The way it was filed.' })
  channel!: string | null;

  @Field(() => String, { nullable: true, description: 'What it said, where kept.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Reasons for the delay that it gave (art. 33(1)).' })
  reasonsForDelay!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it came after the time limit, by the clock as it stood when it was recorded.',
  })
  late!: boolean;

  @Field(() => [String], { description: 'Items of art. 33(3) that were not on record then, such as 33(3)(c).' })
  missing!: readonly string[];

  @Field(() => [UserErrorCodeEnum], {
    description: 'What was irregular about it; it was recorded because it had happened.',
  })
  irregularities!: readonly UserErrorCode[];

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}
