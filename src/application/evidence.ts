/** Whose the files are that evidence points to. The bytes are outside the record; who may have them follows from the incident. */
import { scopeOf } from '../identity/permissions.js';
import type { Caller } from '../identity/caller.js';
import { stands } from '../incident/standing.js';
import type { Evidence } from '../incident/state.js';
import type { Application } from './application.js';
import { reaches } from './authorisation.js';

/**
 * Whether the caller may hand in a file: whoever may attach evidence. With an incident named it must be one that they may attach it to;
 * one that does not exist is like one that is not theirs.
 * @param incidentId as the client gave it; null where none is named.
 */
export async function mayStoreEvidence(
  application: Pick<Application, 'incident'>,
  caller: Caller,
  incidentId: string | null,
): Promise<'YES' | 'FORBIDDEN' | 'NOT_FOUND'> {
  if (scopeOf(caller.role, 'attachEvidence') === null) return 'FORBIDDEN';
  if (incidentId === null) return 'YES';
  const view = await application.incident(caller, incidentId);
  return view !== null && reaches(caller, 'attachEvidence', view.incident) ? 'YES' : 'NOT_FOUND';
}

/** The newest standing evidence of that hash in an incident that the caller may read; null in every other case. */
export async function readableEvidence(
  application: Pick<Application, 'incident'>,
  caller: Caller,
  incidentId: string,
  sha256: string,
): Promise<Evidence | null> {
  const view = await application.incident(caller, incidentId);
  return view?.incident.evidence.findLast((evidence) => stands(evidence) && evidence.sha256 === sha256) ?? null;
}
