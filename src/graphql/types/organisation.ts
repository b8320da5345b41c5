import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DutyKind, Sector } from '../../law/vocabulary.js';
import { DutyKindEnum } from '../enums/duty.js';
import { SectorEnum } from '../enums/sector.js';
import { Contact } from './contact.js';
import { Node } from './node.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A target of the organisation’s own for a duty to which the law gives no hour.',
})
export class Aim {
  @Field(() => DutyKindEnum, { description: 'The duty.' })
  kind!: DutyKind;

  @Field(() => Int, { description: 'Hours from the start of the duty’s clock.' })
  hours!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Whose register this is. Everything a caller sees belongs to its own.',
})
export class Organisation implements Node {
  readonly __typename!: 'Organisation';

  @Field(() => ID, { description: 'Random; says nothing of the organisation.' })
  id!: string;

  @Field(() => String, {
    description: 'The name under which the identity provider knows it, until another is configured.',
  })
  name!: string;

  @Field(() => String, { description: 'IANA time zone in which texts show instants.' })
  timeZone!: string;

  @Field(() => String, { description: 'Language of its documents: fr or en.' })
  language!: string;

  @Field(() => SectorEnum, { nullable: true, description: 'Sector of activity.' })
  sector!: Sector | null;

  @Field(() => String, { nullable: true, description: 'SIREN number: nine digits.' })
  siren!: string | null;

  @Field(() => Contact, {
    nullable: true,
    description: 'Data protection officer, the contact point for the authority.',
  })
  dpo!: Contact | null;

  @Field(() => Contact, { nullable: true, description: 'Who represents the controller.' })
  representative!: Contact | null;

  @Field(() => [String], { description: 'Regimes whose duties are followed; GDPR always.' })
  regimes!: readonly string[];

  @Field(() => [Aim], { description: 'Own targets, as configured; defaults stand for the others.' })
  aims!: readonly Aim[];
}
