/** A stream whose events contradict one another: nobody may go on from it. Says where and what, without event data. */
export class CorruptStream extends Error {
  constructor(
    /** Of the event that does not fit. */
    readonly revision: number,
    reason: string,
  ) {
    super(`event ${revision} does not follow from the ones before it: ${reason}`);
    this.name = 'CorruptStream';
  }
}
