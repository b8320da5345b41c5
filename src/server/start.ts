import { createApplication } from '../application/createApplication.js';
import type { GraphQLContext } from '../graphql/context.js';
import { buildArticle33Schema } from '../graphql/schema.js';
import { Authenticator } from '../identity/caller.js';
import type { LocalIssuer } from '../identity/localIssuer.js';
import { ProviderKeys } from '../identity/providerKeys.js';
import { providerAlgorithms, TokenVerifier } from '../identity/tokens.js';
import type { Config, IdentityConfig } from './config.js';
import { makeDataFolder, openDirectory, openEvidence, openLocalIssuer, openLog, registerSecret } from './dataFolder.js';
import { evidenceRoutes } from './evidence.js';
import { openHttpDoor } from './http.js';
import type { ServerLog } from './serverLog.js';
import { StartFault, systemCode } from './startFault.js';

/** A server that answers. */
export interface RunningServer {
  /** Without path, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Signs tokens that this server takes; null where an identity provider does. */
  readonly localIssuer: LocalIssuer | null;
  /** Takes no more, answers what is under way (at most ten seconds), closes the log. Idempotent. */
  stop(): Promise<void>;
}

const graceMs = 10_000;

/**
 * The whole register on one machine, as configured. What was opened is closed again where a later step fails.
 * @throws StartFault for what an operator can set right.
 */
export async function startServer(config: Config, log: ServerLog): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  try {
    return await compose(config, log, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function compose(config: Config, log: ServerLog, closers: (() => Promise<void>)[]): Promise<RunningServer> {
  makeDataFolder(config.dataFolder);
  // First of all: it tells whether another server is at work here.
  const events = openLog(config);
  closers.push(() => events.close());
  const directory = await openDirectory(config);
  closers.push(() => directory.close());
  const { localIssuer, verifier } = tokens(config, config.identity, log);
  const application = await createApplication({
    log: events,
    directory,
    secret: registerSecret(config),
    alarm: (fault) => {
      log.error({ err: fault }, 'a stream cannot be read');
    },
  });
  closers.push(() => application.close());
  const authenticator = new Authenticator(verifier, directory);
  const files = await openEvidence(config);
  const door = await openHttpDoor<GraphQLContext>({
    schema: await buildArticle33Schema(),
    authenticator,
    context: (facts) => ({ ...facts, application }),
    ready: () => application.position().then(() => true),
    log,
    production: config.production,
    routes: evidenceRoutes({ application, authenticator, files, log }),
  });
  closers.push(() => door.close(graceMs));
  const url = await listening(door.listen(config.host, config.port), config);
  let stopping: Promise<void> | null = null;
  return { url, localIssuer, stop: () => (stopping ??= closeAll(closers)) };
}

/** In the reverse order of opening: the door first, the log last. */
async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of [...closers].reverse()) await close();
}

function tokens(config: Config, identity: IdentityConfig, log: ServerLog): Tokens {
  switch (identity.kind) {
    case 'local': {
      const localIssuer = openLocalIssuer(config);
      return { localIssuer, verifier: localIssuer.verifier(Date.now) };
    }
    case 'provider':
      return { localIssuer: null, verifier: providerVerifier(identity.issuer, identity.audience, log) };
  }
}

interface Tokens {
  readonly localIssuer: LocalIssuer | null;
  readonly verifier: TokenVerifier;
}

function providerVerifier(issuer: string, audience: string, log: ServerLog): TokenVerifier {
  const keys = new ProviderKeys(issuer, Date.now);
  // Not waited for: the register starts while its identity provider is down, and answers UNAVAILABLE until it is up.
  void keys.warm().then((failure) => {
    if (failure !== null) log.warn({ issuer, failure }, 'the keys of the identity provider cannot be had yet');
  });
  return new TokenVerifier({ key: keys.key, algorithms: providerAlgorithms, issuer, audience, now: Date.now });
}

async function listening(address: Promise<string>, { host, port }: Config): Promise<string> {
  try {
    return await address;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    const why = addressReasons[code] ?? code;
    throw new StartFault(
      'ADDRESS',
      `Cannot listen on ${host}, port ${port}: ${why}. Choose others in ARTICLE33_HOST and ARTICLE33_PORT.`,
      {
        cause: error,
      },
    );
  }
}

const addressReasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program is using it (EADDRINUSE)',
  EACCES: 'this user may not (EACCES); ports below 1024 often need more rights',
  EADDRNOTAVAIL: 'this machine has no such address (EADDRNOTAVAIL)',
  ENOTFOUND: 'the host name is unknown (ENOTFOUND)',
};
