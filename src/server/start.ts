import { setTimeout } from 'node:timers/promises';
import type { Application } from '../application/application.js';
import type { GraphQLContext } from '../graphql/context.js';
import { SharedSubscriptions } from '../graphql/live/shared.js';
import { buildArticle33Schema } from '../graphql/schema.js';
import { Authenticator } from '../identity/caller.js';
import type { LocalIssuer } from '../identity/localIssuer.js';
import { ProviderKeys } from '../identity/providerKeys.js';
import { providerAlgorithms, TokenVerifier } from '../identity/tokens.js';
import { answerRequests } from '../read/index.js';
import { answerBackups } from './backup/requests.js';
import type { Config, IdentityConfig } from './config.js';
import { corsRoutes } from './cors.js';
import { openEvidence, openLocalIssuer, readModelsFolder } from './dataFolder.js';
import { evidenceRoutes } from './evidence.js';
import { explorerRoutes } from './explorer.js';
import { Gate } from './gate/gate.js';
import { Proxies } from './gate/proxies.js';
import { diskHealth, Health, logHealth, readModelsHealth } from './health.js';
import { openHttpDoor } from './http.js';
import { Metrics } from './metrics.js';
import { watchServer } from './metricsLive.js';
import { logRoutes } from './logRoutes.js';
import type { Closer } from './foundations.js';
import { closeAll, openRegister } from './register.js';
import type { ServerLog } from './serverLog.js';
import { StartFault, systemCode } from './startFault.js';
import { openWebSocketDoor } from './websocket/door.js';

/** A server that answers. */
export interface RunningServer {
  /** Without path, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Signs tokens that this server takes; null where an identity provider does. */
  readonly localIssuer: LocalIssuer | null;
  /** Says "not ready", then takes no more, answers what is under way within the grace that is configured, closes the log. Idempotent. */
  stop(): Promise<void>;
}

/**
 * The whole register on one machine, as configured. What was opened is closed again where a later step fails.
 * @throws StartFault for what an operator can set right.
 */
export async function startServer(config: Config, log: ServerLog): Promise<RunningServer> {
  const closers: Closer[] = [];
  try {
    return await compose(config, log, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function compose(config: Config, log: ServerLog, closers: Closer[]): Promise<RunningServer> {
  const schema = await buildArticle33Schema();
  const metrics = new Metrics(schema);
  const register = await openRegister(config, log, closers, (events) => metrics.counted(events));
  const { embedded, directory, readModels, application } = register;
  const answering = [answerRequests(readModelsFolder(config), readModels)];
  if (embedded !== null) answering.push(answerBackups(config, embedded));
  closers.push(() => {
    for (const stop of answering) stop();
    return Promise.resolve();
  });
  const { localIssuer, verifier } = tokens(config, config.identity, log);
  const authenticator = new Authenticator(verifier, directory);
  const files = await openEvidence(config);
  const explorer = await explorerRoutes(!config.production);
  const own = [logHealth(register.log), readModelsHealth(readModels), diskHealth(config.dataFolder)];
  const health = new Health([...own, ...register.health]);
  const gate = new Gate({
    schema,
    log,
    production: config.production,
    points: config.pointsAMinute,
    reach: (position) => application.lists.reach(position),
  });
  const live = new SharedSubscriptions(schema, (error, { requestId }) => gate.mask(error, requestId));
  const proxies = new Proxies(config.trustedProxies);
  const both = { schema, gate, proxies, authenticator, log, instruments: metrics };
  const context = (facts: Omit<GraphQLContext, 'application'>): GraphQLContext => ({ ...facts, application });
  const door = await openHttpDoor<GraphQLContext>({
    ...both,
    context,
    health,
    routes: (app) => {
      corsRoutes(config.corsOrigins)(app);
      metrics.routes(app, config.metrics);
      explorer(app);
      evidenceRoutes({ application, authenticator, files, log })(app);
      logRoutes({ application, authenticator, log })(app);
    },
    sockets: (server) => {
      const origins = config.corsOrigins;
      const sockets = openWebSocketDoor<GraphQLContext>(server, { ...both, live, context, origins });
      const { live: feed, proofs } = application;
      watchServer(metrics, { sockets, live: feed, readModels, log: register.log, proofs });
      return sockets;
    },
  });
  closers.push(() => door.close(config.stopGraceMs));
  const url = await listening(door.listen(config.host, config.port), config);
  register.whenLeading(() => void checkRecord(application, log));
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    health.stop();
    if (config.stopDelayMs > 0) await setTimeout(config.stopDelayMs);
    await closeAll(closers);
  };
  return { url, localIssuer, stop: () => (stopping ??= stop()) };
}

/** Aside, while the server answers: what an alarm has not told already is one line. */
async function checkRecord({ proofs }: Application, log: ServerLog): Promise<void> {
  const checked = await proofs.checkRecord();
  if (checked.whole) log.info({ ...checked }, 'the whole record was checked against what was signed of it');
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
