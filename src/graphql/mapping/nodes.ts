import type { Caller } from '../../identity/caller.js';
import type { GraphQLContext } from '../context.js';
import type { Node } from '../types/node.js';
import { may } from '../../identity/permissions.js';
import { verificationOf } from './integrity.js';
import { dutiesOf } from './duties.js';
import { actorOf, organisationOf } from './parts.js';
import { incidentNode } from './reading.js';

/** The object of that id in the caller's organisation, as far as the caller may see it: an incident, a duty, the organisation, an actor. */
export async function findNode(context: GraphQLContext, caller: Caller, id: string): Promise<Node | null> {
  const { application, language } = context;
  const [incidentId = '', ...key] = id.split('/');
  const incident = await incidentNode(context, caller, incidentId);
  if (key.length > 0)
    return incident === null ? null : (dutiesOf(incident, language).find((duty) => duty.id === id) ?? null);
  if (incident !== null) return incident;
  const verification = may(caller.role, 'verification') ? await application.proofs.verification(caller, id) : null;
  if (verification !== null) return verificationOf(verification, language);
  if (id === caller.organisation) return organisationOf(await application.organisation(caller));
  const names = await application.actorNames(caller, [id]);
  return names.has(id) ? actorOf(id) : null;
}
