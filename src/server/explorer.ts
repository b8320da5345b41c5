import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { errorBody } from './httpErrors.js';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const firstQuery = `# Set "token" in the environment (top right) to one of the tokens that the server printed at start.
query WhoAmI {
  me {
    actor { name }
    role
    organisation { name }
    permissions
  }
}
`;

/**
 * The explorer at `/`: Altair, served from this machine alone, under a content security policy that lets it load and call nothing else. Its
 * scripts of users (before and after a request) are not served: they would need a frame that evaluates text.
 * @param served false in production mode: `/` then says so.
 */
export async function explorerRoutes(served: boolean): Promise<(app: FastifyInstance) => void> {
  if (!served) return withoutExplorer;
  // Not loaded where it is not served.
  const { getDistDirectory, renderAltair } = await import('altair-static');
  const files = await filesIn(getDistDirectory());
  return (app) => {
    app.get('/', (_request, reply) => {
      const nonce = randomBytes(18).toString('base64');
      return reply
        .headers({ 'content-security-policy': policy(nonce), 'referrer-policy': 'no-referrer' })
        .type('text/html; charset=utf-8')
        .send(renderAltair({ ...options, cspNonce: nonce }));
    });
    app.get<{ Params: { '*': string } }>('/explorer/*', (request, reply) => {
      const file = files.get(request.params['*']);
      if (file === undefined) {
        reply.callNotFound();
        return;
      }
      return reply.type(types[extname(file)] ?? 'application/octet-stream').send(createReadStream(file));
    });
  };
}

const options = {
  baseURL: '/explorer/',
  endpointURL: '/graphql',
  subscriptionsEndpoint: '/graphql',
  initialSubscriptionRequestHandlerId: 'graphql-ws',
  initialQuery: firstQuery,
  initialName: 'Article 33',
  initialHeaders: { Authorization: 'Bearer {{token}}' },
  initialSubscriptionsPayload: { authorization: 'Bearer {{token}}' },
  initialEnvironments: { base: { title: 'Environment', variables: { token: '' } } },
  initialSettings: { 'alert.disableUpdateNotification': true, 'banners.disable': true, 'schema.reloadOnStart': true },
  disableAccount: true,
} as const;

/** Nothing from elsewhere, no script without the nonce of this very answer, in nobody's frame. */
function policy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    // Altair's libraries write styles without the nonce; here they can load nothing from elsewhere.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'self'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** By path under `/explorer/`: a closed list, so that no address leads out of it. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map((path) => [relative(folder, path).split(sep).join('/'), path] as const);
  return new Map(named.filter(([name]) => extname(name) in types && !name.startsWith('iframe-sandbox/')));
}

function withoutExplorer(app: FastifyInstance): void {
  app.get('/', (_request, reply) =>
    reply
      .code(404)
      .send(errorBody('BAD_REQUEST', 'The explorer is off in production mode. GraphQL answers at POST /graphql.')),
  );
}
