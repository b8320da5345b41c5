import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../enums/describedEnum.js';
import { Node } from './node.js';

const VERIFICATION_STATES = ['RUNNING', 'DONE', 'FAILED'] as const;
type VerificationState = (typeof VERIFICATION_STATES)[number];

const VerificationStateEnum = describedEnum('VerificationState', 'How far a check has come.', VERIFICATION_STATES, {
  RUNNING: 'It goes on.',
  DONE: 'It came to its end: see its report.',
  FAILED: 'It was broken off, and says nothing of the log: start another.',
});

@ObjectType({ simpleResolvers: true, description: 'Something that is not as it was sealed or signed.' })
export class IntegrityFault {
  @Field(() => String, { description: 'Such as PAYLOAD_ALTERED; the list is in docs/verification.md.' })
  code!: string;

  @Field(() => String, { description: 'The same in words.' })
  message!: string;

  @Field(() => ID, { nullable: true, description: 'The incident that it is in.' })
  incidentId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the event in its stream.' })
  revision!: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of the event in the organisation’s log.' })
  leafIndex!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a check of the stored events found.' })
export class IntegrityReport {
  @Field(() => Boolean, {
    description: 'Nothing was altered, inserted or reordered, recomputed from the stored bytes.',
  })
  intact!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Nothing is missing up to the known checkpoint; null where no outside head was given to prove it.',
  })
  complete!: boolean | null;

  @Field(() => Int, { description: 'How many events were recomputed.' })
  eventsChecked!: number;

  @Field(() => [IntegrityFault], { description: 'What is wrong, the first hundred.' })
  faults!: readonly IntegrityFault[];

  @Field(() => [String], { description: 'What this check could not prove, in words.' })
  notProven!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The newest signed head, which the check was held to.' })
  checkpoint!: string | null;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A check of the organisation’s whole log.' })
export class Verification extends Node {
  readonly __typename = 'Verification';

  @Field(() => VerificationStateEnum, { description: 'How far it has come.' })
  state!: VerificationState;

  @Field(() => Int, { description: 'Events recomputed so far.' })
  checked!: number;

  @Field(() => Int, { nullable: true, description: 'Events in all.' })
  total!: number | null;

  @Field(() => IntegrityReport, { nullable: true, description: 'What was found; null until it is done.' })
  report!: IntegrityReport | null;
}
