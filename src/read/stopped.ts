import type { StreamName } from '../log/port.js';

/**
 * The projector cannot go on: an event cannot be read, or one is missing. Nothing is skipped: somebody must look. Names the event, never what
 * is in it.
 */
export class ProjectorStopped extends Error {
  override readonly name = 'ProjectorStopped';

  constructor(
    readonly stream: StreamName,
    readonly revision: number,
    readonly reason: string,
  ) {
    super(`The read models stand still before event ${revision} of ${stream}: ${reason}.`);
  }
}
