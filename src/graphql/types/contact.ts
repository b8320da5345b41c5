import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/dateTime.js';
import type { Instant } from '../../law/instant.js';

@ObjectType({ simpleResolvers: true, description: 'Whom to ask.' })
export class Contact {
  @Field(() => String, { description: 'Name of the person or service.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Who took a decision or made a filing, and in what capacity.' })
export class Decider {
  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => String, { description: 'Such as “data protection officer”.' })
  capacity!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Another organisation that plays a part, such as a processor.' })
export class Party {
  @Field(() => String, { description: 'Name of the organisation.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'How to reach it.' })
  contact!: string | null;

  @Field(() => String, { nullable: true, description: 'Its own reference for the matter.' })
  reference!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was told.' })
  informedAt!: Instant | null;
}
