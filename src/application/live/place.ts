/** Where in an organisation's own order a place in the whole log lies. */
import type { EventLog, OrganisationId, Position, Seals } from '../../log/port.js';

/**
 * Number of the organisation's first event after a place in the log. A few dozen look-ups, however long the log is and whoever wrote it: an
 * organisation's events are numbered without gaps, in the order of the log.
 */
export async function firstAfter(
  seals: Seals,
  log: Pick<EventLog, 'comparePositions'>,
  organisation: OrganisationId,
  after: Position,
): Promise<number> {
  let low = 0;
  let high = await seals.size(organisation);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let passed = false;
    for await (const { event } of seals.leaves(organisation, { from: middle, to: middle + 1 })) {
      passed = log.comparePositions(event.position, after) <= 0;
    }
    if (passed) low = middle + 1;
    else high = middle;
  }
  return low;
}
