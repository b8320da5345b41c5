/** Notices to controllers as the API shows them. */
import type { Application } from '../../application/application.js';
import { noticeId } from '../../incident/notices.js';
import { stands } from '../../incident/standing.js';
import type { Incident } from '../../incident/state.js';
import type { NoticesArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { ControllerNotice } from '../types/controllerNotice.js';
import { numbered, pageOf, sliceOf } from './pages.js';

/** A page of the notices that stand, in the order in which their controllers were first identified. */
export function noticesPage(application: Application, incident: Incident, args: NoticesArgs): Page<ControllerNotice> {
  const states = args.states == null ? null : new Set(args.states);
  const name = `notices/${incident.id}/${states === null ? '' : [...states].toSorted().join()}`;
  const listing = numbered(
    name,
    incident.notices,
    (notice) => stands(notice) && (states === null || states.has(notice.state)),
  );
  const slice = sliceOf(application, listing, args);
  return pageOf(
    slice,
    slice.entries.map(({ entry }) => ({ ...entry, id: noticeId(incident.id, entry.externalId) })),
  );
}
