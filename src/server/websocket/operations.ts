import { randomUUID } from 'node:crypto';
import type { Context as SocketContext, SubscribePayload } from 'graphql-ws';
import {
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ApiError, shownResult, type Result } from '../../graphql/errors.js';
import type { RenderedStream, SubscriptionArgs } from '../../graphql/live/shared.js';
import type { Caller } from '../../identity/caller.js';
import type { Language } from '../../law/vocabulary.js';
import { refusal, type Cost, type Gate } from '../gate/gate.js';
import { LATE, TimeLimit } from '../gate/timeLimit.js';
import type { Instruments } from '../instruments.js';
import type { ServerLog } from '../serverLog.js';
import type { SocketLimits } from './limits.js';
import { Pump } from './pump.js';
import type { Session } from './session.js';

/** What this door found out of who asks. Without a signal: a subscription, which has no end. */
export interface SocketFacts {
  readonly caller: Caller;
  readonly requestId: string;
  readonly language: Language;
  readonly signal?: AbortSignal;
}

/** Where subscriptions come from, rendered. */
export interface LiveSource<Context> {
  subscribe(
    args: Omit<SubscriptionArgs, 'contextValue'> & { readonly contextValue: Context },
  ): Promise<RenderedStream | ExecutionResult>;
}

export interface OperationsParts<Context> {
  readonly schema: GraphQLSchema;
  readonly gate: Gate;
  readonly live: LiveSource<Context>;
  readonly context: (facts: SocketFacts) => Context;
  readonly log: ServerLog;
  readonly instruments: Instruments;
  readonly limits: SocketLimits;
}

export interface Extra {
  readonly session: Session;
}
type Socket = SocketContext<Record<string, unknown>, Extra>;

type Arguments<Context> = ExecutionArgs & { readonly contextValue: Context };

/** What is known of an operation while it is under way. */
interface UnderWay {
  readonly id: string;
  readonly session: Session;
  readonly facts: SocketFacts;
  readonly operation: OperationDefinitionNode;
  readonly name: string | undefined;
  readonly startedAt: bigint;
  readonly cost: Cost;
  /** Of a query or mutation. */
  readonly time: TimeLimit | null;
  /** Of a subscription. */
  readonly pump: Pump | null;
}

/** Ends a message whose payload is there. */
const after = Buffer.from('}');
/** Longest operation name written to the log: clients choose them. */
const longestName = 100;

/** Errors that go out together. */
class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('refused');
  }
}

/** The operations of all sockets: each passes the gate, as over HTTP. */
export class SocketOperations<Context> {
  readonly #parts: OperationsParts<Context>;
  readonly #underWay = new WeakMap<object, UnderWay>();
  /** Errors of what was refused, by the request they stand under in the log. */
  readonly #requestOf = new WeakMap<GraphQLError, string>();
  #subscriptions = 0;

  constructor(parts: OperationsParts<Context>) {
    this.#parts = parts;
  }

  /** Subscriptions under way on this node. */
  get subscriptions(): number {
    return this.#subscriptions;
  }

  /** What is to be carried out, or why not: the other operations of the socket live on. */
  readonly begin = async (
    { extra: { session }, subscriptions }: Socket,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> => {
    const requestId = randomUUID();
    const under = Math.max(Object.keys(subscriptions).length, session.pumps.size + 1);
    try {
      return await this.#admitted(session, id, payload, requestId, under);
    } catch (error) {
      const errors = error instanceof Refused ? error.errors : [asGraphQLError(error)];
      for (const one of errors) this.#requestOf.set(one, requestId);
      this.#note({ requestId, organisation: session.caller?.organisation }, errors);
      return errors;
    }
  };

  async #admitted(session: Session, id: string, payload: SubscribePayload, requestId: string, under: number) {
    const { gate, limits, schema, context } = this.#parts;
    const { caller, language } = session;
    if (caller === null || session.expired()) throw new ApiError('UNAUTHENTICATED', 'The token has expired.');
    if (under > limits.operationsPerSocket) {
      const many = `${limits.operationsPerSocket} operations are under way on this connection: end one first.`;
      throw new ApiError('RATE_LIMITED', many);
    }
    const payer = gate.payerOf(caller, session.address);
    gate.greet(payer);
    const startedAt = process.hrtime.bigint();
    const document = this.#document(payload.query, payer);
    const operation = getOperationAST(document, payload.operationName);
    if (operation == null) {
      throw refusal(
        'OPERATION_RESOLUTION_FAILURE',
        400,
        'The document has no such operation, or several and none is named.',
      );
    }
    const variables = payload.variables ?? {};
    const minPosition: unknown = payload.extensions?.['minPosition'];
    const cost = await gate.enter({ payer, document, operation, variables, minPosition });
    const live = operation.operation === OperationTypeNode.SUBSCRIPTION;
    const time = live ? null : new TimeLimit(limits.answeringMs);
    const facts: SocketFacts = { caller, requestId, language, ...(time === null ? {} : { signal: time.signal }) };
    const args: Arguments<Context> = {
      schema,
      document,
      variableValues: variables,
      operationName: payload.operationName,
      contextValue: context(facts),
    };
    const name = operation.name?.value.slice(0, longestName);
    const begun = { id, session, facts, operation, name, startedAt, cost, time };
    const pump = live ? await this.#pumpOf(args, begun) : null;
    this.#underWay.set(args, { ...begun, pump });
    return args;
  }

