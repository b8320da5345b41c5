/** What triage advises: answers with the rules that led there. A named person decides. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AdviceAnswer, EnisaLevel } from '../../law/triage/advice.js';
import { AdviceAnswerEnum, EnisaLevelEnum } from '../enums/advice.js';
import { UserError } from './payload.js';

@ObjectType({ simpleResolvers: true, description: 'A rule that led to an answer.' })
export class AdviceReason {
  @Field(() => String, { description: 'Id of the rule, the same in every language.' })
  rule!: string;

  @Field(() => String, { description: 'What it says, in the reader’s language.' })
  text!: string;

  @Field(() => String, { description: 'Provision, guideline or method that it comes from.' })
  source!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What triage advises on one duty.' })
export class DutyAdvice {
  @Field(() => AdviceAnswerEnum, { description: 'The answer.' })
  answer!: AdviceAnswer;

  @Field(() => [AdviceReason], { description: 'The rules that led there, the one that states the duty first.' })
  reasons!: readonly AdviceReason[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Severity by ENISA’s working document of 2013: dataContext × identifiability + circumstances.',
})
export class EnisaScore {
  @Field(() => Float, { description: 'From 0.25 to 6.' })
  score!: number;

  @Field(() => EnisaLevelEnum, { description: 'The band of the score.' })
  level!: EnisaLevel;

  @Field(() => Int, { description: 'DPC, 1 to 4: the highest basic score of the data, moved by the contextual steps.' })
  dataContext!: number;

  @Field(() => Float, { description: 'EI: 0.25, 0.5, 0.75 or 1.' })
  identifiability!: number;

  @Field(() => Float, { description: 'CB: what became of the data, and malice.' })
  circumstances!: number;

  @Field(() => [String], {
    description: 'What the method reports beside the score: MORE_THAN_100_PERSONS, DATA_UNINTELLIGIBLE.',
  })
  flags!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What follows from the facts, by the rules in force. It advises; a named person decides.',
})
export class TriageAdvice {
  @Field(() => DutyAdvice, { description: 'The register of art. 33(5).' })
  register!: DutyAdvice;

  @Field(() => DutyAdvice, { description: 'The authority, art. 33(1). For a processor: its controllers’ duty.' })
  authority!: DutyAdvice;

  @Field(() => DutyAdvice, { description: 'The persons concerned, art. 34. For a processor: its controllers’ duty.' })
  subjects!: DutyAdvice;

  @Field(() => DutyAdvice, { description: 'The controllers, art. 33(2): asked of a processor.' })
  controllers!: DutyAdvice;

  @Field(() => EnisaScore, { nullable: true, description: 'Null where there is no breach, or the data are not known.' })
  enisa!: EnisaScore | null;

  @Field(() => String, { description: 'First day of the period whose rules were applied, and their revision.' })
  rulesVersion!: string;

  @Field(() => [UserError], { description: 'Facts that contradict each other, or stand without what they rest on.' })
  conflicts!: readonly UserError[];
}
