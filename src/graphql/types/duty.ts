import { Field, ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { AnchorKind, DutyKind, DutyState } from '../../law/vocabulary.js';
import { AnchorKindEnum, DutyKindEnum, DutyStateEnum } from '../enums/duty.js';
import { DateTime } from '../scalars/dateTime.js';
import { Incident } from './incident.js';
import { Node } from './node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the law asks of an incident, and how its clock stands.',
})
export class Duty implements Node {
  readonly __typename!: 'Duty';

  @Field(() => ID, { description: 'The incident’s id, the regime and the kind, joined by slashes.' })
  id!: string;

  @Field(() => Incident, { description: 'The incident, in the state that the duty was computed from.' })
  incident!: Incident;

  @Field(() => DutyKindEnum, { description: 'What is to be done.' })
  kind!: DutyKind;

  @Field(() => String, { description: 'Where it comes from: GDPR, or another regime in scope.' })
  regime!: string;

  @Field(() => String, { nullable: true, description: 'Stage of a duty that is met in stages.' })
  stage!: string | null;

  @Field(() => String, { description: 'To whom it is owed.' })
  recipient!: string;

  @Field(() => String, { description: 'Provision of law, such as GDPR art. 33(1).' })
  provision!: string;

  @Field(() => String, { description: 'The rule that was applied.' })
  rule!: string;

  @Field(() => String, { description: 'Its version: rules have dates, and the one in force at the anchor counts.' })
  ruleVersion!: string;

  @Field(() => DutyStateEnum, { description: 'Where it stands.' })
  state!: DutyState;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time limit; null where the law gives no hour, or the clock has not started.',
  })
  dueAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'A target that is no legal limit.' })
  targetAt!: Instant | null;

  @Field(() => AnchorKindEnum, { description: 'What starts the clock.' })
  anchorKind!: AnchorKind;

  @Field(() => DateTime, { nullable: true, description: 'When that was.' })
  anchor!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it has been open.' })
  openSince!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was met.' })
  metAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: 'How late it was met, as an ISO 8601 duration: by the record as it stood then, unchanged since.',
  })
  lateBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How late by the present anchor, where awareness was corrected since.',
  })
  lateByCorrected!: string | null;

  @Field(() => String, {
    description: 'The reckoning in words: rule, anchor, instant, and what another anchor would give.',
  })
  explanation!: string;
}
