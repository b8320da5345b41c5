/** The clients of a benchmark over WebSocket: a process of its own, which tells when the last of them has been told. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

/** One client: what it says when it is connected, each text after the answer to the one before; after that it only listens. */
export interface Client {
  readonly url: string;
  readonly says: readonly string[];
  /** Takes nothing more once it has subscribed. */
  readonly paused?: boolean;
  /** The address of this machine that it comes from: connections are counted by it. */
  readonly from?: string;
}

interface Round {
  /** Clients that must be told. */
  readonly clients: number;
  readonly messages: number;
  /** What a message must hold to count. */
  readonly text: string;
}

/** Nanoseconds of the machine's monotonic clock, which both processes read. */
export interface Told {
  readonly last: bigint;
  readonly sample: string;
}

export interface Sockets {
  /** Resolves when all are connected, and what each says is answered. */
  connect(clients: readonly Client[]): Promise<void>;
  /** Counts from now on. To be waited for before what is to be told is caused. */
  listen(round: Round): Promise<void>;
  /** Resolves when every client that listens has got so many messages with that text. */
  told(): Promise<Told>;
  /** Closes all. */
  disconnect(): Promise<void>;
  end(): void;
}

type Ask =
  | { readonly connect: readonly Client[] }
  | { readonly listen: Round }
  | { readonly told: true }
  | { readonly disconnect: true };
type Answer = { readonly last: string; readonly sample: string } | { readonly done: true } | { readonly fault: string };

export function startSockets(): Sockets {
  const child = fork(fileURLToPath(import.meta.url), ['sockets']);
  const ask = (question: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      child.once('message', (answer: Answer) => {
        if ('fault' in answer) reject(new Error(answer.fault));
        else resolve(answer);
      });
      child.send(question);
    });
  return {
    connect: async (clients) => {
      await ask({ connect: clients });
    },
    listen: async (round) => {
      await ask({ listen: round });
    },
    told: async () => {
      const answer = await ask({ told: true });
      if (!('last' in answer)) throw new Error('The clients answered something else');
      return { last: BigInt(answer.last), sample: answer.sample };
    },
    disconnect: async () => {
      await ask({ disconnect: true });
    },
    end: () => {
      child.disconnect();
    },
  };
}

const open: { socket: WebSocket; paused: boolean }[] = [];
let hear: (text: string) => void = () => undefined;
let heardByAll: Promise<Answer> = Promise.resolve({ done: true });

/** Says one thing after the other, and waits for an answer each time. */
function connected({ url, says, paused = false, from = '127.0.0.1' }: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['graphql-transport-ws'], { perMessageDeflate: false, localAddress: from });
    const left = [...says];
    const go = (): void => {
      const next = left.shift();
      if (next !== undefined) {
        socket.send(next);
        return;
      }
      socket.off('message', answered);
      socket.on('message', (data: Buffer) => {
        hear(data.toString());
      });
      open.push({ socket, paused });
      if (paused) socket.pause();
      resolve();
    };
    const answered = (data: Buffer): void => {
      const text = data.toString();
      if (text.includes('"type":"error"')) reject(new Error(text));
      // A subscription answers twice at its beginning: where it stands, and that it is caught up.
      else if (!text.includes('"live":false')) go();
    };
    socket.on('error', reject);
    socket.on('open', go);
    socket.on('message', answered);
  });
}

async function connectAll(clients: readonly Client[]): Promise<Answer> {
  const AT_ONCE = 50;
  for (let first = 0; first < clients.length; first += AT_ONCE) {
    await Promise.all(clients.slice(first, first + AT_ONCE).map(connected));
  }
  return { done: true };
}

function listen({ clients, messages, text }: Round): Promise<Answer> {
  let left = clients * messages;
  heardByAll = new Promise((resolve) => {
    hear = (heard) => {
      if (!heard.includes(text)) return;
      left -= 1;
      if (left === 0) resolve({ last: String(process.hrtime.bigint()), sample: heard });
    };
  });
  return Promise.resolve({ done: true });
}

async function disconnectAll(): Promise<Answer> {
  await Promise.all(
    open.splice(0).map(
      ({ socket, paused }) =>
        new Promise<void>((resolve) => {
          socket.once('close', resolve);
          if (socket.readyState === WebSocket.CLOSED) resolve();
          else if (paused) socket.terminate();
          else socket.close();
        }),
    ),
  );
  return { done: true };
}

function answerTo(question: Ask): Promise<Answer> {
  if ('connect' in question) return connectAll(question.connect);
  if ('listen' in question) return listen(question.listen);
  return 'told' in question ? heardByAll : disconnectAll();
}

if (process.argv[2] === 'sockets') {
  process.on('message', (question: Ask) => {
    answerTo(question).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.({ fault: String(error) }),
    );
  });
}
