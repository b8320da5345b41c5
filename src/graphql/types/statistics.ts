import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How many incidents have a value.' })
export class Count {
  @Field(() => String, { description: 'The value as the API has it; of a month, YYYY-MM.' })
  key!: string;

  @Field(() => String, { description: 'Its name in the reader’s language; in French as in the CNIL’s form.' })
  label!: string;

  @Field(() => Int, { description: 'Incidents.' })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Of hours, by linear interpolation: p is at place 1 + (n - 1) × p / 100 of the n values in ascending order, between two of them in proportion.',
})
export class Percentiles {
  @Field(() => Float, { description: 'The median.' })
  p50!: number;

  @Field(() => Float, { description: 'The 90th percentile.' })
  p90!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Figures over the incidents of a period, all of one moment. Lists have what occurs, in the order of the value’s own list; an incident may count under several values of one list.',
})
export class Statistics {
  @Field(() => Int, { description: 'Incidents of the period.' })
  incidents!: number;

  @Field(() => [Count], { description: 'By what the breach did to the data.' })
  byNature!: readonly Count[];

  @Field(() => [Count], { description: 'By cause.' })
  byCause!: readonly Count[];

  @Field(() => [Count], { description: 'By origin.' })
  byOrigin!: readonly Count[];

  @Field(() => [Count], { description: 'By kind of personal data.' })
  byDataCategory!: readonly Count[];

  @Field(() => [Count], { description: 'By number of persons, in the CNIL’s bands.' })
  bySubjectsBand!: readonly Count[];

  @Field(() => [Count], {
    description: 'By sector: the incident’s own, else the organisation’s, else UNKNOWN. They add up to the incidents.',
  })
  bySector!: readonly Count[];

  @Field(() => [Count], {
    description:
      'By whether persons were informed, one answer for each incident as in the CNIL’s open data: of several audiences what is still to be done comes first. They add up to the incidents.',
  })
  bySubjectsInformation!: readonly Count[];

  @Field(() => [Count], { description: 'By whether sensitive data are concerned: true or false, where somebody said.' })
  bySensitiveData!: readonly Count[];

  @Field(() => [Count], { description: 'By status now. They add up to the incidents.' })
  byStatus!: readonly Count[];

  @Field(() => [Count], {
    description:
      'By month of the clock asked for, in the organisation’s time zone, in order; months without incidents are left out. They add up to the incidents.',
  })
  byMonth!: readonly Count[];

  @Field(() => Int, {
    description:
      'Notified to the authority within the limit of art. 33(1) as it stood at filing; where both instants are known.',
  })
  filedWithin72h!: number;

  @Field(() => Int, { description: 'Notified to the authority after that limit.' })
  filedLate!: number;

  @Field(() => Int, { description: 'With a decision in force not to notify the authority.' })
  declined!: number;

  @Field(() => Int, { description: 'Whose duty to notify the authority is open, or may turn out to be.' })
  pending!: number;

  @Field(() => Int, { description: 'With a duty that is overdue now.' })
  overdue!: number;

  @Field(() => Percentiles, {
    nullable: true,
    description: 'From the beginning of the breach to its detection; null where no incident has both.',
  })
  hoursToDetect!: Percentiles | null;

  @Field(() => Percentiles, {
    nullable: true,
    description:
      'From awareness to the first notification of the authority, 0 for one that came before; null where no incident has both to the instant.',
  })
  hoursToNotify!: Percentiles | null;
}
