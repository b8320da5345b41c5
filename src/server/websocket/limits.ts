/** Limits of the WebSocket door; those of documents and points are the gate's. docs/doors.md has the table. */
export interface SocketLimits {
  /** Bytes of a message; larger ones close with 1009. */
  readonly frameBytes: number;
  /** Milliseconds until `connection_init` must be there; then 4408. */
  readonly initMs: number;
  /** Milliseconds between two looks at a socket: one that did not answer a ping, or took nothing of what waits for it, since the last look is ended. */
  readonly pingMs: number;
  /** Operations under way on one socket. */
  readonly operationsPerSocket: number;
  /** Subscriptions on this node. */
  readonly subscriptions: number;
  /** Sockets on this node, with those that have not shown a token yet. */
  readonly sockets: number;
  readonly socketsPerActor: number;
  /** New connections a minute from one network. */
  readonly connectsPerMinute: number;
  /** Messages a minute from one socket. */
  readonly messagesPerMinute: number;
  /** Bytes that may wait for a client who does not read them. */
  readonly waitingBytes: number;
  /** Milliseconds that an operation may take. */
  readonly answeringMs: number;
  /** Milliseconds that a token serves at most, as over HTTP. */
  readonly longestSessionMs: number;
}

export const usualSocketLimits: SocketLimits = {
  frameBytes: 65_536,
  initMs: 3_000,
  pingMs: 12_000,
  operationsPerSocket: 20,
  subscriptions: 1_000,
  sockets: 2_000,
  socketsPerActor: 100,
  connectsPerMinute: 3_000,
  messagesPerMinute: 600,
  waitingBytes: 4_194_304,
  answeringMs: 10_000,
  longestSessionMs: 24 * 3_600_000,
};
