import { Field, Float, Int, ObjectType } from 'type-graphql';
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
import { BigIntScalar } from '../scalars/bigInt.js';
import { Party } from './contact.js';

@ObjectType({ simpleResolvers: true, description: 'What the ENISA method needs and the facts cannot tell.' })
export class EnisaContext {
  @Field(() => Int, { nullable: true, description: 'Whole contextual steps on the basic score of the data: -3 to +3.' })
  dataContext!: number | null;

  @Field(() => Float, { nullable: true, description: 'How easily persons are identified: 0 to 1.' })
  identifiability!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What is known of a breach, as last recorded. Null is not known, or not spoken of yet.',
})
export class Facts {
  @Field(() => ControllerRoleEnum, { nullable: true, description: 'Role of the organisation in the incident.' })
  role!: ControllerRole;

  @Field(() => SectorEnum, {
    nullable: true,
    description: 'Sector of the controller concerned; the organisation’s own where null.',
  })
  sector?: Sector | null;

  @Field(() => [BreachNatureEnum], { nullable: true, description: 'What the breach did to the data.' })
  natures?: readonly BreachNature[] | null;

  @Field(() => [BreachCauseEnum], { nullable: true, description: 'Who caused it, and whether on purpose.' })
  cause?: readonly BreachCause[] | null;

  @Field(() => [BreachOriginEnum], { nullable: true, description: 'How it came about.' })
  origins?: readonly BreachOrigin[] | null;

  @Field(() => [DataCategoryEnum], { nullable: true, description: 'Kinds of personal data concerned.' })
  dataCategories?: readonly DataCategory[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether special categories (art. 9) or offences (art. 10) are among them.',
  })
  sensitiveData?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Number of persons.' })
  subjectsCount?: number | null;

  @Field(() => SubjectsBandEnum, {
    nullable: true,
    description: 'Band of the number of persons; follows the number where there is one.',
  })
  subjectsBand?: SubjectsBand | null;

  @Field(() => BigIntScalar, { nullable: true, description: 'Number of records.' })
  recordsCount?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the number of persons is an estimate.' })
  subjectsEstimated?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the number of records is an estimate.' })
  recordsEstimated?: boolean | null;

  @Field(() => [SubjectCategoryEnum], { nullable: true, description: 'Groups of persons concerned.' })
  subjectCategories?: readonly SubjectCategory[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether persons who need protection are among them.' })
  vulnerableSubjects?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the data name the persons without further means.' })
  directlyIdentifiable?: boolean | null;

  @Field(() => ExposureEnum, {
    nullable: true,
    description: 'Whether unauthorised persons have had the data before them.',
  })
  exposure?: Exposure | null;

  @Field(() => String, { nullable: true, description: 'What the answer on exposure rests on.' })
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

  @Field(() => [MitigationEnum], { nullable: true, description: 'What has lessened the risk since.' })
  mitigations?: readonly Mitigation[] | null;

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

  @Field(() => [String], { nullable: true, description: 'Those member states: ISO 3166-1 codes of two capitals.' })
  memberStates?: readonly string[] | null;

  @Field(() => [HarmEnum], { nullable: true, description: 'What persons may suffer.' })
  harms?: readonly Harm[] | null;

  @Field(() => String, { nullable: true, description: 'What happened, in words.' })
  circumstances?: string | null;

  @Field(() => [String], { nullable: true, description: 'Systems and carriers concerned.' })
  media?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Protection in place before the breach.' })
  priorMeasures?: string | null;

  @Field(() => [Party], { nullable: true, description: 'Processors that play a part.' })
  processors?: readonly Party[] | null;

  @Field(() => String, { nullable: true, description: 'Other authorities told or to be told.' })
  otherAuthorities?: string | null;

  @Field(() => String, { nullable: true, description: 'Words for each value OTHER.' })
  otherDetail?: string | null;

  @Field(() => EnisaContext, { nullable: true, description: 'For the ENISA score.' })
  enisa!: EnisaContext | null;
}
