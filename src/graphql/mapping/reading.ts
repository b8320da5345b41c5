/** Reading an incident, of now or of before. What is read is written down before it is answered. */
import type { AsOf as Moment } from '../../application/replay/replay.js';
import type { Caller } from '../../identity/caller.js';
import { inUtc, parseInstant } from '../../law/instant.js';
import type { GraphQLContext } from '../context.js';
import { ApiError } from '../errors.js';
import type { AsOf } from '../inputs/asOf.js';
import type { Incident } from '../types/incident.js';
import { incidentOf } from './incidentMapper.js';

/** @throws {ApiError} BAD_USER_INPUT where neither is given: the schema sees to it that not both are. */
export function momentOf({ recordedAt, revision }: AsOf): Moment {
  if (recordedAt != null) return { recordedAt };
  if (revision != null) return { revision };
  throw new ApiError('BAD_USER_INPUT', 'asOf needs recordedAt or revision.');
}

/**
 * Null for what is not there, or not the caller's to read.
 * @throws {ApiError} BAD_USER_INPUT for an instant that has not come.
 */
export async function readIncident(
  context: GraphQLContext,
  caller: Caller,
  id: string,
  asOf: Moment | null,
): Promise<Incident | null> {
  const { application } = context;
  if (asOf === null) {
    const view = await application.incident(caller, id);
    if (view === null) return null;
    await application.readLog.record(caller, 'incident', view.incident.id);
    return incidentOf(view);
  }
  const past = await application.replay.incident(caller, id, asOf);
  if (past === 'IN_FUTURE') throw inFuture();
  if (past === null) return null;
  await application.readLog.record(caller, 'incident.asOf', past.view.incident.id);
  return incidentOf(past.view, past);
}

export function inFuture(): ApiError {
  return new ApiError(
    'BAD_USER_INPUT',
    'asOf.recordedAt lies in the future: what will be known then is not known yet.',
  );
}

/** The incident that an id names: of the present, or of the past as `<incident id>@<revision>` and `<incident id>@<UTC instant>` name it. */
export async function incidentNode(context: GraphQLContext, caller: Caller, id: string): Promise<Incident | null> {
  const [incidentId = '', moment, ...more] = id.split('@');
  if (moment === undefined) return readIncident(context, caller, id, null);
  const asOf = more.length > 0 ? null : momentIn(moment);
  const isAhead = asOf !== null && 'recordedAt' in asOf && asOf.recordedAt > context.application.now();
  return asOf === null || isAhead ? null : readIncident(context, caller, incidentId, asOf);
}

/** One moment has one name. */
function momentIn(text: string): Moment | null {
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return { revision: Number(text) };
  const instant = parseInstant(text);
  return instant !== null && inUtc(instant) === text ? { recordedAt: instant } : null;
}
