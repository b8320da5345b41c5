/** ZIP files written by hand, so that they can say what no honest writer lets them say. */
import { deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Packed unless told otherwise. */
  readonly stored?: boolean;
  /** What the directory says in place of the truth. */
  readonly says?: {
    readonly size?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly mode?: number;
    /** The entry whose bytes it claims for its own. */
    readonly sharedWith?: string;
  };
  /** What stands at its place in place of a header. */
  readonly header?: string;
}

export interface RawZip {
  readonly entries: readonly RawEntry[];
  /** How many files the end says that there are: as ZIP64. */
  readonly claimed?: number;
  /** By how many bytes the end misplaces the directory. */
  readonly shifted?: number;
}

/** PKWARE APPNOTE 6.3.10, as far as bundles use it. */
export function rawZip({ entries, claimed, shifted = 0 }: RawZip): Buffer {
  const offsets = new Map<string, number>();
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = entry.stored === true ? entry.bytes : deflateRawSync(entry.bytes);
    const at = offsets.get(entry.says?.sharedWith ?? '') ?? offset;
    if (!offsets.has(entry.name)) offsets.set(entry.name, offset);
    directory.push(centralHeader(entry, packed, at));
    const local = Buffer.concat([localHeader(entry, packed), packed]);
    parts.push(local);
    offset += local.length;
  }
  const table = Buffer.concat(directory);
  const end = { count: entries.length, bytes: table.length, offset: offset + shifted };
  const wide = claimed === undefined ? Buffer.alloc(0) : end64(claimed, table.length, offset);
  return Buffer.concat([...parts, table, wide, endRecord(claimed === undefined ? end : { ...end, count: 0xffff })]);
}

function fields(entry: RawEntry, packed: Buffer): Buffer {
  const { name, bytes, stored, says } = entry;
  const buffer = Buffer.alloc(26);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(says?.flags ?? 0, 2);
  buffer.writeUInt16LE(says?.method ?? (stored === true ? 0 : 8), 4);
  buffer.writeUInt32LE(packed.length, 14);
  buffer.writeUInt32LE(says?.size ?? bytes.length, 18);
  buffer.writeUInt16LE(Buffer.byteLength(name, 'latin1'), 22);
  return buffer;
}

function localHeader(entry: RawEntry, packed: Buffer): Buffer {
  const signature = Buffer.from(entry.header ?? 'PK\u0003\u0004', 'latin1');
  return Buffer.concat([signature, fields(entry, packed), Buffer.from(entry.name, 'latin1')]);
}

function centralHeader(entry: RawEntry, packed: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((entry.says?.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const made = Buffer.of(20, 3); // By a Unix: the upper half of the attributes is a mode.
  const name = Buffer.from(entry.name, 'latin1');
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), made, fields(entry, packed), tail, name]);
}

function endRecord({ count, bytes, offset }: { count: number; bytes: number; offset: number }): Buffer {
  const record = Buffer.alloc(22);
  record.write('PK\u0005\u0006', 'latin1');
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

function end64(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.write('PK\u0006\u0006', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(bytes), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
