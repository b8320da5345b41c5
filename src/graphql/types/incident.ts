import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IncidentView } from '../../application/application.js';
import type { IncidentStatus } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { BreachNature, ControllerRole } from '../../law/vocabulary.js';
import { BreachNatureEnum, ControllerRoleEnum, IncidentStatusEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { AuthorityMessage } from './correspondence.js';
import { IncidentLink } from './link.js';
import { Audience, SubjectCommunication } from './subjects.js';
import { Party } from './contact.js';
import { Decision } from './decision.js';
import { Assessment, AwarenessEntry, Measure } from './entries.js';
import { Facts } from './facts.js';
import { CnilFiling } from './filing.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A breach of personal data, or the suspicion of one, as its events tell it.',
})
export class Incident implements Node {
  readonly __typename!: 'Incident';
  /** What duties, actions and notes are computed from when they are asked for. */
  readonly view!: IncidentView;

  @Field(() => ID, { description: 'incidentId for the present; a past state adds @ and its revision or instant.' })
  id!: string;

  @Field(() => ID, { description: 'The same for every state of the incident.' })
  incidentId!: string;

  @Field(() => DateTime, { nullable: true, description: 'The instant that this state is of; null for the present.' })
  shownAt!: Instant | null;

  @Field(() => String, {
    description:
      'For people: 2026-0007, unique in the organisation, numbered by year; drills in a series of their own, EX-2026-0001.',
  })
  reference!: string;

  @Field(() => Organisation, { description: 'Whose incident it is.' })
  organisation!: Organisation;

  @Field(() => String, { description: 'In a few words.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'In more words.' })
  summary!: string | null;

  @Field(() => IncidentStatusEnum, { description: 'Furthest milestone.' })
  status!: IncidentStatus;

  @Field(() => Int, { description: 'Number of its last event, from 0: give it as expectedRevision.' })
  revision!: number;

  @Field(() => ControllerRoleEnum, { description: 'What the organisation is for the data concerned.' })
  role!: ControllerRole;

  @Field(() => Boolean, { description: 'Whether it is a drill.' })
  exercise!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the breach began.' })
  occurredFrom!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  occurredTo!: Instant | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it goes on; null where that is unknown.' })
  ongoing!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was first noticed. Starts no clock.' })
  detectedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When a processor told the organisation.' })
  informedByProcessorAt!: Instant | null;

  @Field(() => Party, { nullable: true, description: 'That processor.' })
  processor!: Party | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was reasonably certain, by the last word on it. Starts the clock of art. 33(1).',
  })
  awareAt!: Instant | null;

  @Field(() => [AwarenessEntry], { description: 'Every word on awareness, oldest first.' })
  awareness!: readonly AwarenessEntry[];

  @Field(() => DateTime, { description: 'When it was first recorded.' })
  recordedAt!: Instant;

  @Field(() => DateTime, { description: 'When its last event was recorded.' })
  updatedAt!: Instant;

  @Field(() => Actor, { description: 'Who reported it.' })
  reportedBy!: Actor;

  @Field(() => [BreachNatureEnum], {
    nullable: true,
    description: 'What the breach did to the data; null where not known yet.',
  })
  natures!: readonly BreachNature[] | null;

  @Field(() => Facts, { nullable: true, description: 'What is known; null until facts are recorded.' })
  facts!: Facts | null;

  @Field(() => Assessment, { nullable: true, description: 'The assessment in force: the last one.' })
  assessment!: Assessment | null;

  @Field(() => [Assessment], { description: 'All of them, oldest first.' })
  assessments!: readonly Assessment[];

  @Field(() => [Measure], { description: 'Measures by their present state, oldest first; struck ones are left out.' })
  measures!: readonly Measure[];

  @Field(() => [CnilFiling], {
    description: 'Filings with the authority, in the order they were recorded; struck ones are left out.',
  })
  filings!: readonly CnilFiling[];

  @Field(() => [Audience], { description: 'Categories of persons, in the order they were first defined.' })
  audiences!: readonly Audience[];

  @Field(() => [SubjectCommunication], { description: 'What persons were told, in the order it was recorded.' })
  communications!: readonly SubjectCommunication[];

  @Field(() => Int, {
    nullable: true,
    description: 'Controllers still expected to be identified; null where unknown or never spoken of.',
  })
  controllersRemaining!: number | null;

  @Field(() => [AuthorityMessage], { description: 'What came from authorities, in the order it was recorded.' })
  authorityMessages!: readonly AuthorityMessage[];

  @Field(() => [IncidentLink], { description: 'Other incidents that this one belongs with.' })
  links!: readonly IncidentLink[];

  @Field(() => [Decision], { description: 'Decisions taken, oldest first.' })
  decisions!: readonly Decision[];
}
