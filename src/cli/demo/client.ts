/** The public API as a client of it sees it: HTTP, JSON, and nothing taken on trust. */
import { createHash } from 'node:crypto';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Language } from '../../law/vocabulary.js';

/** The register cannot be reached, or answers what the API does not promise. */
export class ClientFault extends Error {
  override readonly name = 'ClientFault';
}

const UserError = Type.Object({ code: Type.String(), message: Type.String() });
const Payload = Type.Object({
  incident: Type.Union([Type.Null(), Type.Object({ incidentId: Type.String(), reference: Type.String() })]),
  revision: Type.Union([Type.Null(), Type.Integer()]),
  entryId: Type.Union([Type.Null(), Type.String()]),
  userErrors: Type.Array(UserError),
  warnings: Type.Array(UserError),
});
export type Payload = Static<typeof Payload>;

const optionalText = Type.Union([Type.Null(), Type.String()]);
const Duties = Type.Object({
  incident: Type.Object({
    duties: Type.Array(
      Type.Object({
        kind: Type.String(),
        provision: Type.String(),
        state: Type.String(),
        dueAt: optionalText,
        targetAt: optionalText,
        metAt: optionalText,
        explanation: Type.String(),
      }),
    ),
  }),
});
export type ShownDuty = Static<typeof Duties>['incident']['duties'][number];

const Timeline = Type.Object({
  incident: Type.Object({
    timeline: Type.Object({
      nodes: Type.Array(
        Type.Object({
          occurredAt: Type.String(),
          recordedAt: Type.String(),
          title: Type.String(),
          actor: Type.Object({ name: optionalText }),
        }),
      ),
      pageInfo: Type.Object({ hasNextPage: Type.Boolean(), endCursor: optionalText }),
    }),
  }),
});
export type TimelineLine = Static<typeof Timeline>['incident']['timeline']['nodes'][number];

const Answer = Type.Object({
  data: Type.Optional(Type.Unknown()),
  errors: Type.Optional(Type.Array(Type.Object({ message: Type.String() }))),
});

export class Client {
  readonly #url: string;
  readonly #token: string;
  readonly #language: Language;

  /** @param url of the server, without path. */
  constructor(url: string, token: string, language: Language) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#language = language;
  }

  async command(name: string, input: object): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const fields =
      'incident { incidentId reference } revision entryId userErrors { code message } warnings { code message }';
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`;
    const data = await this.ask(Type.Object({ [name]: Payload }), document, { input });
    const payload = data[name];
    if (payload === undefined) throw new ClientFault(`${name} was not answered.`);
    return payload;
  }

  /** The duties of an incident, their clocks as they stood at an instant. */
  async duties(id: string, at: string): Promise<readonly ShownDuty[]> {
    const document =
      'query ($id: ID!, $at: DateTime) { incident(id: $id) { duties(at: $at) { kind provision state dueAt targetAt metAt explanation } } }';
    return (await this.ask(Duties, document, { id, at })).incident.duties;
  }

  /** The whole timeline of an incident. */
  async timeline(id: string, orderBy: 'OCCURRED' | 'RECORDED'): Promise<readonly TimelineLine[]> {
    const document = `query ($id: ID!, $orderBy: TimelineOrder!, $after: String) { incident(id: $id) {
      timeline(orderBy: $orderBy, first: 50, after: $after) { nodes { occurredAt recordedAt title actor { name } } pageInfo { hasNextPage endCursor } } } }`;
    const lines: TimelineLine[] = [];
    for (let after: string | null = null; ;) {
      const page: Static<typeof Timeline> = await this.ask(Timeline, document, { id, orderBy, after });
      const { nodes, pageInfo } = page.incident.timeline;
      lines.push(...nodes);
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return lines;
      after = pageInfo.endCursor;
    }
  }

  /** Hands in a file; answers its SHA-256 in hexadecimal digits and its size in bytes. */
  async handIn(bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly sha256: string; readonly size: string }> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const response = await this.#fetch(`/evidence/${sha256}`, { method: 'PUT', body: bytes });
    if (!response.ok) throw new ClientFault(`The file was refused: HTTP ${response.status} ${await response.text()}`);
    return { sha256, size: String(bytes.byteLength) };
  }

  /** @throws ClientFault where the answer has errors, or is not of that shape. */
  async ask<S extends TSchema>(shape: S, query: string, variables: object): Promise<Static<S>> {
    const response = await this.#fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (!Value.Check(Answer, answer)) throw new ClientFault(`No GraphQL answers at ${this.#url}/graphql.`);
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw new ClientFault(error.message);
    if (!Value.Check(shape, answer.data)) throw new ClientFault('The answer is not of the shape that was asked for.');
    return answer.data;
  }

  async #fetch(
    path: string,
    init: { method: string; headers?: Record<string, string>; body: NonNullable<RequestInit['body']> },
  ): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#token}`, 'accept-language': this.#language };
    try {
      return await fetch(`${this.#url}${path}`, { ...init, headers });
    } catch (error) {
      throw new ClientFault(`${this.#url} cannot be reached.`, { cause: error });
    }
  }
}
