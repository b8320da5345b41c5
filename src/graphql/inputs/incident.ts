/** Inputs that begin an incident, correct it, and say what is known of it. */
import { Field, InputType } from 'type-graphql';
import { textLimits } from '../../incident/events/schema.js';
import type { Instant } from '../../law/instant.js';
import type { BreachNature, CnilLikelihood, CnilSeverity, ControllerRole, RiskVerdict } from '../../law/vocabulary.js';
import {
  BreachNatureEnum,
  CnilLikelihoodEnum,
  CnilSeverityEnum,
  ControllerRoleEnum,
  RiskVerdictEnum,
} from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Command, IncidentCommand, PartyInput } from './common.js';
import { FactsInput } from './facts.js';
import { ChoicesField, InputField, TextField } from './fields.js';

@InputType({ description: 'An incident as first told. What is left out is not known yet.' })
export class ReportIncidentInput extends Command {
  @TextField('In a few words, at most 200 characters.', { required: true, max: textLimits.title })
  title!: string;

  @TextField('In more words.')
  summary?: string | null;

  @Field(() => ControllerRoleEnum, {
    nullable: true,
    description: 'What the organisation is for the data; CONTROLLER where not said.',
  })
  role?: ControllerRole | null;

  @Field(() => Boolean, { nullable: true, description: 'A drill, numbered apart. Cannot be changed later.' })
  exercise?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When the breach began.' })
  occurredFrom?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  occurredTo?: Instant | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it goes on.' })
  ongoing?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was first noticed.' })
  detectedAt?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When a processor told the organisation.' })
  informedByProcessorAt?: Instant | null;

  @InputField('That processor.', () => PartyInput)
  processor?: PartyInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was reasonably certain, if it already is: starts the clock of art. 33(1). Not for a REPORTER.',
  })
  awareAt?: Instant | null;

  @ChoicesField('What the breach did to the data.', () => BreachNatureEnum)
  natures?: readonly BreachNature[] | null;
}

@InputType({
  description:
    'What to correct. What is left out stays, null says that it is not known; the old value stays in the history.',
})
export class CorrectIncidentInput extends IncidentCommand {
  @TextField('In a few words, at most 200 characters.', { max: textLimits.title })
  title?: string | null;

  @TextField('In more words.')
  summary?: string | null;

  @Field(() => ControllerRoleEnum, { nullable: true, description: 'What the organisation is for the data.' })
  role?: ControllerRole | null;

  @Field(() => Boolean, { nullable: true, description: 'Refused where it differs: a drill stays one.' })
  exercise?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When the breach began.' })
  occurredFrom?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  occurredTo?: Instant | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it goes on.' })
  ongoing?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was first noticed.' })
  detectedAt?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When a processor told the organisation.' })
  informedByProcessorAt?: Instant | null;

  @InputField('That processor.', () => PartyInput)
  processor?: PartyInput | null;

  @ChoicesField('What the breach did to the data.', () => BreachNatureEnum)
  natures?: readonly BreachNature[] | null;

  @TextField('Why it is corrected.', { required: true })
  reasons!: string;
}

@InputType({
  description:
    'When the organisation was aware. The first word starts the clock of art. 33(1), a later one corrects it.',
})
export class EstablishAwarenessInput extends IncidentCommand {
  @Field(() => DateTime, { description: 'When it was reasonably certain that personal data were breached.' })
  awareAt!: Instant;

  @TextField('Why; compulsory for a correction.')
  explanation?: string | null;
}

@InputType({ description: 'Facts learnt, laid over those on record.' })
export class RecordFactsInput extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When they were learnt; now where not said.' })
  occurredAt?: Instant | null;

  @InputField('The facts.', () => FactsInput, { required: true })
  facts!: FactsInput;
}

@InputType({ description: 'A judgement of the risk to the rights and freedoms of persons.' })
export class AssessIncidentInput extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When the risk was judged; now where not said.' })
  occurredAt?: Instant | null;

  @InputField('Facts learnt with it; left out, it rests on those on record.', () => FactsInput)
  facts?: FactsInput | null;

  @Field(() => CnilSeverityEnum, { nullable: true, description: 'Severity of the consequences for persons.' })
  severity?: CnilSeverity | null;

  @Field(() => CnilLikelihoodEnum, { nullable: true, description: 'Likelihood of those consequences.' })
  likelihood?: CnilLikelihood | null;

  @TextField('Likely consequences for persons (art. 33(3)(c)).')
  likelyConsequences?: string | null;

  @Field(() => RiskVerdictEnum, { description: 'The outcome.' })
  verdict!: RiskVerdict;

  @TextField('What it rests on.', { required: true })
  reasons!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the facts that changed the outcome became known.' })
  newFactsKnownAt?: Instant | null;
}
