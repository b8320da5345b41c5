/** Reading a ZIP file that nobody trusts (PKWARE APPNOTE 6.3.10): directory first, every entry within its bounds, nothing written to disk. */
import { createReadStream, type ReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { PassThrough, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { Unreadable } from './faults.js';

export interface ZipLimits {
  readonly files: number;
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
}

export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
}

interface Located extends ZipEntry {
  readonly deflated: boolean;
  readonly packedSize: number;
  readonly headerOffset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END_64_BYTES = 56;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const UINT16 = 0xffff;
const UINT32 = 0xffffffff;
const ENCRYPTED = 0x0001;
const STORED = 0;
const DEFLATED = 8;
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;
const DIRECTORY_MAX = 64 * 1024 * 1024;
/** Names of a bundle: no drive, no backslash, no empty, `.` or `..` step, nothing but printable ASCII. */
const SAFE_NAME = /^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))[A-Za-z0-9._@/-]{1,200}$/;

export class ZipFile {
  private constructor(
    private readonly path: string,
    private readonly located: ReadonlyMap<string, Located>,
  ) {}

  /** @throws Unreadable where the file is no ZIP within the limits, or has an entry that a bundle has no use for. */
  static async open(path: string, limits: ZipLimits): Promise<ZipFile> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new Unreadable(`${path} cannot be opened`, { cause: error });
    });
    try {
      const { size } = await file.stat();
      return new ZipFile(path, await directory(file, size, limits));
    } finally {
      await file.close();
    }
  }

  get entries(): readonly ZipEntry[] {
    return [...this.located.values()];
  }

  has(name: string): boolean {
    return this.located.has(name);
  }

  /** The unpacked bytes in chunks, as many as the directory says. @throws Unreadable where they are not. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.located.get(name);
    if (entry === undefined) throw new Unreadable(`The bundle has no file ${name}`);
    const output = await this.#unpacked(entry);
    let bytes = 0;
    try {
      for await (const chunk of output) {
        if (!Buffer.isBuffer(chunk)) throw new Unreadable(`${name} cannot be read`);
        bytes += chunk.length;
        if (bytes > entry.size) throw new Unreadable(`${name} unpacks to more than the directory of the ZIP says`);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof Unreadable ? error : new Unreadable(`${name} cannot be unpacked`, { cause: error });
    } finally {
      output.destroy();
    }
    if (bytes !== entry.size) throw new Unreadable(`${name} unpacks to less than the directory of the ZIP says`);
  }

  async #unpacked(entry: Located): Promise<Readable> {
    const start = await this.#dataOffset(entry);
    if (entry.packedSize === 0) return new PassThrough().end();
    const packed: ReadStream = createReadStream(this.path, {
      start,
      end: start + entry.packedSize - 1,
      highWaterMark: 256 * 1024,
    });
    if (!entry.deflated) return packed;
    const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
    // A failure of either ends the other, and is heard by whoever reads.
    void pipeline(packed, inflate).catch(() => undefined);
    return inflate;
  }

  async #dataOffset({ name, headerOffset }: Located): Promise<number> {
    const file = await open(this.path, 'r');
    try {
      const header = await bytesAt(file, headerOffset, LOCAL_BYTES);
      if (header.readUInt32LE(0) !== LOCAL) throw new Unreadable(`${name} has no header where the ZIP says`);
      return headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    } finally {
      await file.close();
    }
  }
}

async function directory(file: FileHandle, size: number, limits: ZipLimits): Promise<ReadonlyMap<string, Located>> {
  const { offset, bytes, count } = await endOfDirectory(file, size);
  if (count > limits.files) throw new Unreadable(`The bundle has ${count} files; at most ${limits.files} are read`);
  if (bytes > DIRECTORY_MAX || offset + bytes > size) throw new Unreadable('The directory of the ZIP is out of bounds');
  const table = await bytesAt(file, offset, bytes);
  const located = new Map<string, Located>();
  let at = 0;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, length } = centralEntry(table, at);
    at += length;
    if (located.has(entry.name)) throw new Unreadable(`The bundle has two files named ${entry.name}`);
    total += entry.size;
    if (total > limits.bytes) throw new Unreadable(`The bundle unpacks to more than ${limits.bytes} bytes`);
    located.set(entry.name, entry);
  }
  apart([...located.values()], offset);
  return located;
}

/** Two entries over the same bytes are how a small file unpacks to an endless one. */
function apart(entries: readonly Located[], end: number): void {
  const ordered = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  ordered.forEach((entry, index) => {
    const next = ordered[index + 1]?.headerOffset ?? end;
    if (entry.headerOffset + LOCAL_BYTES + entry.packedSize > next) {
      throw new Unreadable(`${entry.name} overlaps another file of the ZIP`);
    }
  });
}

