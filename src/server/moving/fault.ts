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

/** Directory or log of reads failed while they were read or written: the same command goes on where it was. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

/** Runs what reads and writes directory, log of reads and what nodes share. @throws StoreFault for what the database throws. */
export async function onStores<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MoveFault) throw error;
    const why = error instanceof Error && error.message !== '' ? error.message : 'unknown fault';
    throw new StoreFault(`The actor directory or the log of reads cannot be used (${why})`, { cause: error });
  }
}
