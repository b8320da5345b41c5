import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UserErrorCode } from '../../incident/refusal.js';
import { UserErrorCodeEnum } from '../enums/incident.js';
import { Position } from '../scalars/position.js';
import { Incident } from './incident.js';
import { Organisation } from './organisation.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Why a command was refused, or what is irregular about what it recorded.',
})
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'For programs.' })
  code!: UserErrorCode;

  @Field(() => String, {
    description: 'For people, in the language of the request: what is wrong, why, and what to do.',
  })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Path into the input; null where no one field is to blame.' })
  field!: readonly string[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What became of a command. It was recorded where userErrors is empty.',
})
export class IncidentPayload {
  @Field(() => Incident, {
    nullable: true,
    description: 'The incident after this command; null where it was refused and none exists.',
  })
  incident!: Incident | null;

  @Field(() => Int, { nullable: true, description: 'Number of the command’s last event.' })
  revision!: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of the entry that the command made.' })
  entryId!: string | null;

  @Field(() => Position, { nullable: true, description: 'Place of the command’s last event in the log.' })
  position!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; then nothing was recorded.' })
  userErrors!: readonly UserError[];

  @Field(() => [UserError], { description: 'What was recorded all the same, but should be looked at.' })
  warnings!: readonly UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of a setting of the organisation.' })
export class OrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation after this command.' })
  organisation!: Organisation | null;

  @Field(() => Position, { nullable: true, description: 'Place of the command’s event in the log.' })
  position!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; then nothing was recorded.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Whether the caller may use a mutation on an incident now.' })
export class ActionState {
  @Field(() => String, { description: 'Name of the mutation.' })
  action!: string;

  @Field(() => Boolean, { description: 'Whether the state of the incident allows it; the input may still be refused.' })
  allowed!: boolean;

  @Field(() => [UserError], { description: 'Why not.' })
  refusals!: readonly UserError[];
}
