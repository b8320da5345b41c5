/**
 * A client of the register in a page: questions and commands over HTTP, subscriptions over WebSocket, all of them typed by the documents
 * in ./documents. `generated/` is made by `npm run check:client` from schema/schema.graphql.
 */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';

export interface RegisterOptions {
  /** Of the server, without path: `https://register.example`. */
  readonly url: string;
  /** Asked before every request and every connection: tokens expire, and the socket is closed with 4403 when they do. */
  readonly token: () => string | Promise<string>;
  /** Of texts for people. */
  readonly language: 'fr' | 'en';
  /** Where there is none built in, as in Node before 22: the class of the package `ws`. */
  readonly webSocket?: unknown;
}

/** What an operation answered. Fields that were refused are null in `data` and named in `errors`: the others can be shown. */
export interface Answer<Result> {
  readonly data: Result | null;
  readonly errors: readonly GraphQLFormattedError[];
}

export class Register {
  readonly #options: RegisterOptions;
  readonly #sockets: Client;

  constructor(options: RegisterOptions) {
    const { url, token, language, webSocket } = options;
    this.#options = options;
    this.#sockets = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      connectionParams: async () => ({ authorization: `Bearer ${await token()}`, language }),
      ...(webSocket === undefined ? {} : { webSocketImpl: webSocket }),
      // Comes back by itself after a broken connection, a restart (1001) and an expired token (4403).
      retryAttempts: Infinity,
      shouldRetry: () => true,
    });
  }

  /**
   * Sends a query or a mutation.
   * @param minPosition a position that the answer must show, whichever node it comes from: that of the caller's own last command.
   */
  async ask<Result, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    minPosition?: string,
  ): Promise<Answer<Result>> {
    const { url, token, language } = this.#options;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'accept-language': language,
        authorization: `Bearer ${await token()}`,
        ...(minPosition === undefined ? {} : { 'x-min-position': minPosition }),
      },
      body: JSON.stringify({ query: print(document), variables }),
    });
    // The one place where the client believes what it is told: the server answers by the schema that the types were made from.
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Result>>;
    return { data, errors };
  }

  /**
   * Items of a subscription, until whoever reads them stops. After a broken connection it is asked for again with what `variables` holds by
   * then: whoever keeps its place in them goes on there.
   */
  follow<Result, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): AsyncIterableIterator<Answer<Result>> {
    const items = this.#sockets.iterate<Result>({ query: print(document), variables });
    return answers<Result>(items);
  }

  async close(): Promise<void> {
    await this.#sockets.dispose();
  }
}

async function* answers<Result>(
  items: AsyncIterable<{
    readonly data?: Result | null | undefined;
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
  }>,
): AsyncGenerator<Answer<Result>, void> {
  for await (const { data, errors } of items) yield { data: data ?? null, errors: errors ?? [] };
}
