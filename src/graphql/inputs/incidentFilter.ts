import { Field, InputType } from 'type-graphql';
import type { IncidentStatus } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { BreachNature, ControllerRole, RiskVerdict } from '../../law/vocabulary.js';
import { BreachNatureEnum, ControllerRoleEnum, IncidentStatusEnum, RiskVerdictEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';

@InputType({
  description:
    'Which incidents: what is left out, or null, narrows nothing (but for exercise); all that is given must hold. Periods include their beginning and not their end.',
})
export class IncidentFilter {
  @Field(() => [IncidentStatusEnum], { nullable: true, description: 'With one of these statuses.' })
  statuses?: readonly IncidentStatus[] | null;

  @Field(() => [BreachNatureEnum], { nullable: true, description: 'With at least one of these natures.' })
  natures?: readonly BreachNature[] | null;

  @Field(() => [RiskVerdictEnum], {
    nullable: true,
    description: 'With one of these verdicts in the assessment in force.',
  })
  verdicts?: readonly RiskVerdict[] | null;

  @Field(() => [ControllerRoleEnum], { nullable: true, description: 'In one of these roles.' })
  roles?: readonly ControllerRole[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: with a duty that is overdue; false: with none. As of the instant that the list is of.',
  })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'true: drills; otherwise real incidents.' })
  exercise?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: reported by the caller; false: by others.',
  })
  reportedByMe?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Detected at this instant or later.' })
  detectedFrom?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Detected before this instant.' })
  detectedTo?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Aware at this instant or later.' })
  awareFrom?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Aware before this instant.' })
  awareTo?: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Notified to the authority at this instant or later, by the earliest notification that stands.',
  })
  filedFrom?: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Notified to the authority before this instant, by the earliest notification that stands.',
  })
  filedTo?: Instant | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of title, summary or reference, at most 10, 200 characters: case and accents are folded, beginnings of words suffice, all must match.',
  })
  search?: string | null;
}
