/** The clients of a benchmark over HTTP: a process of its own, so that the measured process spends its time on answering only. */
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

/** What to send, how often, how many at a time, and what each answer must contain. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly requests: number;
  readonly inFlight: number;
  readonly expected: string;
}

export interface Clients {
  /**
   * Resolves when every answer is there. Rejects with the first that is not as expected.
   * @returns when the first request was about to be sent, in nanoseconds of the machine's monotonic clock, which all processes read.
   */
  send(load: Load): Promise<bigint>;
  end(): void;
}

export function startClients(): Clients {
  const child = fork(fileURLToPath(import.meta.url), ['clients']);
  return {
    send: (load) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: Answer) => {
          if ('fault' in answer) reject(new Error(answer.fault));
          else resolve(BigInt(answer.began));
        });
        child.send(load);
      }),
    end: () => {
      child.disconnect();
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_024 });

type Answer = { readonly began: string } | { readonly fault: string };

async function sendAll(load: Load): Promise<Answer> {
  const began = String(process.hrtime.bigint());
  let left = load.requests;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await post(load);
      if (!answer.includes(load.expected)) throw new Error(`Unexpected answer: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, client));
  return { began };
}

function post({ url, headers, body }: Load): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve(Buffer.concat(chunks).toString());
      });
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

if (process.argv[2] === 'clients') {
  process.on('message', (load: Load) => {
    sendAll(load).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.({ fault: String(error) } satisfies Answer),
    );
  });
}
