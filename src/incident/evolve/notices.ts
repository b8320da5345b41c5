/** What happens to the notices of controllers, ten thousand of them if need be: places are looked up once, entries frozen as they are made. */
import { CorruptStream } from '../corruptStream.js';
import type { EntryId } from '../ids.js';
import type {
  ControllerNoticeAcknowledged,
  ControllerNoticeFailed,
  ControllersIdentified,
  ControllersNotified,
} from '../events/controllers.js';
import { isUntold, noticeId, placesById, placesByKey, sameControllers } from '../notices.js';
import { isBefore, type Instant } from '../../law/instant.js';
import type { Envelope } from '../record.js';
import type { Notice, Withdrawable } from '../state.js';
import type { IncidentDraft } from './draft.js';

/** Controllers that the processor knows to be concerned. One known already takes the new name and note; one struck begins anew in its old place. */
export function identifyControllers(draft: IncidentDraft, data: ControllersIdentified, event: Envelope): void {
  const { notices } = draft.state;
  for (const { externalId, name, note } of data.controllers) {
    const place = placeOfKey(draft, externalId);
    const known = notices[place];
    if (known === undefined) {
      draft.addedNotices.keys.set(externalId, notices.length);
      notices.push(Object.freeze(identified(externalId, name, note, event)));
    } else {
      const changed = known.withdrawn === null ? { ...known, name, note } : identified(externalId, name, note, event);
      notices[place] = Object.freeze(changed);
    }
  }
  remember(draft, data.remaining);
}

function identified(externalId: string, name: string, note: string | null, event: Envelope): Notice {
  return {
    externalId,
    name,
    note,
    state: 'IDENTIFIED',
    revision: event.revision,
    identifiedAt: event.occurredAt,
    toldAt: null,
    sentAt: null,
    channel: null,
    message: null,
    attempts: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    failedAt: null,
    irregularities: NONE,
    withdrawn: null,
  };
}

/** A notice sent. Who had acknowledged an earlier one has still done so. */
export function notifyControllers(draft: IncidentDraft, data: ControllersNotified, event: Envelope): void {
  const { channel, sentAt, message } = data;
  change(draft, data.externalIds, event, (notice) => ({
    ...notice,
    state: isUntold(notice) ? 'SENT' : notice.state,
    toldAt: earlier(notice.toldAt, sentAt),
    sentAt,
    channel,
    message,
    attempts: notice.attempts + 1,
    irregularities: joined(notice.irregularities, data.irregularities),
  }));
  remember(draft, data.remaining);
}

/** The controller has received it, by its own word or another's; it was told then at the latest. */
export function acknowledgeNotice(draft: IncidentDraft, data: ControllerNoticeAcknowledged, event: Envelope): void {
  change(draft, data.externalIds, event, (notice) => ({
    ...notice,
    state: 'ACKNOWLEDGED',
    toldAt: notice.toldAt ?? notice.sentAt ?? data.receivedAt,
    acknowledgedAt: data.receivedAt,
    acknowledgedBy: data.source,
    irregularities: joined(notice.irregularities, data.irregularities),
  }));
}

/** What was sent came back: the controller is untold again, unless it has acknowledged a notice all the same. */
export function failNotice(draft: IncidentDraft, data: ControllerNoticeFailed, event: Envelope): void {
  change(draft, data.externalIds, event, (notice) => ({
    ...notice,
    ...(notice.state === 'ACKNOWLEDGED' ? {} : { state: 'FAILED', toldAt: null }),
    failedAt: data.failedAt,
    irregularities: joined(notice.irregularities, data.irregularities),
  }));
}

/** Strikes a controller from the list. @returns false where no notice has this id. */
export function strikeNotice(draft: IncidentDraft, id: EntryId, withdrawn: Withdrawable['withdrawn']): boolean {
  const { notices } = draft.state;
  const place = placeOfId(draft, id);
  const notice = notices[place];
  if (notice === undefined) return false;
  notices[place] = Object.freeze({ ...notice, withdrawn: Object.freeze(withdrawn) });
  return true;
}

const NONE: readonly string[] = Object.freeze([]);

function change(
  draft: IncidentDraft,
  externalIds: readonly string[],
  event: Envelope,
  changed: (notice: Notice) => Notice,
): void {
  const { notices } = draft.state;
  for (const externalId of externalIds) {
    const place = placeOfKey(draft, externalId);
    const notice = notices[place];
    if (notice === undefined) throw new CorruptStream(event.revision, 'it names a controller that is not identified');
    notices[place] = Object.freeze(changed(notice));
  }
}

function remember(draft: IncidentDraft, remaining: number | null | undefined): void {
  if (remaining !== undefined) draft.state.controllersRemaining = { count: remaining };
}

function earlier(told: Instant | null, sentAt: Instant): Instant {
  return told !== null && isBefore(told, sentAt) ? told : sentAt;
}

function joined(before: readonly string[], more: readonly string[]): readonly string[] {
  return more.length === 0 ? before : Object.freeze([...new Set([...before, ...more])]);
}

const NOWHERE = -1;

function placeOfKey({ addedNotices, begun }: IncidentDraft, externalId: string): number {
  return addedNotices.keys.get(externalId) ?? placesByKey(begun.notices).get(externalId) ?? NOWHERE;
}

function placeOfId({ state, addedNotices: { ids }, begun }: IncidentDraft, id: EntryId): number {
  for (const { externalId } of state.notices.slice(begun.notices.length + ids.size)) {
    ids.set(noticeId(state.id, externalId), begun.notices.length + ids.size);
  }
  return ids.get(id) ?? placesById({ id: state.id, notices: begun.notices }).get(id) ?? NOWHERE;
}

/** Freezes the list, whose entries are frozen already, and hands on what is known of its places. */
export function finishNotices({ state: { notices }, begun }: IncidentDraft): void {
  Object.freeze(notices);
  if (notices.length === begun.notices.length) sameControllers(notices, begun.notices);
}
