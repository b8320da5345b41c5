/** Subscriptions, rendered once for all who ask the same: executed once, serialised once, the same text for each of them. */
import {
  createSourceEventStream,
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { GraphQLContext } from '../context.js';
import { shownResult } from '../errors.js';
import { audienceOf, type Asked } from './audience.js';
import { endingOf } from './refusals.js';

/** A result of a subscription as it goes over the wire: the GraphQL ExecutionResult as JSON, its errors masked. */
export interface Rendered {
  /** In UTF-8: written to a thousand sockets it is encoded once. */
  readonly json: Buffer;
}

/**
 * The results in their order. Throws where the register ends the subscription; what is thrown is still to be masked by the door. `return` may be
 * called while `next` is under way: it ends both and releases everything.
 */
export type RenderedStream = AsyncIterableIterator<Rendered>;

/** Parsed, validated and within the limits: nothing of that is looked at here. */
export interface SubscriptionArgs {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
  /**
   * Made for this subscription. It may serve to render for others of the same audience, and after this subscriber has left: what ends with
   * the subscriber, such as a signal of abortion, has no place in it.
   */
  readonly contextValue: GraphQLContext;
}

/** The error as clients may see it. */
export type Mask = (error: GraphQLError, context: GraphQLContext) => GraphQLFormattedError;

/** Renderings kept for those of an audience who are behind the first one. */
const KEPT_RENDERINGS = 32;

interface Audience {
  readonly key: string;
  subscribers: number;
  readonly renderings: Map<object, Promise<Rendered>>;
}

export class SharedSubscriptions {
  readonly #audiences = new Map<string, Audience>();

  /** @param mask applied to the errors inside of results. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly mask: Mask,
  ) {}

  /** Audiences now: one for each (document, operation, variables, organisation, role, language; actor for a REPORTER). */
  get audiences(): number {
    return this.#audiences.size;
  }

  /** The stream, or a result with the errors, still unmasked, that refused it. */
  async subscribe(args: SubscriptionArgs): Promise<RenderedStream | ExecutionResult> {
    const { document, contextValue } = args;
    const variableValues = args.variableValues ?? {};
    const asked: Asked = { document, operationName: args.operationName ?? null, variableValues };
    const source = await createSourceEventStream({ schema: this.schema, contextValue, ...asked });
    if (!isStream(source)) return source as ExecutionResult;
    const audience = this.#join(audienceOf(asked, contextValue));
    return new SharedStream(
      source[Symbol.asyncIterator](),
      (payload) => this.#rendering(audience, payload, asked, contextValue),
      () => {
        this.#leave(audience);
      },
    );
  }

  #join(key: string): Audience {
    const audience = this.#audiences.get(key) ?? { key, subscribers: 0, renderings: new Map() };
    audience.subscribers += 1;
    this.#audiences.set(key, audience);
    return audience;
  }

  #leave(audience: Audience): void {
    audience.subscribers -= 1;
    if (audience.subscribers === 0) this.#audiences.delete(audience.key);
  }

  /** A payload that several subscribers get is one object for all of them. */
  #rendering({ renderings }: Audience, payload: object, asked: Asked, context: GraphQLContext): Promise<Rendered> {
    const known = renderings.get(payload);
    if (known !== undefined) return known;
    const rendering = this.#render(payload, asked, context);
    renderings.set(payload, rendering);
    if (renderings.size > KEPT_RENDERINGS) {
      const [oldest] = renderings.keys();
      if (oldest !== undefined) renderings.delete(oldest);
    }
    return rendering;
  }

  async #render(rootValue: object, asked: Asked, contextValue: GraphQLContext): Promise<Rendered> {
    const result = await execute({ schema: this.schema, rootValue, contextValue, ...asked });
    return { json: Buffer.from(JSON.stringify(shownResult(result, (error) => this.mask(error, contextValue)))) };
  }
}

function isStream(source: object): source is AsyncIterable<object> {
  return Symbol.asyncIterator in source;
}

/** No generator: its `return` would wait for a `next` under way, and that one for an event that may never come. */
class SharedStream implements RenderedStream {
  #ended = false;

  constructor(
    private readonly source: AsyncIterator<object>,
    private readonly render: (payload: object) => Promise<Rendered>,
    private readonly release: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Rendered, undefined>> {
    if (this.#ended) return { done: true, value: undefined };
    try {
      const told = await this.source.next();
      if (told.done !== true) return { done: false, value: await this.render(told.value) };
    } catch (error) {
      await this.return();
      throw endingOf(error);
    }
    return this.return();
  }

  async return(): Promise<IteratorResult<Rendered, undefined>> {
    if (!this.#ended) {
      this.#ended = true;
      this.release();
      await this.source.return?.();
    }
    return { done: true, value: undefined };
  }
}
