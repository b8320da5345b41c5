/** The notices of a processor's controllers: their ids, which of them stand, and finding one among ten thousand. */
import { v5 as uuidOfName } from 'uuid';
import type { EntryId, IncidentId } from './ids.js';
import { stands } from './standing.js';
import type { Incident, Notice } from './state.js';

/** Namespace of the ids of notices (RFC 9562, 5.5): for good, because people keep these ids. */
const NAMESPACE = '5d6f5a3c-8f0b-4c0e-9b1e-33a2c1e0f7d4';

/**
 * The id of a controller's notice: UUID version 5 of `<incident>|<externalId>`, the same for good. Not kept in the state: a hash for each of
 * ten thousand notices costs more than all the rest of the fold.
 */
export function noticeId(incident: IncidentId, externalId: string): EntryId {
  return uuidOfName(new TextEncoder().encode(`${incident}|${externalId}`), NAMESPACE) as EntryId;
}

/** Whether a controller has still to be told: never sent, or what was sent came back. */
export function isUntold({ state }: Pick<Notice, 'state'>): boolean {
  return state === 'IDENTIFIED' || state === 'FAILED';
}

/** Notices that are not struck, in the order in which their controllers were first identified. */
export function standingNotices(incident: Incident): readonly Notice[] {
  return incident.notices.filter(stands);
}

/** The standing notice of a controller, by the processor's key; null where it is not identified. */
export function noticeOf({ notices }: Incident, externalId: string): Notice | null {
  return standingAt(notices, placesByKey(notices).get(externalId));
}

/** The standing notice with an id that `noticeId` gave; null where there is none. */
export function noticeWith(incident: Incident, id: EntryId): Notice | null {
  // Events have ids of another version: no hash has to be computed to know that theirs is none of these.
  return id.charAt(14) === '5' ? standingAt(incident.notices, placesById(incident).get(id)) : null;
}

function standingAt(notices: readonly Notice[], place: number | undefined): Notice | null {
  const notice = place === undefined ? undefined : notices[place];
  return notice !== undefined && stands(notice) ? notice : null;
}

/**
 * The place of each notice of a list, by a key. Remembered for a finished list, which never changes, and handed on to the lists that follow
 * it while nobody is added (`sameControllers`): each of a thousand commands would build it anew otherwise.
 */
type Places = ReadonlyMap<string, number>;

const byKey = new WeakMap<readonly Notice[], Places>();
const byId = new WeakMap<readonly Notice[], Places>();

/** Places by externalId. */
export function placesByKey(notices: readonly Notice[]): Places {
  return remembered(byKey, notices, ({ externalId }) => externalId);
}

/** Places by `noticeId`. */
export function placesById({ id, notices }: Pick<Incident, 'id' | 'notices'>): Places {
  return remembered(byId, notices, ({ externalId }) => noticeId(id, externalId));
}

/** Says that a finished list has the controllers of an earlier one at the same places. */
export function sameControllers(later: readonly Notice[], earlier: readonly Notice[]): void {
  for (const memory of [byKey, byId]) {
    const places = memory.get(earlier);
    if (places !== undefined) memory.set(later, places);
  }
}

function remembered(
  memory: WeakMap<readonly Notice[], Places>,
  notices: readonly Notice[],
  keyOf: (notice: Notice) => string,
): Places {
  const known = memory.get(notices);
  if (known !== undefined) return known;
  const places = new Map(notices.map((notice, place) => [keyOf(notice), place]));
  if (Object.isFrozen(notices)) memory.set(notices, places);
  return places;
}
