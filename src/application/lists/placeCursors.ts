/** Places in lists across incidents, as clients hold them: sealed, and good for the one list that gave them out. */
import { parse, stringify } from 'uuid';
import type { IncidentId } from '../../incident/ids.js';
import { epoch, instantAt } from '../../law/instant.js';
import type { DutyPlace } from '../../read/queries/dutyLists.js';
import type { IncidentPlace } from '../../read/queries/incidentLists.js';
import { Sealing } from '../sealing.js';

const ID_BYTES = 16;
/** A flag, an instant (binary64, milliseconds since 1970), the id of an incident. */
const HEAD_BYTES = 1 + 8 + ID_BYTES;
/** The length of a duty's key, and room for the longest: a regime, a kind, an entry's id. */
const KEY_BYTES = 1 + 102;

export class PlaceCursors {
  readonly #incidents: Sealing;
  readonly #duties: Sealing;

  constructor(secret: Uint8Array | string) {
    this.#incidents = new Sealing(secret, 'incidents/v1', HEAD_BYTES);
    this.#duties = new Sealing(secret, 'duties/v1', HEAD_BYTES + KEY_BYTES);
  }

  /** @param list names the list with its organisation, its order and its instant. */
  sealIncident(list: string, { at, id }: IncidentPlace): string {
    return this.#incidents.seal(head(at !== null, at === null ? 0 : epoch(at), id), list);
  }

  /** Null for what this list has not given out. */
  openIncident(list: string, cursor: string): IncidentPlace | null {
    const plain = this.#incidents.open(cursor, list);
    if (plain === null) return null;
    return { at: plain.readUInt8(0) === 1 ? instantAt(plain.readDoubleBE(1)) : null, id: idIn(plain) };
  }

  sealDuty(list: string, { undated, at, incident, key }: DutyPlace): string {
    const plain = Buffer.alloc(HEAD_BYTES + KEY_BYTES);
    plain.set(head(undated, epoch(at), incident));
    const bytes = Buffer.from(key, 'utf8');
    if (bytes.length >= KEY_BYTES) throw new RangeError('The key of a duty is longer than a cursor can hold');
    plain.writeUInt8(bytes.length, HEAD_BYTES);
    plain.set(bytes, HEAD_BYTES + 1);
    return this.#duties.seal(plain, list);
  }

  openDuty(list: string, cursor: string): DutyPlace | null {
    const plain = this.#duties.open(cursor, list);
    if (plain === null) return null;
    const begin = HEAD_BYTES + 1;
    return {
      undated: plain.readUInt8(0) === 1,
      at: instantAt(plain.readDoubleBE(1)),
      incident: idIn(plain),
      key: plain.toString('utf8', begin, begin + plain.readUInt8(HEAD_BYTES)),
    };
  }
}

function head(flag: boolean, at: number, id: IncidentId): Buffer {
  const plain = Buffer.alloc(HEAD_BYTES);
  plain.writeUInt8(flag ? 1 : 0, 0);
  plain.writeDoubleBE(at, 1);
  plain.set(parse(id), HEAD_BYTES - ID_BYTES);
  return plain;
}

function idIn(plain: Buffer): IncidentId {
  // It was sealed from one.
  return stringify(plain.subarray(HEAD_BYTES - ID_BYTES, HEAD_BYTES)) as IncidentId;
}
