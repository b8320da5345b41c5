import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { CommunicationChannel, NoticeState } from '../../law/vocabulary.js';
import { CommunicationChannelEnum, NoticeStateEnum } from '../enums/parties.js';
import { DateTime } from '../scalars/dateTime.js';
import { connectionOf } from './connection.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A controller whose processor the organisation is, and what it was told (art. 33(2)).',
})
export class ControllerNotice {
  @Field(() => ID, { description: 'The same for good: made of the incident and the externalId.' })
  id!: string;

  @Field(() => ID, { description: 'The processor’s own key for the controller, such as a contract number.' })
  externalId!: string;

  @Field(() => String, { description: 'Name of the controller.' })
  name!: string;

  @Field(() => NoticeStateEnum, { description: 'How far it has been told.' })
  state!: NoticeState;

  @Field(() => DateTime, { description: 'Known to be concerned since.' })
  identifiedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When the newest notice was sent; null where none was.' })
  sentAt!: Instant | null;

  @Field(() => CommunicationChannelEnum, { nullable: true, description: 'The way it took.' })
  channel!: CommunicationChannel | null;

  @Field(() => String, { nullable: true, description: 'What it said.' })
  message!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it arrived; null where that is not on record.' })
  acknowledgedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Their own word, or ours of theirs.' })
  acknowledgedBy!: string | null;

  @Field(() => Int, { description: 'Notices sent, those that came back included.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'A remark on the controller.' })
  note!: string | null;
}

export const ControllerNoticeConnection = connectionOf(
  'ControllerNotice',
  () => ControllerNotice,
  'controllers, in the order they were first identified',
);
