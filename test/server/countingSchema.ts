/** A schema that counts what of it is carried out, and whose subscriptions can be counted and told. */
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';

const sdl = /* GraphQL */ `
  type Query {
    item: Item
    items(first: Int = 20, after: String): ItemConnection
    some(ids: [ID!]!): [Item]
    all: [Item!]
    name: String
    fault: String
    held: String
  }
  type ItemConnection {
    nodes: [Item!]!
    edges: [ItemEdge!]!
  }
  type ItemEdge {
    node: Item!
  }
  type Item {
    id: ID
    name: String
    item: Item
    all: [Item!]
    items(first: Int = 20, after: String): ItemConnection
  }
  type Mutation {
    write(text: String = ""): String
    held: String
  }
  type Subscription {
    ticks(topic: String): Int
    item: Item
    fault: String
  }
`;

export interface CountingSchema {
  readonly schema: GraphQLSchema;
  /** Fields resolved so far. */
  readonly calls: () => number;
  /** Subscribers now. */
  readonly listeners: () => number;
  /** Tells all subscribers. */
  readonly tick: (n: number) => void;
  /** What `held` waits for. */
  readonly release: () => void;
  /** Resolves when somebody waits at `held`. */
  readonly entered: Promise<void>;
  /** Texts written by mutations. */
  readonly written: string[];
}

/** Every root field counts; `held` waits, `fault` throws what nobody may see. */
export function countingSchema(): CountingSchema {
  const schema = buildSchema(sdl);
  const subscribers = new Set<(n: number) => void>();
  const written: string[] = [];
  let calls = 0;
  const held = latch();
  const entered = latch();
  const hold = () => {
    entered.open();
    return held.opened.then(() => 'let go');
  };
  const secret = () => {
    throw new Error('connect postgres://user:hunter2@db');
  };
  const item = { id: '1', name: 'one' };
  const page = { nodes: [item], edges: [{ node: item }] };
  const resolvers: Record<string, Record<string, (args: Record<string, unknown>) => unknown>> = {
    Query: {
      item: () => item,
      items: () => page,
      some: () => [item],
      all: () => [item],
      name: () => 'one',
      fault: secret,
      held: hold,
    },
    Mutation: {
      write: ({ text }) => written.push(String(text)) && 'written',
      held: async () => written.push(await hold()) && 'written late',
    },
  };
  for (const [type, fields] of Object.entries(resolvers)) {
    for (const [name, resolve] of Object.entries(fields)) {
      const field = schema.getType(type);
      if (field === undefined || !('getFields' in field)) throw new Error(`No fields in ${type}`);
      Object.assign(field.getFields()[name] ?? {}, {
        resolve: (_root: unknown, args: Record<string, unknown>) => {
          calls += 1;
          return resolve(args);
        },
      });
    }
  }
  const subscriptions = schema.getSubscriptionType()?.getFields() ?? {};
  Object.assign(subscriptions['ticks'] ?? {}, {
    subscribe: () => {
      calls += 1;
      return ticking(subscribers);
    },
  });
  Object.assign(subscriptions['fault'] ?? {}, { subscribe: secret });
  Object.assign(subscriptions['item'] ?? {}, {
    subscribe: () => {
      throw new GraphQLError('connect postgres://user:hunter2@db');
    },
  });
  return {
    schema,
    calls: () => calls,
    listeners: () => subscribers.size,
    tick: (n) => {
      for (const tell of subscribers) tell(n);
    },
    release: held.open,
    entered: entered.opened,
    written,
  };
}

function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
}

/** Numbers as they are told, until `return`, which may be called while `next` is under way. */
function ticking(subscribers: Set<(n: number) => void>): AsyncIterableIterator<{ ticks: number }> {
  const told: number[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  const hear = (n: number) => {
    told.push(n);
    wake();
  };
  subscribers.add(hear);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (told.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const next = told.shift();
      return ended || next === undefined ? { done: true, value: undefined } : { done: false, value: { ticks: next } };
    },
    return() {
      ended = true;
      subscribers.delete(hear);
      wake();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
