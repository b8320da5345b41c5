/**
 * A stand-in for EventStoreDB: its protocol over real connections, on the client's own generated services, over a log in memory. It proves
 * the register's side of the wire, with faults that no real server can be asked for; it does not prove the server.
 */
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { append } from './appending.js';
import { batchAppend } from './batching.js';
import { aCertificate, type Certificate } from './certificate.js';
import { deleteStream, tombstone } from './deleting.js';
import { Faults } from './faults.js';
import { MemoryLog } from './memory.js';
import { read } from './reading.js';
import { Relay } from './relay.js';
import type { Credentials, Serving } from './serving.js';
import { features, gossip, services, uuidOf } from './wire.js';

export interface StandInOptions {
  /** Any free one unless told. */
  readonly port?: number;
  /** Outlives the stand-in; may be served by several at once, as by the nodes of a cluster. */
  readonly log?: MemoryLog;
  readonly faults?: Faults;
  /** Demanded of every call where told; the connection is encrypted then, since the client sends none in clear. */
  readonly credentials?: Credentials;
  /** Bytes; 1 MiB unless told. */
  readonly maxAppendSize?: number;
}

export interface StandIn {
  /** With the credentials demanded, if any. */
  readonly connectionString: string;
  readonly port: number;
  readonly log: MemoryLog;
  readonly faults: Faults;
  /** Where connections are cut and frozen. */
  readonly relay: Relay;
  /** Cuts all connections and refuses new ones, as a server that was killed. */
  stop(): Promise<void>;
  /** Listens again on the same port, over what was written. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Stops for good and leaves nothing behind. */
  dispose(): Promise<void>;
}

const MAX_APPEND = 1_024 * 1_024;
const MAX_MESSAGE = 17 * 1_024 * 1_024;

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { log = new MemoryLog(), faults = new Faults(), credentials = null, maxAppendSize = MAX_APPEND } = options;
  const certificate = credentials === null ? null : aCertificate();
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE });
  const relay = new Relay(await bind(server, certificate));
  const drop: Serving['drop'] = (call) => {
    relay.cut(Number(call.getPeer().split(':').at(-1)));
  };
  // Bound before its services are known: nobody knows that port yet.
  serve(server, { log, faults, credentials, maxAppendSize, drop }, relay);
  await relay.open(options.port ?? 0);
  const stop = () => relay.close();
  const start = async () => {
    log.forget();
    await relay.open();
  };
  return {
    ...{ log, faults, relay, port: relay.port, stop, start },
    connectionString: connectionString(relay.port, credentials, certificate),
    async restart() {
      await stop();
      await start();
    },
    async dispose() {
      await stop();
      server.forceShutdown();
      certificate?.remove();
    },
  };
}

function connectionString(port: number, credentials: Credentials | null, certificate: Certificate | null): string {
  if (credentials === null || certificate === null) return `esdb://127.0.0.1:${port}?tls=false`;
  const { user, password } = credentials;
  return `esdb://${user}:${password}@localhost:${port}?tlsCAFile=${certificate.file}`;
}

function bind(server: Server, certificate: Certificate | null): Promise<number> {
  const security =
    certificate === null
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ private_key: certificate.key, cert_chain: certificate.text }]);
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', security, (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

function serve(server: Server, serving: Serving, relay: Relay): void {
  server.addService(services.streams, {
    read: (call: Parameters<typeof read>[1]) => {
      read(serving, call);
    },
    append: (call: Parameters<typeof append>[1], answer: Parameters<typeof append>[2]) => {
      append(serving, call, answer);
    },
    batchAppend: (call: Parameters<typeof batchAppend>[1]) => {
      batchAppend(serving, call);
    },
    delete: (call: Parameters<typeof deleteStream>[1], answer: Parameters<typeof deleteStream>[2]) => {
      deleteStream(serving, call, answer);
    },
    tombstone: (call: Parameters<typeof tombstone>[1], answer: Parameters<typeof tombstone>[2]) => {
      tombstone(serving, call, answer);
    },
  });
  server.addService(services.features, {
    getSupportedMethods: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<features.SupportedMethods>) => {
      const batch = new features.SupportedMethod()
        .setServiceName('event_store.client.streams.streams')
        .setMethodName('batchappend');
      answer(null, new features.SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList([batch]));
    },
  });
  server.addService(services.gossip, {
    read: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<gossip.ClusterInfo>) => {
      answer(null, new gossip.ClusterInfo().setMembersList(members(serving, relay.port)));
    },
  });
}

/** This node leads, unless another one is said to. */
function members({ faults: { leader } }: Serving, port: number): gossip.MemberInfo[] {
  const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;
  const own = member('127.0.0.1', port, leader === null ? LEADER : FOLLOWER);
  return leader === null ? [own] : [own, member(leader.host, leader.port, LEADER)];
}

function member(host: string, port: number, state: gossip.MemberInfo.VNodeState): gossip.MemberInfo {
  return new gossip.MemberInfo()
    .setInstanceId(uuidOf(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`))
    .setState(state)
    .setIsAlive(true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
}
