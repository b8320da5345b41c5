/**
 * Fields of inputs: one decorator declares the field in the schema and what the door checks of it. What the door refuses is a userError
 * like any other refusal, so every check names its message. Well-formed Unicode is asked for behind the door, of all texts at once.
 */
import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { Field, ID, Int, type ClassType } from 'type-graphql';
import { listLimit } from '../../incident/events/facts.js';
import { textLimits } from '../../incident/events/schema.js';
import type { Refusal } from '../../incident/refusal.js';
import { BigIntScalar } from '../scalars/bigInt.js';

/** What a failed check says: hung on the check, read by `inputFaults`. */
export type Fault = Pick<Refusal, 'message' | 'values'>;

export function says(message: Fault['message'], values?: Record<string, number>): ValidationOptions {
  const fault: Fault = values === undefined ? { message } : { message, values };
  // class-validator drops the context of a check whose own message is empty.
  return { message, context: fault };
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}

function check(name: string, passes: (value: unknown) => boolean, options: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: passes } }, options);
}

/** Length in UTF-16 units, as the stored schemas count: class-validator's own check counts some pairs as one. */
function fits(max: number, each: boolean): PropertyDecorator {
  const passes = (value: unknown) => typeof value !== 'string' || value.length <= max;
  return check('fits', passes, { ...says('tooLong', { max }), each });
}

function filled(): PropertyDecorator {
  const passes = (value: unknown) => typeof value !== 'string' || value.trim() !== '';
  return check('filled', passes, says('blank'));
}

interface TextOptions {
  /** UTF-16 units; that of free texts where absent. */
  readonly max?: number;
  /** The input's type says String!. */
  readonly required?: boolean;
  /** Refused where blank. Where a blank text says nothing on the record, `decide` refuses it. */
  readonly filled?: boolean;
}

/** Words of people. */
export function TextField(description: string, options: TextOptions = {}): PropertyDecorator {
  return all(
    Field(() => String, { nullable: options.required !== true, description }),
    IsOptional(),
    fits(options.max ?? textLimits.text, false),
    ...(options.filled === true ? [filled()] : []),
  );
}

/** A name, a number of a case, an address: anything short. */
export function NameField(description: string, options: TextOptions = {}): PropertyDecorator {
  return TextField(description, { max: textLimits.name, ...options });
}

/** A list of short texts. */
export function NamesField(description: string): PropertyDecorator {
  return all(
    Field(() => [String], { nullable: true, description }),
    IsOptional(),
    atMost(listLimit),
    fits(textLimits.name, true),
  );
}

/** Member states: codes of two capitals, as ISO 3166-1 has them. */
export function CountriesField(description: string): PropertyDecorator {
  const passes = (value: unknown) => typeof value === 'string' && /^[A-Z]{2}$/.test(value);
  return all(
    Field(() => [String], { nullable: true, description }),
    IsOptional(),
    atMost(50),
    ArrayUnique(says('repeated')),
    check('country', passes, { ...says('noCountryCode'), each: true }),
  );
}

/** Some of a closed list, each once. */
export function ChoicesField(description: string, type: () => object): PropertyDecorator {
  return all(
    Field(() => [type()], { nullable: true, description }),
    IsOptional(),
    ArrayUnique(says('repeated')),
  );
}

/** A number from min to max. */
export function NumberField(description: string, type: () => object, min: number, max: number): PropertyDecorator {
  const range = says('outOfRange', { min, max });
  return all(Field(type, { nullable: true, description }), IsOptional(), Min(min, range), Max(max, range));
}

/** How many records: not negative, and possibly beyond what a JavaScript number carries. */
export function RecordsField(description: string): PropertyDecorator {
  const passes = (value: unknown) => typeof value !== 'string' || !value.startsWith('-');
  return all(
    Field(() => BigIntScalar, { nullable: true, description }),
    IsOptional(),
    check('natural', passes, says('negative')),
  );
}

/** An input inside this one. */
export function InputField(
  description: string,
  type: () => ClassType,
  options: { readonly required?: boolean } = {},
): PropertyDecorator {
  return all(Field(type, { nullable: options.required !== true, description }), IsOptional(), ValidateNested());
}

interface ListOptions {
  /** The input's type says [T!]!. */
  readonly required?: boolean;
  /** Where `decide` has a limit of its own, which it refuses in its own words. */
  readonly limited?: boolean;
}

/** A list of inputs inside this one. */
export function InputsField(description: string, type: () => ClassType, options: ListOptions = {}): PropertyDecorator {
  return all(
    Field(() => [type()], { nullable: options.required !== true, description }),
    IsOptional(),
    ...(options.limited === true ? [] : [atMost(listLimit)]),
    ValidateNested({ each: true }),
  );
}

/** A key that another system gave: opaque, short, never blank. */
export function KeyField(description: string): PropertyDecorator {
  return all(
    Field(() => ID, { nullable: false, description }),
    fits(textLimits.name, false),
  );
}

/** Such keys; `decide` limits how many. */
export function KeysField(description: string): PropertyDecorator {
  return all(
    Field(() => [ID], { nullable: false, description }),
    fits(textLimits.name, true),
  );
}

/** A number of persons, or unknown. */
export function PersonsField(description: string): PropertyDecorator {
  return NumberField(description, () => Int, 0, 2_147_483_647);
}

function atMost(max: number): PropertyDecorator {
  return ArrayMaxSize(max, says('tooMany', { max }));
}
