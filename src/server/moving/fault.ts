/** Why a register is not moved. */

/** What is there, or what was named, is not as it must be: in words for an operator. Nothing was changed unless the words say so. */
export class MoveFault extends Error {
  override readonly name = 'MoveFault';
}

/** The target is not empty, and what it holds is not the beginning of the source. */
export function differs(what: string): MoveFault {
  return new MoveFault(
    `The target is not empty, and not a copy of the source: ${what}. Nothing more is written there.`,
  );
}
