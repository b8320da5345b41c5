/** What a replay asks of the public API. */
import { Type, type Static } from '@sinclair/typebox';
import { ClientFault, type Client } from '../demo/client.js';

/** A moment as the API takes it. */
export type Moment = { readonly revision: number } | { readonly recordedAt: string };

const text = Type.Union([Type.Null(), Type.String()]);
const Shown = Type.Object({
  reference: Type.String(),
  title: Type.String(),
  status: Type.String(),
  revision: Type.Integer(),
  shownAt: text,
  awareAt: text,
  organisation: Type.Object({ timeZone: Type.String() }),
  duties: Type.Array(
    Type.Object({
      provision: Type.String(),
      recipient: Type.String(),
      state: Type.String(),
      explanation: Type.String(),
    }),
  ),
});
export type ShownIncident = Static<typeof Shown>;
const Incident = Type.Object({ incident: Type.Union([Type.Null(), Shown]) });

const Found = Type.Object({
  incidentByReference: Type.Union([Type.Null(), Type.Object({ incidentId: Type.String() })]),
});

const Step = Type.Object({
  revision: Type.Integer(),
  title: Type.String(),
  detail: text,
  occurredAt: Type.String(),
  recordedAt: Type.String(),
  actorRole: Type.String(),
  actor: Type.Object({ name: text }),
});
export type Step = Static<typeof Step>;
const Steps = Type.Object({
  incident: Type.Object({
    timeline: Type.Object({
      nodes: Type.Array(Step),
      pageInfo: Type.Object({ hasNextPage: Type.Boolean(), endCursor: text }),
    }),
  }),
});

const Change = Type.Object({
  kind: Type.String(),
  path: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  revision: Type.Union([Type.Null(), Type.Integer()]),
});
export type Change = Static<typeof Change>;
const Changes = Type.Object({ compare: Type.Array(Change) });

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param incident id or reference. @throws ClientFault where there is none for the caller. */
export async function idOf(client: Client, incident: string): Promise<string> {
  if (ID.test(incident)) return incident;
  const document = 'query ($reference: String!) { incidentByReference(reference: $reference) { incidentId } }';
  const { incidentByReference } = await client.ask(Found, document, { reference: incident });
  if (incidentByReference === null) throw nothing();
  return incidentByReference.incidentId;
}

/** @param moment null: now. @throws ClientFault where there is no such state for the caller. */
export async function incidentAt(client: Client, id: string, moment: Moment | null): Promise<ShownIncident> {
  const document = `query ($id: ID!, $asOf: AsOf) { incident(id: $id, asOf: $asOf) { reference title status revision shownAt awareAt
    organisation { timeZone } duties { provision recipient state explanation } } }`;
  const { incident } = await client.ask(Incident, document, { id, asOf: moment });
  if (incident === null) throw nothing();
  return incident;
}

/** Every event in the order of recording, a page at a time. */
export async function* stepsOf(client: Client, id: string): AsyncGenerator<Step> {
  const document = `query ($id: ID!, $after: String) { incident(id: $id) { timeline(orderBy: RECORDED, first: 100, after: $after) {
    nodes { revision title detail occurredAt recordedAt actorRole actor { name } } pageInfo { hasNextPage endCursor } } } }`;
  for (let after: string | null = null; ;) {
    const { timeline }: Static<typeof Steps>['incident'] = (await client.ask(Steps, document, { id, after })).incident;
    yield* timeline.nodes;
    if (!timeline.pageInfo.hasNextPage) return;
    after = timeline.pageInfo.endCursor;
  }
}

/** What the event of a revision changed, and time since the one before it. */
export async function changesAt(client: Client, id: string, revision: number): Promise<readonly Change[]> {
  const document = `query ($id: ID!, $from: AsOf!, $to: AsOf!) { compare(incidentId: $id, from: $from, to: $to) {
    kind path before after revision } }`;
  const moments = { from: { revision: revision - 1 }, to: { revision } };
  return (await client.ask(Changes, document, { id, ...moments })).compare;
}

function nothing(): ClientFault {
  return new ClientFault('There is no such incident for you, or it was not there at that moment.');
}
