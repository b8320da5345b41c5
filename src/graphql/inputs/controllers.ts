/** Inputs on the controllers whose processor the organisation is (art. 33(2)). */
import { Field, InputType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { CommunicationChannel, NoticeState } from '../../law/vocabulary.js';
import { CommunicationChannelEnum, NoticeStateEnum } from '../enums/parties.js';
import { DateTime } from '../scalars/dateTime.js';
import { IncidentCommand } from './common.js';
import { InputsField, KeyField, KeysField, NameField, PersonsField, TextField } from './fields.js';
import { recordAsHappened } from './handling.js';

@InputType({ description: 'A controller that is concerned.' })
export class ControllerInput {
  @KeyField('Your own key for it, such as a contract number: at most 200 characters.')
  externalId!: string;

  @NameField('Its name.', { required: true })
  name!: string;

  @TextField('A remark on it: at most 1,000 characters.', { max: 1_000 })
  note?: string | null;
}

@InputType({
  description:
    'Controllers known to be concerned, before any notice: up to 2,500 a call. The same externalId again updates.',
})
export class IdentifyControllersInput extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When they became known; now where not said.' })
  occurredAt?: Instant | null;

  @InputsField('The controllers.', () => ControllerInput, { required: true, limited: true })
  controllers!: readonly ControllerInput[];

  @PersonsField('How many more are expected; 0 when the list is whole.')
  remaining?: number | null;
}

@InputType({ description: 'Notices that were sent to controllers. The register itself sends nothing.' })
export class NotifyControllersInput extends IncidentCommand {
  @Field(() => Boolean, recordAsHappened)
  recordAsHappened?: boolean | null;

  @InputsField('To whom; who is new is identified with it.', () => ControllerInput, { limited: true })
  controllers?: readonly ControllerInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Instead: to all identified and not yet told.' })
  allIdentified?: boolean | null;

  @Field(() => CommunicationChannelEnum, { description: 'The way they took.' })
  channel!: CommunicationChannel;

  @Field(() => DateTime, { description: 'When they were sent.' })
  sentAt!: Instant;

  @TextField('What they said.', { required: true })
  message!: string;

  @PersonsField('How many more are expected; 0 when the list is whole.')
  remaining?: number | null;
}

@InputType({ description: 'That notices arrived, or came back.' })
export class AcknowledgeControllerNoticeInput extends IncidentCommand {
  @Field(() => Boolean, recordAsHappened)
  recordAsHappened?: boolean | null;

  @KeysField('Whose.')
  externalIds!: readonly string[];

  @Field(() => DateTime, { description: 'When that came to be known.' })
  receivedAt!: Instant;

  @Field(() => NoticeStateEnum, { nullable: true, description: 'ACKNOWLEDGED, also where not said, or FAILED.' })
  state?: NoticeState | null;

  @NameField('Whose word it is.')
  source?: string | null;
}
