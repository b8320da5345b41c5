import type { Application } from '../application/application.js';
import type { Caller } from '../identity/caller.js';
import type { Language } from '../law/vocabulary.js';

/** What a request carries: made once per operation by the door it came through. */
export interface GraphQLContext {
  /** Null where no valid token was shown: every root field then answers UNAUTHENTICATED. */
  readonly caller: Caller | null;
  /** Of texts for people. */
  readonly language: Language;
  readonly application: Application;
  /** Named in answers to a fault of the system, and in the log beside its cause. */
  readonly requestId: string;
  /** Aborted when the operation has taken too long: slow reads stop, and no further mutation begins. Subscriptions have none. */
  readonly signal?: AbortSignal;
}
