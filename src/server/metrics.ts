import type { FastifyInstance } from 'fastify';
import { Kind, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ERROR_CODES } from '../graphql/errors.js';
import type { EventLog } from '../log/index.js';
import type { Answered, Instruments, Transport } from './instruments.js';
import { CountedLog } from './metricsLog.js';

/** What is asked for at every scrape, by the name of its gauge. docs/monitoring.md is a table of all metrics, held to them by a test. */
const gauges = {
  article33_sockets: 'Open WebSockets.',
  article33_subscriptions: 'Subscriptions under way.',
  article33_live_listeners: 'Subscribers that the feed of events serves.',
  article33_live_queued_items: 'Items that wait in the queues of subscribers.',
  article33_projection_lag_events: 'Events in the log that the read models do not show yet.',
  article33_projection_lag_seconds:
    'Age of the oldest event that the read models do not show yet; 0 where they show all.',
  article33_unsigned_events: 'Events that this node has yet to cover with a signed head.',
  article33_unsigned_seconds: 'Time since the oldest of them was sealed; 0 where there is none.',
} as const;
export type GaugeName = keyof typeof gauges;

/** In seconds: an answer from memory takes one or two milliseconds, the limit of an operation is ten seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Where one combination of labels is counted. */
interface Series {
  readonly answers: { inc(): void };
  readonly durations: { observe(seconds: number): void };
}

/**
 * What Prometheus scrapes of one server, at GET /metrics. Every label has a closed list of values, made of the schema, the table of codes and the
 * routes: nothing that a client chooses becomes a label, and nothing says who asked for what.
 */
export class Metrics implements Instruments {
  readonly #registry = new Registry();
  readonly #rootFields: ReadonlySet<string>;
  readonly #operations = new Counter({
    name: 'article33_operations_total',
    help: 'Operations answered or refused, by the code of their first error or OK.',
    labelNames: ['operation', 'kind', 'transport', 'code'] as const,
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'article33_operation_duration_seconds',
    help: 'Time from the first look at a query or mutation to its answer.',
    labelNames: ['operation', 'kind', 'transport'] as const,
    buckets,
    registers: [this.#registry],
  });
  readonly #endings = new Counter({
    name: 'article33_subscriptions_ended_total',
    help: 'Subscriptions that the register ended, by the code that it gave: SLOW_CONSUMER for those that did not keep up.',
    labelNames: ['code'] as const,
    registers: [this.#registry],
  });
  readonly #responses = new Counter({
    name: 'article33_http_responses_total',
    help: 'Answers over HTTP by route and class of status.',
    labelNames: ['route', 'status'] as const,
    registers: [this.#registry],
  });

  readonly #series = new Map<string, Series>();
  readonly #names = new WeakMap<OperationDefinitionNode, string>();

  constructor(schema: GraphQLSchema) {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    this.#rootFields = new Set(roots.flatMap((root) => Object.keys(root?.getFields() ?? {})));
    this.#endings.inc({ code: 'SLOW_CONSUMER' }, 0);
  }

  answered({ transport, operation, codes, milliseconds }: Answered): void {
    const code = codes.length === 0 ? 'OK' : codeOf(codes[0]);
    const { answers, durations } = this.#seriesOf(
      this.#nameOf(operation),
      operation?.operation ?? 'none',
      transport,
      code,
    );
    answers.inc();
    // How long somebody stayed says nothing of how fast this is.
    if (milliseconds !== null && operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      durations.observe(milliseconds / 1_000);
  }

  subscriptionEnded(code: unknown): void {
    this.#endings.inc({ code: codeOf(code) });
  }

  /** Asks for the value at every scrape, and tells that it is not a number where it cannot be had; to be called once for a name. */
  watch(name: GaugeName, value: () => number | Promise<number>): void {
    new Gauge({
      name,
      help: gauges[name],
      registers: [this.#registry],
      async collect() {
        try {
          this.set(await value());
        } catch {
          this.set(NaN);
        }
      },
    });
  }

  /** The log, with its appends counted; to be called once. */
  counted(log: EventLog): CountedLog {
    return new CountedLog(log, this.#registry);
  }

  /** Serves GET /metrics where it is asked to, and counts the answers of all routes. */
  readonly routes = (app: FastifyInstance, served: boolean): void => {
    app.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.#responses.inc({ route, status: `${Math.floor(reply.statusCode / 100)}xx` });
      done();
    });
    if (!served) return;
    app.get('/metrics', async (_request, reply) =>
      reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await this.text()),
    );
  };

  /** All of it in the text format of Prometheus, with what is measured of the process. */
  async text(): Promise<string> {
    return `${await this.#registry.metrics()}\n${await processMetrics().metrics()}`;
  }

  /** Kept ready, for finding a series costs more than counting: labels have closed lists of values, so there are only so many. */
  #seriesOf(operation: string, kind: string, transport: Transport, code: string): Series {
    const name = `${operation} ${kind} ${transport} ${code}`;
    const known = this.#series.get(name);
    if (known !== undefined) return known;
    const labels = { operation, kind, transport };
    const series = {
      answers: this.#operations.labels({ ...labels, code }),
      durations: {
        observe: (seconds: number) => {
          this.#durations.observe(labels, seconds);
        },
      },
    };
    this.#series.set(name, series);
    return series;
  }

  #nameOf(operation: OperationDefinitionNode | undefined): string {
    if (operation === undefined) return 'refused';
    const known = this.#names.get(operation);
    if (known !== undefined) return known;
    const name = this.#rootFieldOf(operation);
    this.#names.set(operation, name);
    return name;
  }

  /** The root field that is asked for. What a client calls its operation is the client's, and without bounds. */
  #rootFieldOf(operation: OperationDefinitionNode): string {
    const names = new Set(
      operation.selectionSet.selections.map((selection) =>
        selection.kind === Kind.FIELD ? selection.name.value : null,
      ),
    );
    const [name] = names;
    if (names.size !== 1 || name == null) return 'several';
    if (this.#rootFields.has(name)) return name;
    return name.startsWith('__') ? 'introspection' : 'refused';
  }
}

function codeOf(code: unknown): string {
  return ERROR_CODES.find((known) => known === code) ?? 'INTERNAL_SERVER_ERROR';
}

let ofProcess: Registry | null = null;

/** CPU, memory, garbage collection and lag of the event loop: one process has one of each, however many servers run in it. */
function processMetrics(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
