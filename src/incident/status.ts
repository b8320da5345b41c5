import { standingNotifications } from './standing.js';
import type { Incident } from './state.js';

/** The furthest milestone of an incident. The same names as the API's IncidentStatus, as far as events can reach them. */
export const INCIDENT_STATUSES = ['DETECTED', 'AWARE', 'ASSESSED', 'NOTIFIED_CNIL', 'CLOSED', 'RULED_OUT'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** A decision that ended it says most; else the last step that stands, whatever order the steps were taken in. */
export function statusOf(incident: Incident): IncidentStatus {
  if (incident.phase !== 'OPEN') return incident.phase;
  if (standingNotifications(incident).length > 0) return 'NOTIFIED_CNIL';
  if (incident.assessments.length > 0) return 'ASSESSED';
  return incident.awareness.length > 0 ? 'AWARE' : 'DETECTED';
}
