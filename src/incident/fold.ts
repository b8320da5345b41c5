/** From events to the incident: one fold for commands, the past, replay and read models. */
import { CorruptStream } from './corruptStream.js';
import { begin, finish, thaw, type IncidentDraft } from './evolve/draft.js';
import { evolve } from './evolve.js';
import { finishNotices } from './evolve/notices.js';
import type { IncidentId } from './ids.js';
import type { IncidentEvent } from './record.js';
import type { Incident } from './state.js';

/**
 * Folds events, in the order of their revisions, over a state or over nothing. Pure: the answer is a new state, frozen throughout, and
 * `from` stays as it is. Parts of the events' data become parts of the state and are frozen with it.
 * @param id names the incident: its stream does, its events do not.
 * @param from the state up to the revision before the first event; null before the first event of all.
 * @returns null where there is no event at all.
 * @throws CorruptStream where the events cannot be what `decide` wrote: a gap in the revisions, a beginning that is missing or comes twice,
 * an entry named that is not there.
 */
export function foldIncident(
  id: IncidentId,
  events: Iterable<IncidentEvent>,
  from: Incident | null = null,
): Incident | null {
  let draft: IncidentDraft | null = null;
  for (const event of events) {
    draft ??= from === null ? null : thaw(from);
    const expected = draft === null ? 0 : draft.state.revision + 1;
    if (event.revision !== expected) throw new CorruptStream(event.revision, `revision ${expected} was expected`);
    if (draft === null) draft = begin(id, event);
    else evolve(draft, event);
  }
  if (draft === null) return from;
  finishNotices(draft);
  return finish(draft);
}
