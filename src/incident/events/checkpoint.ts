/** The signer's own memory: what it signed of an organisation's log. Not sealed itself. */
import { Type, type Static } from '@sinclair/typebox';
import { closed } from './schema.js';

const base64 = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength });

export const checkpointSigned = closed({
  /** Counts from 0; a restored register that goes on begins another. */
  epoch: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  /** Leaves of the organisation's log. */
  size: Type.Integer({ minimum: 1 }),
  /** Size and roots of the perfect subtrees, from which the next head is reckoned. */
  frontier: base64(3_000),
  /** C2SP signed note, word for word. */
  note: Type.String({ maxLength: 20_000 }),
});

/** What the log had for a root where the signer remembers another: kept beside the head that it contradicts, never in its place. */
export const checkpointContradicted = closed({
  size: Type.Integer({ minimum: 0 }),
  root: base64(44),
  /** The head that was signed. */
  note: Type.String({ maxLength: 20_000 }),
});

export type CheckpointSigned = Static<typeof checkpointSigned>;
export type CheckpointContradicted = Static<typeof checkpointContradicted>;
