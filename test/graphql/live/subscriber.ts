/** Somebody who subscribes, as a door does it for them, without a socket. */
import { parse, validate, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { maskError } from '../../../src/graphql/errors.js';
import { SharedSubscriptions, type RenderedStream } from '../../../src/graphql/live/shared.js';
import { buildArticle33Schema } from '../../../src/graphql/schema.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { Language } from '../../../src/law/vocabulary.js';
import type { Answer, TestApi } from '../api.js';

export interface TestSubscriptions {
  readonly shared: SharedSubscriptions;
  /** The stream, or the masked errors that refused it. */
  subscribe(
    caller: Caller | null,
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    language?: Language,
  ): Promise<RenderedStream | readonly GraphQLFormattedError[]>;
  /** The same where it is granted. */
  open(...asked: Parameters<TestSubscriptions['subscribe']>): Promise<RenderedStream>;
}

/** @param faults receives what is a fault of the system. */
export async function subscriptionsOf(api: Pick<TestApi, 'application' | 'faults'>): Promise<TestSubscriptions> {
  const schema = await buildArticle33Schema();
  const mask = (error: GraphQLError) =>
    maskError(error.toJSON(), error, (fault) => {
      api.faults.push(fault);
      return 'request-1';
    });
  const shared = new SharedSubscriptions(schema, mask);
  const subscribe: TestSubscriptions['subscribe'] = async (caller, text, variables = {}, language = 'en') => {
    // A document of its own for each, as where a door has forgotten it: the text is what counts.
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const contextValue = { caller, language, application: api.application, requestId: 'request-1' };
    const answer = await shared.subscribe({ document, variableValues: variables, contextValue });
    return 'next' in answer ? answer : (answer.errors ?? []).map(mask);
  };
  return {
    shared,
    subscribe,
    open: async (...asked) => {
      const answer = await subscribe(...asked);
      if (!('next' in answer)) throw new Error(JSON.stringify(answer));
      return answer;
    },
  };
}

/** What the next rendering says. */
export async function answerIn(stream: RenderedStream): Promise<Answer> {
  const told = await stream.next();
  if (told.done === true) throw new Error('the stream has ended');
  const { data = null, errors = [] } = JSON.parse(told.value.json.toString()) as Partial<Answer>;
  return { data, errors };
}

/** Renderings up to the first of which the text holds something. */
export async function jsonUntil(stream: RenderedStream, text: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (;;) {
    const told = await stream.next();
    if (told.done === true) throw new Error('the stream has ended');
    texts.push(told.value.json.toString());
    if (told.value.json.includes(text)) return texts;
  }
}