interface Directory {
  readonly offset: number;
  readonly bytes: number;
  readonly count: number;
}

async function endOfDirectory(file: FileHandle, size: number): Promise<Directory> {
  const tail = await bytesAt(file, Math.max(0, size - END_BYTES - UINT16), Math.min(size, END_BYTES + UINT16));
  // A comment may follow the end: a bundle has none, so the end stands at the end.
  const at = tail.length - END_BYTES;
  if (at < 0 || tail.readUInt32LE(at) !== END) throw new Unreadable('The file is no ZIP file, or is not whole');
  const end = tail.subarray(at);
  const count = end.readUInt16LE(10);
  const bytes = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  if (count !== UINT16 && bytes !== UINT32 && offset !== UINT32) return { offset, bytes, count };
  return endOfDirectory64(file, tail, at);
}

async function endOfDirectory64(file: FileHandle, tail: Buffer, end: number): Promise<Directory> {
  const at = end - LOCATOR_BYTES;
  if (at < 0 || tail.readUInt32LE(at) !== END_64_LOCATOR) throw new Unreadable('The end of the ZIP is not whole');
  const record = await bytesAt(file, safe(tail.readBigUInt64LE(at + 8)), END_64_BYTES);
  if (record.readUInt32LE(0) !== END_64) throw new Unreadable('The end of the ZIP is not whole');
  return {
    count: safe(record.readBigUInt64LE(32)),
    bytes: safe(record.readBigUInt64LE(40)),
    offset: safe(record.readBigUInt64LE(48)),
  };
}

function centralEntry(table: Buffer, at: number): { readonly entry: Located; readonly length: number } {
  if (at + CENTRAL_BYTES > table.length || table.readUInt32LE(at) !== CENTRAL) {
    throw new Unreadable('The directory of the ZIP is not whole');
  }
  const nameBytes = table.readUInt16LE(at + 28);
  const extraBytes = table.readUInt16LE(at + 30);
  const length = CENTRAL_BYTES + nameBytes + extraBytes + table.readUInt16LE(at + 32);
  if (at + length > table.length) throw new Unreadable('The directory of the ZIP is not whole');
  const name = table.toString('latin1', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
  if (!SAFE_NAME.test(name)) throw new Unreadable('The ZIP has a file whose name is not one of a bundle');
  if ((table.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Unreadable(`${name} is encrypted`);
  const method = table.readUInt16LE(at + 10);
  if (method !== STORED && method !== DEFLATED) throw new Unreadable(`${name} is packed in a way that is not read`);
  if (((table.readUInt32LE(at + 38) >>> 16) & FILE_TYPE) === SYMBOLIC_LINK) {
    throw new Unreadable(`${name} is a symbolic link`);
  }
  const extra = table.subarray(at + CENTRAL_BYTES + nameBytes, at + CENTRAL_BYTES + nameBytes + extraBytes);
  const [size, packedSize, headerOffset] = wide(extra, [
    table.readUInt32LE(at + 24),
    table.readUInt32LE(at + 20),
    table.readUInt32LE(at + 42),
  ]);
  return { entry: { name, size, packedSize, headerOffset, deflated: method === DEFLATED }, length };
}

/** ZIP64: a number of all ones stands in the extra field 1, in this order. */
function wide(extra: Buffer, narrow: readonly [number, number, number]): readonly [number, number, number] {
  let field: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let next = 0;
  const widened = (value: number): number => {
    if (value !== UINT32) return value;
    if (next + 8 > field.length) throw new Unreadable('The directory of the ZIP is not whole');
    next += 8;
    return safe(field.readBigUInt64LE(next - 8));
  };
  const [size, packed, offset] = narrow;
  return [widened(size), widened(packed), widened(offset)];
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Unreadable('The ZIP speaks of more bytes than there can be');
  return number;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Unreadable('The file is no ZIP file, or is not whole');
  return buffer;
}
