/** Entries of an incident: what was assessed, done and noted. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UserErrorCode } from '../../incident/refusal.js';
import type { Instant } from '../../law/instant.js';
import type { TriageAdvice } from '../../law/triage/advice.js';
import type {
  CnilLikelihood,
  CnilSeverity,
  MeasureKind,
  MeasureState,
  NoteVisibility,
  RiskVerdict,
} from '../../law/vocabulary.js';
import {
  CnilLikelihoodEnum,
  CnilSeverityEnum,
  MeasureKindEnum,
  MeasureStateEnum,
  NoteVisibilityEnum,
  RiskVerdictEnum,
  UserErrorCodeEnum,
} from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { Facts } from './facts.js';

@ObjectType({ simpleResolvers: true, description: 'A statement of when the organisation was aware of the breach.' })
export class AwarenessEntry {
  @Field(() => Int, { description: 'Number of the event that holds it.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When it was reasonably certain that personal data were breached.' })
  awareAt!: Instant;

  @Field(() => String, { nullable: true, description: 'Why; for a correction, why the earlier instant was wrong.' })
  explanation!: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({ simpleResolvers: true, description: 'A judgement of the risk to the rights and freedoms of persons.' })
export class Assessment {
  /** The advice kept with it, which is shown in the reader’s language when it is asked for. */
  readonly kept!: TriageAdvice | null;

  @Field(() => ID, { description: 'Id of the event that made it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that made it.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When the risk was judged.' })
  assessedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  assessedBy!: Actor;

  @Field(() => Facts, { description: 'The facts as they stood then.' })
  facts!: Facts;

  @Field(() => CnilSeverityEnum, { nullable: true, description: 'Severity of the consequences for persons.' })
  severity!: CnilSeverity | null;

  @Field(() => CnilLikelihoodEnum, { nullable: true, description: 'Likelihood of those consequences.' })
  likelihood!: CnilLikelihood | null;

  @Field(() => String, { nullable: true, description: 'Likely consequences for persons (art. 33(3)(c)).' })
  likelyConsequences!: string | null;

  @Field(() => RiskVerdictEnum, { description: 'The outcome.' })
  verdict!: RiskVerdict;

  @Field(() => String, { description: 'What it rests on.' })
  reasons!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the facts that changed the outcome became known.' })
  newFactsKnownAt!: Instant | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something done, or to be done, about the breach, by its newest update.',
})
export class Measure {
  @Field(() => ID, {
    description: 'Id of the event that first recorded it; updates keep it and change the values below.',
  })
  id!: string;

  @Field(() => Int, { description: 'Number of that event.' })
  revision!: number;

  @Field(() => MeasureKindEnum, { description: 'What it is for.' })
  kind!: MeasureKind;

  @Field(() => MeasureStateEnum, { description: 'How far it has come.' })
  state!: MeasureState;

  @Field(() => String, { description: 'What it is.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it.' })
  owner!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is to be done.' })
  dueAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done.' })
  doneAt!: Instant | null;

  @Field(() => [UserErrorCodeEnum], {
    description: 'What was irregular about the newest update, which was recorded because it had happened.',
  })
  irregularities!: readonly UserErrorCode[];

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({ simpleResolvers: true, description: 'A remark on the incident.' })
export class Note {
  @Field(() => ID, { description: 'Id of the event that holds it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that holds it.' })
  revision!: number;

  @Field(() => String, { description: 'The remark.' })
  text!: string;

  @Field(() => NoteVisibilityEnum, { description: 'Who reads it.' })
  visibility!: NoteVisibility;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who wrote it.' })
  recordedBy!: Actor;
}
