/** The persons concerned, and what they were told. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IncidentView } from '../../application/application.js';
import type { UserErrorCode } from '../../incident/refusal.js';
import type { Instant } from '../../law/instant.js';
import type { CommunicationChannel, RiskVerdict, SubjectCategory, SubjectsInformation } from '../../law/vocabulary.js';
import { SubjectCategoryEnum } from '../enums/facts.js';
import { RiskVerdictEnum, UserErrorCodeEnum } from '../enums/incident.js';
import { CommunicationChannelEnum, SubjectsInformationEnum } from '../enums/parties.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';

@ObjectType({ simpleResolvers: true, description: 'A category of persons to be told or not: the CNIL asks for each.' })
export class Audience {
  @Field(() => ID, { description: 'Id of the event that first defined it.' })
  id!: string;

  @Field(() => String, { description: 'What the register calls it.' })
  name!: string;

  @Field(() => [SubjectCategoryEnum], { description: 'What kinds of persons they are.' })
  categories!: readonly SubjectCategory[];

  @Field(() => Int, { nullable: true, description: 'How many; null where unknown.' })
  count!: number | null;

  @Field(() => RiskVerdictEnum, {
    nullable: true,
    description: 'Its own verdict; null where the incident’s stands for it.',
  })
  verdict!: RiskVerdict | null;

  @Field(() => SubjectsInformationEnum, {
    description: 'Whether it was told: a letter on record says most, then what was stated, then decisions and plans.',
  })
  information!: SubjectsInformation;

  @Field(() => DateTime, { nullable: true, description: 'When it is to be told.' })
  plannedFor!: Instant | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a message to persons said, by the items of art. 34(2).' })
export class SubjectMessage {
  @Field(() => String, { nullable: true, description: 'Nature of the breach.' })
  nature!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to ask.' })
  contactPoint!: string | null;

  @Field(() => String, { nullable: true, description: 'Likely consequences.' })
  likelyConsequences!: string | null;

  @Field(() => String, { nullable: true, description: 'Measures taken or proposed.' })
  measures!: string | null;

  @Field(() => String, { nullable: true, description: 'What the persons themselves can do.' })
  advice!: string | null;

  @Field(() => String, { nullable: true, description: 'The message word for word.' })
  fullText!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A wave of messages to an audience (art. 34), as it was sent.' })
export class SubjectCommunication {
  /** What its document is looked for in. */
  readonly view!: IncidentView;

  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => Audience, { description: 'Who was told.' })
  audience!: Audience;

  @Field(() => CommunicationChannelEnum, { description: 'The way it took.' })
  channel!: CommunicationChannel;

  @Field(() => DateTime, { description: 'When it was sent.' })
  sentAt!: Instant;

  @Field(() => Int, { nullable: true, description: 'How many messages; null where unknown.' })
  count!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many of them came back; null where unknown.' })
  failed!: number | null;

  @Field(() => String, { nullable: true, description: 'Language of the message (BCP 47).' })
  language!: string | null;

  @Field(() => Boolean, { description: 'Whether this wave completes the audience.' })
  complete!: boolean;

  @Field(() => SubjectMessage, { description: 'What it said.' })
  message!: SubjectMessage;

  @Field(() => [String], { description: 'Items of art. 34(2) that the message lacks.' })
  missing!: readonly string[];

  @Field(() => [UserErrorCodeEnum], { description: 'What was irregular about it.' })
  irregularities!: readonly UserErrorCode[];

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A public communication or similar measure in place of telling each (art. 34(3)(c)).',
})
export class PublicMeasure {
  @Field(() => CommunicationChannelEnum, { description: 'Where it was made.' })
  channel!: CommunicationChannel;

  @Field(() => DateTime, { description: 'When it took place.' })
  at!: Instant;

  @Field(() => String, { description: 'What it said.' })
  text!: string;
}
