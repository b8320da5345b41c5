/** An organisation with something of everything that has an id, and its names for it. */
import { isObjectType, type GraphQLNamedType } from 'graphql';
import type { Caller } from '../../src/identity/caller.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { at, speakerOf, textAt, type TestApi } from './api.js';
import { documentForIncidentField } from './generated.js';

export const NOW = Date.parse('2026-03-09T08:00:00Z');
const hours = (count: number): string => new Date(NOW - count * 3_600_000).toISOString();
const sha256 = 'a'.repeat(64);

export interface World {
  readonly owner: Caller;
  /** A breach of the organisation's own, notified late; its number in the year is one that smaller organisations have not reached. */
  readonly incident: string;
  /** One that it had as a processor, with a controller who was told. */
  readonly processed: string;
  readonly externalId: string;
  readonly reference: string;
  readonly measure: string;
  readonly filing: string;
  readonly audience: string;
  readonly message: string;
  readonly note: string;
  /** Whose answer is still awaited by somebody else than a data protection authority. */
  readonly regimeDuty: string;
  readonly duty: string;
  readonly event: string;
  readonly verification: string;
  /** By `Type.field`: the first cursor of the list. */
  readonly cursors: Readonly<Record<string, string>>;
}

/** @param before reports that come first, so that references differ. */
export async function worldOf(api: TestApi, owner: Caller, before = 0): Promise<World> {
  const { command, report, read } = speakerOf(api, owner);
  for (let count = 0; count < before; count += 1) await report({ title: 'Un dossier clos depuis' });
  const regimes = 'mutation { configureOrganisation(input: {regimes: ["GDPR", "NIS2"]}) { userErrors { code } } }';
  expect(await api.ask({ ...owner, role: 'ADMIN' }, regimes)).toMatchObject({
    data: { configureOrganisation: { userErrors: [] } },
  });
  const incident = await report({ title: 'Le dossier', detectedAt: hours(101), awareAt: hours(100) });
  const entry = async (name: string, input: object, of = incident) =>
    textAt(await command(name, { incidentId: of, ...input }), 'entryId');
  const note = await entry('addNote', { text: 'mot de l’organisation' });
  const measure = await entry('recordMeasure', {
    kind: 'CONTAINMENT',
    state: 'PLANNED',
    description: 'couper l’accès',
  });
  const filing = await entry('notifyCnil', { kind: 'INITIAL', filedAt: hours(10), reasonsForDelay: 'découvert tard' });
  const audience = await entry('defineAudience', { name: 'Patients', categories: ['PATIENTS'] });
  const message = await entry('recordAuthorityMessage', { kind: 'QUESTION', receivedAt: hours(5), text: 'Combien ?' });
  await entry('attachEvidence', { name: 'recap.pdf', mediaType: 'application/pdf', size: '40', sha256 });
  await command('classifyIncident', {
    incidentId: incident,
    regime: 'NIS2',
    classification: 'SIGNIFICANT',
    at: hours(4),
    reasons: 'établissement de santé',
  });
  const processed = await report({ title: 'Chez un sous-traitant', role: 'PROCESSOR', awareAt: hours(100) });
  const externalId = `cabinet-${owner.orgClaim}`;
  const controllers = [{ externalId, name: 'Cabinet' }];
  await command('notifyControllers', {
    incidentId: processed,
    controllers,
    channel: 'EMAIL',
    sentAt: hours(2),
    message: 'Vous êtes concernés.',
  });
  await command('linkIncidents', { incidentId: incident, kind: 'SAME_EVENT', otherIncidentId: processed });
  const seen = await read(incident, 'reference duties { id } timeline { nodes { id } }');
  const duties = dutyIdsIn(seen);
  const started = await api.ask(owner, 'mutation { startVerification { id } }');
  return {
    owner,
    incident,
    processed,
    externalId,
    reference: textAt(seen, 'reference'),
    measure,
    filing,
    audience,
    message,
    note,
    regimeDuty: theFirst(duties.filter((id) => id.includes('/NIS2/'))),
    duty: theFirst(duties),
    event: textAt(seen, 'timeline.nodes.0.id'),
    verification: textAt(started.data, 'startVerification.id'),
    cursors: await cursorsOf(api, owner, [incident, processed]),
  };
}

function dutyIdsIn(incident: unknown): readonly string[] {
  const duties = at(incident, 'duties');
  return Array.isArray(duties) ? duties.map((duty: unknown) => textAt(duty, 'id')) : [];
}

function theFirst(ids: readonly string[]): string {
  const [first] = ids;
  if (first === undefined) throw new Error('there is none');
  return first;
}

/** Of every list of an incident and across incidents, the cursor of its first entry. */
async function cursorsOf(api: TestApi, owner: Caller, incidents: readonly string[]) {
  const schema = await buildArticle33Schema();
  const cursors: Record<string, string> = {};
  const isPaged = ({ args }: { readonly args: readonly { readonly name: string }[] }) =>
    args.some(({ name }) => name === 'after');
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}).filter(isPaged)) {
    const answer = await api.ask(owner, `{ ${field.name}(first: 1) { pageInfo { endCursor } } }`);
    cursors[`Query.${field.name}`] = textAt(answer.data, `${field.name}.pageInfo.endCursor`);
  }
  for (const field of Object.values(typeFields(schema.getType('Incident'))).filter(isPaged)) {
    for (const id of incidents) {
      const { document, variables } = documentForIncidentField(field, id, {});
      const cursor = at((await api.ask(owner, document, variables)).data, `incident.${field.name}.pageInfo.endCursor`);
      if (typeof cursor === 'string') cursors[`Incident.${field.name}`] = cursor;
    }
  }
  return cursors;
}

/** Fields of an object type. */
export function typeFields(type: GraphQLNamedType | undefined): Readonly<Record<string, IncidentField>> {
  return isObjectType(type) ? type.getFields() : {};
}

type IncidentField = Parameters<typeof documentForIncidentField>[0];
