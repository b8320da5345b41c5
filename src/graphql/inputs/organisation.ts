import { Allow } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import type { DutyKind, Sector } from '../../law/vocabulary.js';
import { DutyKindEnum } from '../enums/duty.js';
import { SectorEnum } from '../enums/sector.js';
import { Command, ContactInput } from './common.js';
import { InputField, InputsField, NameField, NamesField } from './fields.js';

@InputType({ description: 'A target of the organisation’s own for a duty to which the law gives no hour.' })
export class AimInput {
  @Field(() => DutyKindEnum, { description: 'The duty.' })
  kind!: DutyKind;

  // Checked by `decide`; class-validator refuses classes that it knows nothing of.
  @Allow()
  @Field(() => Int, { description: 'Whole hours from the start of the duty’s clock, at most a year.' })
  hours!: number;
}

@InputType({ description: 'Settings of the organisation. What is left out stays; null takes a value back.' })
export class ConfigureOrganisationInput extends Command {
  @NameField('Its name.')
  name?: string | null;

  @NameField('IANA time zone in which texts show instants, such as Europe/Paris.', { max: 100 })
  timeZone?: string | null;

  @NameField('Language of its documents: fr or en.')
  language?: string | null;

  @Field(() => SectorEnum, { nullable: true, description: 'Sector of activity.' })
  sector?: Sector | null;

  @NameField('SIREN number: nine digits.')
  siren?: string | null;

  @InputField('Data protection officer, the contact point for the authority.', () => ContactInput)
  dpo?: ContactInput | null;

  @InputField('Who represents the controller.', () => ContactInput)
  representative?: ContactInput | null;

  @NamesField('Regimes whose duties are followed, the whole list; GDPR is always among them.')
  regimes?: readonly string[] | null;

  @InputsField('Own targets, the whole list.', () => AimInput)
  aims?: readonly AimInput[] | null;
}
