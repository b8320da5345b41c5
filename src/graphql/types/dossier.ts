import { Field, ObjectType } from 'type-graphql';
import type { FilingKind } from '../../law/vocabulary.js';
import { FilingKindEnum } from '../enums/incident.js';

@ObjectType({ simpleResolvers: true, description: 'A field of the CNIL’s tele-service.' })
export class DossierField {
  @Field(() => String, { description: 'The part of the form, in the reader’s language.' })
  section!: string;

  @Field(() => String, { description: 'Name of the field, the same in every language.' })
  key!: string;

  @Field(() => String, { description: 'Name of the field, in the reader’s language.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'In the form’s own words; several are joined by “ | ”. Null and known: none. Null and not known: not known yet.',
  })
  value!: string | null;

  @Field(() => Boolean, { description: 'Whether the register knows the answer, be it none.' })
  known!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a filing with the CNIL needs: every field of its tele-service, to be copied into it.',
})
export class CnilDossier {
  @Field(() => FilingKindEnum, { description: 'The kind of filing.' })
  kind!: FilingKind;

  @Field(() => [DossierField], { description: 'In the order of the form.' })
  fields!: readonly DossierField[];

  @Field(() => [String], { description: 'Keys of the fields that are not known.' })
  unknown!: readonly string[];

  @Field(() => [String], { description: 'Items of art. 33(3) that the register lacks; none of a withdrawal.' })
  missing!: readonly string[];

  @Field(() => Boolean, { description: 'Whether a first notification filed now would be after the time limit.' })
  late!: boolean;

  @Field(() => Boolean, { description: 'Whether the reasons for the delay must be given (art. 33(1)).' })
  reasonsRequired!: boolean;
}
