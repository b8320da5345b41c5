/** Names of actors for one request: asked for together, each once. */
import type { Caller } from '../identity/caller.js';
import type { GraphQLContext } from './context.js';

type Names = ReadonlyMap<string, string>;

interface Batch {
  readonly actors: Set<string>;
  readonly names: Promise<Names>;
}

const open = new WeakMap<GraphQLContext, Batch>();

/** The name that the directory has for an actor of the caller's organisation; null where it was erased or is not known. */
export async function actorName(context: GraphQLContext, caller: Caller, actor: string): Promise<string | null> {
  const batch = open.get(context) ?? begin(context, caller);
  batch.actors.add(actor);
  const names = await batch.names;
  return names.get(actor) ?? null;
}

/** Gathers what resolvers of this round ask for, then asks the directory once. */
function begin(context: GraphQLContext, caller: Caller): Batch {
  const actors = new Set<string>();
  const names = Promise.resolve().then(() => {
    open.delete(context);
    return context.application.actorNames(caller, [...actors]);
  });
  const batch = { actors, names };
  open.set(context, batch);
  return batch;
}