  #document(text: string, payer: string): DocumentNode {
    const { gate } = this.#parts;
    const read = gate.documents.read(text);
    if ('kind' in read) return read;
    gate.charge(payer);
    throw new Refused(read);
  }

  async #pumpOf(args: Arguments<Context>, begun: Omit<UnderWay, 'pump'>): Promise<Pump> {
    const { limits } = this.#parts;
    const { id, session } = begun;
    if (this.#subscriptions >= limits.subscriptions) {
      throw refusal('UNAVAILABLE', 503, 'This node serves as many subscriptions as it can: try again later.');
    }
    this.#subscriptions += 1;
    const stream = await this.#streamOf(args).catch((error: unknown) => {
      this.#subscriptions -= 1;
      throw error;
    });
    const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    const pump = new Pump(
      stream,
      (json) => session.send(Buffer.concat([before, json, after])),
      () => {
        this.#subscriptions -= 1;
        session.pumps.delete(pump);
        this.#note(lineOf({ ...begun, pump }), [], begun.operation);
      },
    );
    session.pumps.add(pump);
    // The socket may have ended meanwhile, and nobody would end this.
    if (!session.isOpen()) await pump.return();
    return pump;
  }

  async #streamOf(args: Arguments<Context>): Promise<RenderedStream> {
    const { document, operationName = null, contextValue } = args;
    const variableValues = args.variableValues ?? {};
    const stream = await this.#parts.live.subscribe({ document, operationName, variableValues, contextValue });
    if (!isStream(stream)) throw new Refused(stream.errors ?? []);
    return stream;
  }

  readonly subscribe = (args: ExecutionArgs): Pump => {
    const pump = this.#underWay.get(args)?.pump;
    if (pump == null) throw new Error('A subscription that was not begun');
    return pump;
  };

  /** Carries out a query or a mutation within its time. */
  readonly execute = async (args: ExecutionArgs): Promise<ExecutionResult> => {
    const under = this.#underWay.get(args);
    if (under?.time == null) throw new Error('An operation that was not begun');
    const { id, operation, session, time } = under;
    if (operation.operation === OperationTypeNode.MUTATION) time.spare();
    const answer = Promise.race([execute(args), time.up]);
    session.begun(id);
    try {
      const result = await answer;
      return result === LATE ? { errors: [tooLate()] } : result;
    } finally {
      time.end();
    }
  };

  /** The result as the client sees it. */
  readonly shown = (args: ExecutionArgs, result: Result): FormattedExecutionResult => {
    const under = this.#underWay.get(args);
    if (under === undefined) throw new Error('An operation that was not begun');
    const { facts, cost } = under;
    const shown = shownResult(result, (error) => this.#parts.gate.mask(error, facts.requestId));
    this.#note(lineOf(under), shown.errors ?? [], under.operation);
    return { ...shown, extensions: { cost } };
  };

  /** Errors as the client sees them: of what was refused, and of a subscription that the register ends. */
  readonly shownErrors = (errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] =>
    errors.map((error) => {
      const refused = this.#requestOf.get(error);
      const shown = this.#parts.gate.mask(error, refused ?? randomUUID());
      if (refused === undefined) this.#parts.instruments.subscriptionEnded(shown.extensions?.['code']);
      return shown;
    });

  #note(
    line: Partial<Line>,
    errors: readonly Pick<GraphQLFormattedError, 'extensions'>[],
    operation?: OperationDefinitionNode,
  ): void {
    const { log, instruments } = this.#parts;
    const codes = [...new Set(errors.map(({ extensions }) => extensions?.['code']))];
    log.info({ ...line, transport: 'websocket', ...(codes.length === 0 ? {} : { codes }) }, 'operation');
    instruments.answered({ transport: 'websocket', operation, codes, milliseconds: line.ms ?? null });
  }
}

interface Line extends Readonly<Record<string, unknown>> {
  readonly ms: number;
}

function lineOf({ facts, operation, name, startedAt }: UnderWay): Line {
  return {
    requestId: facts.requestId,
    organisation: facts.caller.organisation,
    operation: name,
    kind: operation.operation,
    ms: Number((process.hrtime.bigint() - startedAt) / 10_000n) / 100,
  };
}

function tooLate(): ApiError {
  return new ApiError('TIMEOUT', 'This took too long and was broken off. Ask for less at once, or for smaller pages.');
}

function isStream(answer: RenderedStream | ExecutionResult): answer is RenderedStream {
  return Symbol.asyncIterator in answer;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
