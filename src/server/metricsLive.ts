import type { Live } from '../application/live/live.js';
import type { Proofs } from '../application/proofs/proofs.js';
import type { EventLog, Position } from '../log/index.js';
import type { ReadModels } from '../read/index.js';
import type { Metrics } from './metrics.js';
import type { WebSocketDoor } from './websocket/door.js';

export interface Watched {
  readonly sockets: Pick<WebSocketDoor, 'counts'>;
  readonly live: Pick<Live, 'load'>;
  readonly readModels: Pick<ReadModels, 'lag' | 'status'>;
  readonly log: Pick<EventLog, 'readAll'>;
  readonly proofs: Pick<Proofs, 'unsigned'>;
}

/** Has the metrics ask for what is open, and how far what is shown, and what is signed, is behind what is on record. */
export function watchServer(metrics: Metrics, { sockets, live, readModels, log, proofs }: Watched): void {
  metrics.watch('article33_sockets', () => sockets.counts.sockets);
  metrics.watch('article33_subscriptions', () => sockets.counts.subscriptions);
  metrics.watch('article33_live_listeners', () => live.load.listeners);
  metrics.watch('article33_live_queued_items', () => live.load.queued);
  metrics.watch('article33_projection_lag_events', async () => (await readModels.lag()) ?? NaN);
  metrics.watch('article33_projection_lag_seconds', () => secondsBehind(readModels, log));
  metrics.watch('article33_unsigned_events', () => proofs.unsigned.leaves);
  metrics.watch('article33_unsigned_seconds', () => proofs.unsigned.seconds);
}

/** Age of the first event after what the read models show; not a number where there are none that answer. */
async function secondsBehind(readModels: Pick<ReadModels, 'status'>, log: Pick<EventLog, 'readAll'>): Promise<number> {
  const { serving } = readModels.status();
  if (serving === null) return NaN;
  const after = BigInt(serving.position) as Position;
  for await (const { recordedAt } of log.readAll({ after, limit: 1 })) {
    return Math.max(0, (Date.now() - Date.parse(recordedAt)) / 1_000);
  }
  return 0;
}
