/** One mistake of a command, to be tried where it is made. */
import type { IncidentCommand } from '../../../src/incident/commands/command.js';
import type { MessageKey } from '../../../src/incident/texts/messages.js';
import { hour, type Step } from '../../support/story.js';

/** The register's clock in every case. */
export const now = hour(100);
export const future = hour(101);
export const nobody = { name: ' ', contact: null, reference: null, informedAt: null };
export const early = { name: 'Hébergeur', contact: null, reference: null, informedAt: future };
export const blankName = { name: '', capacity: 'DPO' };
export const blankCapacity = { name: 'A. Martin', capacity: '\t' };

export interface Case {
  readonly message: MessageKey;
  /** Path into the input, with dots; empty where no field is to blame. */
  readonly field: string;
  readonly given: readonly Step[];
  readonly command: IncidentCommand;
  /** Other messages that the same mistake cannot but bring. */
  readonly also: readonly MessageKey[];
}

export function wrong(
  message: MessageKey,
  field: string,
  command: IncidentCommand,
  given: readonly Step[] = [],
  also: readonly MessageKey[] = [],
): Case {
  return { message, field, given, command, also };
}
