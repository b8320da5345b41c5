import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Reached } from '../../application/lists/lists.js';
import { maskError, type ErrorCode } from '../../graphql/errors.js';
import { limits } from '../../graphql/limits/limits.js';
import type { Caller } from '../../identity/caller.js';
import type { ServerLog } from '../serverLog.js';
import { Documents } from './documents.js';
import { networkOf } from './network.js';
import { Prices } from './prices.js';
import { Rates, type Balance } from './rates.js';

export interface GateParts {
  readonly schema: GraphQLSchema;
  readonly production: boolean;
  readonly log: ServerLog;
  /** Waits a bounded time until this node shows what is at that position. */
  readonly reach: (position: string) => Promise<Reached>;
  /** Points a minute of a caller; `usualPoints` unless told. */
  readonly points?: number;
}

/** Points a minute: of one actor, and of one network without a token. */
export const usualPoints = { actor: 60_000, anonymous: 6_000 } as const;
/** Points of a document that is refused: somebody had to read it. */
const refusedDocument = 100;
const longestPosition = 200;

/** An operation that asks to be carried out. */
export interface Asking {
  readonly payer: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** As the client sent it: whatever it is. */
  readonly minPosition: unknown;
}

/** What is told in `extensions.cost`. */
export interface Cost {
  readonly requested: number;
  readonly remaining: number;
  /** RFC 3339, UTC. */
  readonly resetAt: string;
}

/** What stands before every operation, whichever door it comes through. */
export class Gate {
  readonly documents: Documents;
  readonly #parts: GateParts;
  readonly #prices: Prices;
  readonly #actors: Rates;
  readonly #anonymous: Rates;

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.documents = new Documents(parts.schema, parts.production);
    this.#prices = new Prices(parts.schema);
    const points = parts.points ?? usualPoints.actor;
    this.#actors = new Rates({ points });
    this.#anonymous = new Rates({ points: Math.min(points, usualPoints.anonymous) });
  }

  /** Who pays: the actor behind a token, else the network that the request comes from. */
  payerOf(caller: Caller | null, address: string | undefined): string {
    return caller === null ? `network ${networkOf(address ?? '')}` : caller.actor;
  }

  /** To be asked before anything is read. @throws RATE_LIMITED for whoever has spent all. */
  greet(payer: string): void {
    const balance = this.#ratesOf(payer).balance(payer);
    if (!balance.ok) throw rateLimited(balance);
  }

  /** A document was read and refused. */
  charge(payer: string): void {
    this.#ratesOf(payer).charge(payer, refusedDocument);
  }

  /**
   * Prices the operation, takes the points, and waits until the register shows what the caller wants to see.
   * @throws {GraphQLError} QUERY_TOO_COMPLEX, RATE_LIMITED, INVALID_CURSOR, RESYNC_REQUIRED, UNAVAILABLE
   */
  async enter({ payer, minPosition, ...priced }: Asking): Promise<Cost> {
    const requested = this.#prices.of(priced);
    if (requested > limits.cost) {
      throw refusal('QUERY_TOO_COMPLEX', 400, `This costs ${requested} points; ${limits.cost} are allowed.`);
    }
    const balance = this.#ratesOf(payer).spend(payer, requested);
    if (!balance.ok) throw rateLimited(balance);
    if (minPosition != null) await this.#reach(minPosition);
    const resetAt = new Date(Date.now() + balance.resetsIn).toISOString();
    return { requested, remaining: balance.remaining, resetAt };
  }

  /** The error as a client may see it; its cause goes to the log. The last step of both doors. */
  mask(error: GraphQLError, requestId: string): GraphQLFormattedError {
    return maskError(formattedOf(error), error, (cause) => {
      this.#parts.log.error({ requestId, err: cause }, 'fault while answering');
      return requestId;
    });
  }

  async #reach(position: unknown): Promise<void> {
    const reached =
      typeof position === 'string' && position.length <= longestPosition ? await this.#parts.reach(position) : 'FORGED';
    switch (reached) {
      case 'REACHED':
        return;
      case 'LATE':
        throw refusal('UNAVAILABLE', 503, 'This node does not show that position yet: ask again in a moment.');
      case 'FORGED':
        throw refusal('INVALID_CURSOR', 400, 'The minimum position is none that this register gave out.');
      case 'OTHER_LOG':
        throw refusal('RESYNC_REQUIRED', 400, 'The minimum position is of another log: load everything anew.');
    }
  }

  #ratesOf(payer: string): Rates {
    return payer.startsWith('network ') ? this.#anonymous : this.#actors;
  }
}

/** An error that a client is meant to see; `http` is read by the HTTP door alone. */
export function refusal(
  code: ErrorCode,
  status: number,
  message: string,
  headers: ReadonlyMap<string, string> = new Map(),
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}

function rateLimited({ resetsIn }: Balance): GraphQLError {
  const seconds = String(Math.max(1, Math.ceil(resetsIn / 1_000)));
  const message = `All points of this minute are spent: ask again in ${seconds} s.`;
  return refusal('RATE_LIMITED', 429, message, new Map([['retry-after', seconds]]));
}

/** With the code that graphql-js does not give: what is wrong with a variable is the client's. */
export function formattedOf(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  const ofVariable = error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION && formatted.path === undefined;
  return ofVariable && formatted.extensions?.['code'] === undefined
    ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } }
    : formatted;
}
