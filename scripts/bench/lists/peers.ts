/** The same page as others would serve it: the same rows of the same file, the same check of the token, a schema in SDL, defaults throughout. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { Kysely } from 'kysely';
import { Authenticator, type Caller } from '../../../src/identity/caller.js';
import { Directory } from '../../../src/identity/directory.js';
import type { LocalIssuer } from '../../../src/identity/localIssuer.js';
import { awareAt } from '../../../src/incident/standing.js';
import type { Incident } from '../../../src/incident/state.js';
import type { ReadTables } from '../../../src/read/tables.js';
import { derivedSqlite } from '../../../src/store/sqlite.js';

export interface Peers {
  readonly apollo: string;
  readonly yoga: string;
  end(): Promise<void>;
}

interface Context {
  readonly caller: Caller | null;
}

const SDL = `
  type Query { incidents(first: Int! = 20): IncidentConnection }
  type IncidentConnection { nodes: [Incident!]! }
  type Incident {
    id: ID! reference: String! title: String! status: String! role: String! revision: Int! exercise: Boolean!
    detectedAt: String awareAt: String recordedAt: String! updatedAt: String! natures: [String!]
  }
`;

function schemaOver(db: Kysely<ReadTables>): GraphQLSchema {
  const schema = buildSchema(SDL);
  const field = schema.getQueryType()?.getFields()['incidents'];
  if (field === undefined) throw new Error('The schema has no incidents');
  field.resolve = async (_: unknown, { first }: { readonly first?: number }, { caller }: Context) => {
    if (caller === null) throw new GraphQLError('Show a token');
    const rows = await db
      .selectFrom('incidents')
      .select(['status', 'state'])
      .where('organisation', '=', caller.organisation)
      .where('exercise', '=', 0)
      .orderBy('recorded_at', 'desc')
      .orderBy('id', 'desc')
      .limit(first ?? 20)
      .execute();
    return { nodes: rows.map(({ state, status }) => shown(JSON.parse(state) as Incident, status)) };
  };
  return schema;
}

function shown(incident: Incident, status: string) {
  return { ...incident, status, awareAt: awareAt(incident) };
}

/** @param file of the read models. @param dataFolder of the register, whose directory knows the caller. */
export async function startPeers(file: string, dataFolder: string, issuer: LocalIssuer): Promise<Peers> {
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(file, 'read') });
  const directory = await Directory.open(join(dataFolder, 'directory.sqlite'));
  const authenticator = new Authenticator(issuer.verifier(Date.now), directory);
  const contextOf = async (authorization: string | undefined): Promise<Context> => {
    const seen = await authenticator.authenticate(authorization);
    return { caller: seen.ok ? seen.caller : null };
  };
  const apollo = new ApolloServer<Context>({ schema: schemaOver(db) });
  await apollo.start();
  const app = express();
  const context = ({ req }: { readonly req: express.Request }) => contextOf(req.headers.authorization);
  app.use('/graphql', express.json(), expressMiddleware(apollo, { context }));
  const onExpress = createServer(app);
  const yoga = createYoga({
    schema: schemaOver(db),
    logging: false,
    context: ({ request }) => contextOf(request.headers.get('authorization') ?? undefined),
  });
  const onYoga = createServer((request, response) => {
    void yoga(request, response);
  });
  return {
    apollo: await listening(onExpress),
    yoga: await listening(onYoga),
    end: async () => {
      for (const server of [onExpress, onYoga]) {
        server.closeAllConnections();
        server.close();
      }
      await apollo.stop();
      await directory.close();
      await db.destroy();
    },
  };
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A TCP server has such an address.
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}/graphql`);
    });
  });
}
