import type { Caller } from '../../identity/caller.js';
import type { GraphQLContext } from '../context.js';
import type { Node } from '../types/node.js';
import { may } from '../../identity/permissions.js';
import { verificationOf } from './integrity.js';
import { dutiesOf } from './duties.js';
import { incidentOf } from './incidentMapper.js';
import { actorOf, organisationOf } from './parts.js';

/** The object of that id in the caller's organisation, as far as the caller may see it: an incident, a duty, the organisation, an actor. */
export async function findNode(
  { application, language }: GraphQLContext,
  caller: Caller,
  id: string,
): Promise<Node | null> {
  const [incidentId = '', ...key] = id.split('/');
  const view = await application.incident(caller, incidentId);
  if (key.length > 0)
    return view === null ? null : (dutiesOf(incidentOf(view), language).find((duty) => duty.id === id) ?? null);
  if (view !== null) return incidentOf(view);
  const verification = may(caller.role, 'verification') ? await application.proofs.verification(caller, id) : null;
  if (verification !== null) return verificationOf(verification, language);
  if (id === caller.organisation) return organisationOf(await application.organisation(caller));
  const names = await application.actorNames(caller, [id]);
  return names.has(id) ? actorOf(id) : null;
}
