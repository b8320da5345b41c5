import { validateSync, type ValidationError } from 'class-validator';
import type { Refusal } from '../../incident/refusal.js';
import type { Fault } from './fields.js';

/**
 * What the door refuses of an input: the first fault of each field, with its path. Never the value itself.
 * @param input an instance of an input class.
 */
export function inputFaults(input: object): readonly Refusal[] {
  const errors = validateSync(input, {
    stopAtFirstError: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => faultsOf(error, []));
}

function faultsOf(error: ValidationError, path: readonly string[]): readonly Refusal[] {
  const field = [...path, error.property];
  const own = Object.values(error.contexts ?? {}).map((fault: Fault): Refusal => ({
    code: 'INVALID_INPUT',
    ...fault,
    field,
  }));
  const inner = (error.children ?? []).flatMap((child) => faultsOf(child, field));
  const faults = [...own, ...inner];
  if (faults.length === 0) throw new Error(`A check of ${field.join('.')} has nothing to say`);
  return faults;
}
