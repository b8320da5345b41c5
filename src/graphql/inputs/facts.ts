import { Field, Float, InputType, Int } from 'type-graphql';
import type {
  AvailabilityEffect,
  BreachCause,
  BreachNature,
  BreachOrigin,
  ControllerRole,
  DataCategory,
  Exposure,
  Harm,
  IntegrityEffect,
  Mitigation,
  Protection,
  Recipients,
  Sector,
  SubjectCategory,
  SubjectsBand,
} from '../../law/vocabulary.js';
import {
  AvailabilityEffectEnum,
  BreachCauseEnum,
  BreachOriginEnum,
  DataCategoryEnum,
  ExposureEnum,
  HarmEnum,
  IntegrityEffectEnum,
  MitigationEnum,
  ProtectionEnum,
  RecipientsEnum,
  SubjectCategoryEnum,
  SubjectsBandEnum,
} from '../enums/facts.js';
import { BreachNatureEnum, ControllerRoleEnum } from '../enums/incident.js';
import { SectorEnum } from '../enums/sector.js';
import { PartyInput } from './common.js';
import {
  ChoicesField,
  CountriesField,
  InputField,
  InputsField,
  NamesField,
  NumberField,
  RecordsField,
  TextField,
} from './fields.js';

/** GraphQL's Int ends here. */
const MOST_PERSONS = 2_147_483_647;

@InputType({ description: 'What the ENISA method needs and the facts cannot tell.' })
export class EnisaInput {
  @NumberField('Whole contextual steps on the basic score of the data: -3 to +3.', () => Int, -3, 3)
  dataContext?: number | null;

  @NumberField('How easily persons are identified: 0 to 1, kept to the hundredth.', () => Float, 0, 1)
  identifiability?: number | null;
}

@InputType({
  description:
    'What is known of a breach. What is left out is not spoken of and stays; null says that it is not known.',
})
export class FactsInput {
  @Field(() => ControllerRoleEnum, {
    nullable: true,
    description: 'What the organisation is here. The incident’s own role stands; another one is a contradiction.',
  })
  role?: ControllerRole | null;

  @Field(() => SectorEnum, {
    nullable: true,
    description: 'Sector of the controller concerned; the organisation’s own where null.',
  })
  sector?: Sector | null;

  @ChoicesField('What the breach did to the data.', () => BreachNatureEnum)
  natures?: BreachNature[] | null;

  @ChoicesField('Who caused it, and whether on purpose.', () => BreachCauseEnum)
  cause?: BreachCause[] | null;

  @ChoicesField('How it came about.', () => BreachOriginEnum)
  origins?: BreachOrigin[] | null;

  @ChoicesField('Kinds of personal data concerned.', () => DataCategoryEnum)
  dataCategories?: DataCategory[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether special categories (art. 9) or offences (art. 10) are among them.',
  })
  sensitiveData?: boolean | null;

  @NumberField('Number of persons.', () => Int, 0, MOST_PERSONS)
  subjectsCount?: number | null;

  @Field(() => SubjectsBandEnum, {
    nullable: true,
    description: 'Band of the number of persons; follows the number where there is one.',
  })
  subjectsBand?: SubjectsBand | null;

  @RecordsField('Number of records.')
  recordsCount?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the number of persons is an estimate.' })
  subjectsEstimated?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the number of records is an estimate.' })
  recordsEstimated?: boolean | null;

  @ChoicesField('Groups of persons concerned.', () => SubjectCategoryEnum)
  subjectCategories?: SubjectCategory[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether persons who need protection are among them.' })
  vulnerableSubjects?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the data name the persons without further means.' })
  directlyIdentifiable?: boolean | null;

  @Field(() => ExposureEnum, {
    nullable: true,
    description: 'Whether unauthorised persons have had the data before them.',
  })
  exposure?: Exposure | null;

  @TextField('What the answer on exposure rests on.')
  exposureBasis?: string | null;

  @Field(() => RecipientsEnum, { nullable: true, description: 'Who has had access to the data.' })
  recipients?: Recipients | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the recipient means harm.' })
  recipientHostile?: boolean | null;

  @Field(() => ProtectionEnum, { nullable: true, description: 'What made the data unreadable to others.' })
  protection?: Protection | null;

  @Field(() => AvailabilityEffectEnum, { nullable: true, description: 'What the loss of availability meant.' })
  availability?: AvailabilityEffect | null;

  @Field(() => IntegrityEffectEnum, { nullable: true, description: 'What the loss of integrity meant.' })
  integrity?: IntegrityEffect | null;

  @ChoicesField('What has lessened the risk since.', () => MitigationEnum)
  mitigations?: Mitigation[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether misuse of the data is proven.' })
  misuseProven?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the persons can be reached one by one.' })
  individualContactPossible?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the authority has said that the risk is high.' })
  authorityHoldsRiskHigh?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the controller is established in the European Economic Area.',
  })
  controllerInEea?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the system concerned holds personal data at all.' })
  personalDataInvolved?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the breach touched them.' })
  personalDataAffected?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether persons in several member states are concerned.' })
  crossBorder?: boolean | null;

  @CountriesField('Those member states: ISO 3166-1 codes of two capitals.')
  memberStates?: string[] | null;

  @ChoicesField('What persons may suffer.', () => HarmEnum)
  harms?: Harm[] | null;

  @TextField('What happened, in words.')
  circumstances?: string | null;

  @NamesField('Systems and carriers concerned.')
  media?: string[] | null;

  @TextField('Protection in place before the breach.')
  priorMeasures?: string | null;

  @InputsField('Processors that play a part.', () => PartyInput)
  processors?: PartyInput[] | null;

  @TextField('Other authorities told or to be told.')
  otherAuthorities?: string | null;

  @TextField('Words for each value OTHER.')
  otherDetail?: string | null;

  @InputField('For the ENISA score.', () => EnisaInput)
  enisa?: EnisaInput | null;
}
