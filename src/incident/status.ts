import { isUntold } from './notices.js';
import { standingNotifications, stands } from './standing.js';
import type { Incident } from './state.js';

/** The furthest milestone of an incident: the API's IncidentStatus. */
export const INCIDENT_STATUSES = [
  'DETECTED',
  'AWARE',
  'ASSESSED',
  'NOTIFIED_CONTROLLERS',
  'NOTIFIED_CNIL',
  'NOTIFIED_SUBJECTS',
  'CLOSED',
  'RULED_OUT',
  'DUPLICATE',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** A decision that ended it says most, then what it duplicates; else the last step that stands, whatever order the steps were taken in. */
export function statusOf(incident: Incident): IncidentStatus {
  if (incident.phase !== 'OPEN') return incident.phase;
  if (incident.links.some((link) => stands(link) && link.kind === 'DUPLICATE_OF')) return 'DUPLICATE';
  if (incident.communications.some(stands)) return 'NOTIFIED_SUBJECTS';
  if (standingNotifications(incident).length > 0) return 'NOTIFIED_CNIL';
  if (incident.notices.some((notice) => stands(notice) && !isUntold(notice))) return 'NOTIFIED_CONTROLLERS';
  if (incident.assessments.length > 0) return 'ASSESSED';
  return incident.awareness.length > 0 ? 'AWARE' : 'DETECTED';
}
