/** Inputs on the persons concerned (art. 34). */
import { Field, ID, InputType } from 'type-graphql';
import type { EntryId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type {
  Art34Ground,
  CommunicationChannel,
  RiskVerdict,
  SubjectCategory,
  SubjectsInformation,
} from '../../law/vocabulary.js';
import { SubjectCategoryEnum } from '../enums/facts.js';
import { RiskVerdictEnum } from '../enums/incident.js';
import { Art34GroundEnum, CommunicationChannelEnum, SubjectsInformationEnum } from '../enums/parties.js';
import { DateTime } from '../scalars/dateTime.js';
import { DeciderInput, IncidentCommand } from './common.js';
import { InputField, NameField, PersonsField, TextField } from './fields.js';
import { recordAsHappened } from './handling.js';

@InputType({ description: 'A category of persons to be told or not.' })
export class DefineAudienceInput extends IncidentCommand {
  @Field(() => ID, { nullable: true, description: 'The audience on record that this defines anew.' })
  audienceId?: EntryId | null;

  @NameField('What the register calls it.', { required: true })
  name!: string;

  @Field(() => [SubjectCategoryEnum], { description: 'What kinds of persons they are.' })
  categories!: readonly SubjectCategory[];

  @PersonsField('How many.')
  count?: number | null;

  @Field(() => RiskVerdictEnum, {
    nullable: true,
    description: 'Its own verdict, where it differs from the incident’s.',
  })
  verdict?: RiskVerdict | null;

  @Field(() => SubjectsInformationEnum, {
    nullable: true,
    description: 'Whether it is told, where that does not follow from the record. INFORMED needs a communication.',
  })
  information?: SubjectsInformation | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is to be told.' })
  plannedFor?: Instant | null;
}

@InputType({ description: 'What a message to persons said, by the items of art. 34(2).' })
export class SubjectMessageInput {
  @TextField('Nature of the breach.')
  nature?: string | null;

  @TextField('Whom to ask.')
  contactPoint?: string | null;

  @TextField('Likely consequences.')
  likelyConsequences?: string | null;

  @TextField('Measures taken or proposed.')
  measures?: string | null;

  @TextField('What the persons themselves can do.')
  advice?: string | null;

  @TextField('The message word for word.')
  fullText?: string | null;
}

@InputType({ description: 'A wave of messages to an audience that was sent. The register itself sends nothing.' })
export class NotifySubjectsInput extends IncidentCommand {
  @Field(() => Boolean, recordAsHappened)
  recordAsHappened?: boolean | null;

  @Field(() => ID, { description: 'Who was told.' })
  audienceId!: EntryId;

  @Field(() => CommunicationChannelEnum, { description: 'The way it took.' })
  channel!: CommunicationChannel;

  @Field(() => DateTime, { description: 'When it was sent.' })
  sentAt!: Instant;

  @PersonsField('How many messages.')
  count?: number | null;

  @PersonsField('How many of them came back.')
  failed?: number | null;

  @NameField('Language of the message (BCP 47), such as fr.', { max: 35 })
  language?: string | null;

  @InputField('What it said.', () => SubjectMessageInput)
  message?: SubjectMessageInput | null;

  @Field(() => Boolean, { defaultValue: true, description: 'This wave completes the audience.' })
  complete!: boolean;
}

@InputType({ description: 'A public communication or similar measure in place of telling each (art. 34(3)(c)).' })
export class PublicMeasureInput {
  @Field(() => CommunicationChannelEnum, { description: 'Where it was made.' })
  channel!: CommunicationChannel;

  @Field(() => DateTime, { description: 'When it took place.' })
  at!: Instant;

  @TextField('What it said.', { required: true })
  text!: string;
}

@InputType({ description: 'Not to tell persons.' })
export class DeclineSubjectsNotificationInput extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When it was decided; now where not said.' })
  occurredAt?: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Whom it concerns; all audiences where not said.' })
  audienceId?: EntryId | null;

  @Field(() => Art34GroundEnum, { description: 'On what ground.' })
  ground!: Art34Ground;

  @TextField('Why.', { required: true })
  reasons!: string;

  @InputField('What stood in for telling each.', () => PublicMeasureInput)
  publicMeasure?: PublicMeasureInput | null;

  @InputField('Who decided.', () => DeciderInput, { required: true })
  decidedBy!: DeciderInput;

  @TextField('What the data protection officer advised.')
  dpoAdvice?: string | null;
}

@InputType({
  description:
    'To tell persons later, at the request of law enforcement or the authority (recital 88). Never touches art. 33(1).',
})
export class DeferSubjectsNotificationInput extends IncidentCommand {
  @NameField('Who asked.', { required: true })
  requestedBy!: string;

  @NameField('Their reference.')
  reference?: string | null;

  @Field(() => DateTime, { description: 'From when on.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Until when: then the duty is open again by itself.' })
  reviewAt!: Instant;

  @TextField('Why.', { required: true })
  reasons!: string;

  @InputField('Who decided.', () => DeciderInput, { required: true })
  decidedBy!: DeciderInput;
}
