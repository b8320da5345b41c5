/** The schema over a register on a log of its own, asked as the door asks it, without HTTP. */
import { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { ApplicationOptions } from '../../src/application/options.js';
import type { Application } from '../../src/application/application.js';
import type { GraphQLContext } from '../../src/graphql/context.js';
import { maskError } from '../../src/graphql/errors.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import type { Caller } from '../../src/identity/caller.js';
import { Directory } from '../../src/identity/directory.js';
import type { Role } from '../../src/identity/roles.js';
import type { Language } from '../../src/law/vocabulary.js';
import type { EventLog } from '../../src/log/port.js';
import { formattedOf } from '../../src/server/gate/gate.js';
import { answer } from '../../src/server/operationPlugin.js';
import { openRegister } from '../application/register.js';
import { aFolder } from '../log/folder.js';

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLFormattedError[];
}

export interface TestApi {
  readonly application: Application;
  readonly log: EventLog;
  /** What was reported as a fault of the system. */
  readonly faults: unknown[];
  /** Somebody known to the directory. */
  someone(role: Role, sub?: string, org?: string): Promise<Caller>;
  ask(caller: Caller | null, document: string, variables?: object, language?: Language): Promise<Answer>;
  end(): Promise<void>;
}

/** @param disguise puts something between the schema and the application. */
export async function openApi(
  options: Partial<ApplicationOptions> = {},
  disguise: (application: Application) => Application = (application) => application,
): Promise<TestApi> {
  const folder = aFolder();
  const directory = await Directory.open(folder.path('directory.sqlite'));
  const register = await openRegister({ directory, ...options });
  const { application, log } = register;
  const faults: unknown[] = [];
  const report = (fault: unknown) => {
    faults.push(fault);
    return 'request-1';
  };
  const server = new ApolloServer<GraphQLContext>({
    schema: await buildArticle33Schema(),
    formatError: (formatted, error) => maskError(formatted, error, report),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      {
        requestDidStart: () =>
          Promise.resolve({
            responseForOperation: (context) => answer(context, (error) => maskError(formattedOf(error), error, report)),
          }),
      },
    ],
  });
  await server.start();
  return {
    application,
    log,
    faults,
    someone: async (role, sub = role.toLowerCase(), org = 'acme') => {
      const seen = await directory.sighting({ issuer: 'urn:test', org, sub, name: `Name of ${sub}` });
      return { ...seen, role, orgClaim: org, tokenExpiresAt: new Date('2999-01-01T00:00:00Z') };
    },
    ask: async (caller, query, variables = {}, language = 'en') => {
      const contextValue = { caller, language, application: disguise(application), requestId: 'request-1' };
      const { body } = await server.executeOperation({ query, variables: { ...variables } }, { contextValue });
      if (body.kind !== 'single') throw new Error('Not answered at once');
      const { data = null, errors = [] } = body.singleResult;
      return { data, errors };
    },
    end: async () => {
      await server.stop();
      await register.end();
      await directory.close();
      folder.remove();
    },
  };
}

export function codesIn({ errors }: Answer): readonly unknown[] {
  return errors.map(({ extensions }) => extensions?.['code']);
}

/** The value at a path such as `incident.notes.nodes.0.text`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === key)?.[1];
  }, value);
}

/** The same, where it must be a text. */
export function textAt(value: unknown, path: string): string {
  const text = at(value, path);
  if (typeof text !== 'string') throw new Error(`No text at ${path} of ${JSON.stringify(value)}`);
  return text;
}

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

/** What the fields of every payload say. */
export interface Payload {
  readonly incident: Readonly<Record<string, unknown>> | null;
  readonly revision: number | null;
  readonly entryId: string | null;
  readonly position: string | null;
  readonly userErrors: readonly Refused[];
  readonly warnings: readonly Refused[];
}

/** A document of one mutation on an incident. */
export function mutation(name: string, incidentFields = 'id revision status'): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const said = 'userErrors { code message field } warnings { code message field }';
  return `mutation ($input: ${type}) { ${name}(input: $input) { incident { ${incidentFields} } revision entryId position ${said} } }`;
}

/** The payload of the mutation; throws where the answer has none. */
export function payloadOf(answer: Answer, name: string): Payload {
  const payload = answer.data?.[name];
  if (!isPayload(payload)) throw new Error(`No payload: ${JSON.stringify(answer)}`);
  return payload;
}

function isPayload(value: unknown): value is Payload {
  return Array.isArray(at(value, 'userErrors')) && Array.isArray(at(value, 'warnings'));
}

/** What one caller says and reads, where nothing is refused. */
export interface Speaker {
  readonly command: (name: string, input: object, fields?: string) => Promise<Payload>;
  /** Reports an incident and answers its id. */
  readonly report: (more?: object) => Promise<string>;
  readonly read: (id: string, fields: string, language?: Language) => Promise<unknown>;
}

export function speakerOf(api: TestApi, caller: Caller): Speaker {
  const command = async (name: string, input: object, fields?: string): Promise<Payload> => {
    const payload = payloadOf(await api.ask(caller, mutation(name, fields), { input }), name);
    if (payload.userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  };
  return {
    command,
    report: async (more = {}) =>
      textAt(await command('reportIncident', { title: 'Observations non enregistrées', ...more }), 'incident.id'),
    read: async (id, fields, language) => {
      const answer = await api.ask(caller, `query ($id: ID!) { incident(id: $id) { ${fields} } }`, { id }, language);
      if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
      return answer.data?.['incident'];
    },
  };
}
