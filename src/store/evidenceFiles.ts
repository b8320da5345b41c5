import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** The largest file that is kept: 50 MB. */
export const largestEvidence = 50 * 1024 * 1024;

/** Milliseconds without a byte after which an upload is over: no client waits as long. */
const ABANDONED_AFTER = 86_400_000;

export type Storing =
  /** Written, and on the disk to stay. */
  | 'STORED'
  /** The same bytes had been there before: nothing was written. */
  | 'THERE'
  /** The bytes are not those of the hash: nothing was kept. */
  | 'MISMATCH'
  /** More than `largestEvidence`: nothing was kept. */
  | 'TOO_LARGE'
  /** The organisation's files take all the room that one may have: nothing was read or kept. */
  | 'NO_ROOM';

export interface KeptFile {
  /** Bytes. */
  readonly size: number;
  /** The bytes; closes the file when it ends or is destroyed. */
  read(): Readable;
}

/** A name in this folder is made of these alone; whatever else is asked for is a fault of whoever calls. */
const safeName = /^[0-9a-f-]{1,64}$/;

/**
 * Files known by their SHA-256, apart for each organisation: `<folder>/<organisation>/<sha256>`. A file is there whole or not at all: it is
 * written beside, synced and renamed. What a crash left half written goes away at an `open`
 * a day later: other nodes may be at work in the same folder.
 */
export class EvidenceFiles {
  readonly #folder: string;
  readonly #unfinished: string;
  readonly #roomBytes: number;
  /** Bytes kept by organisation, counted when it first stores something. */
  readonly #kept = new Map<string, Promise<{ bytes: number }>>();

  private constructor(folder: string, roomBytes: number) {
    this.#folder = folder;
    this.#roomBytes = roomBytes;
    this.#unfinished = join(folder, '.unfinished');
  }

  /**
   * Makes the folder where it is missing, for its owner alone.
   * @param roomBytes what the files of one organisation may take; uploads that are under way when it is reached are still kept.
   * @throws the file system's error.
   */
  static async open(folder: string, roomBytes = Infinity): Promise<EvidenceFiles> {
    const files = new EvidenceFiles(folder, roomBytes);
    await mkdir(files.#unfinished, { recursive: true, mode: 0o700 });
    await files.#clear();
    return files;
  }

  /**
   * Reads the bytes to their end, up to twice the largest size, so that whoever sends them hears the answer; checks the hash on the way.
   * @param organisation a lower-case UUID. @param sha256 64 hexadecimal digits in lower case.
   * @throws the file system's error (nothing is kept), or the stream's where it breaks off (nothing is kept).
   */
  async store(organisation: string, sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<Storing> {
    const target = this.#path(organisation, sha256);
    if (await isThere(target)) return judged(await digest(bytes, null), sha256) ?? 'THERE';
    const kept = await this.#keptOf(organisation);
    if (kept.bytes >= this.#roomBytes) return 'NO_ROOM';
    const draft = join(this.#unfinished, randomUUID());
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        const read = await digest(bytes, file);
        const wrong = judged(read, sha256);
        if (wrong !== null) return wrong;
        await file.sync();
        kept.bytes += read.size;
      } finally {
        await file.close();
      }
      const folder = join(this.#folder, organisation);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(draft, target);
      for (const changed of [folder, this.#folder]) await syncFolder(changed);
      return 'STORED';
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Null where the organisation has no such file. @throws the file system's error. */
  async find(organisation: string, sha256: string): Promise<KeptFile | null> {
    try {
      const file = await open(this.#path(organisation, sha256), constants.O_RDONLY);
      const { size } = await file.stat();
      return { size, read: () => file.createReadStream() };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** What nobody has written to for a day nobody will finish. */
  async #clear(): Promise<void> {
    const oldest = Date.now() - ABANDONED_AFTER;
    for (const name of await readdir(this.#unfinished)) {
      const draft = join(this.#unfinished, name);
      try {
        if ((await stat(draft)).mtimeMs < oldest) await rm(draft, { recursive: true, force: true });
      } catch (error) {
        // Finished meanwhile, or cleared by another node.
        if (!isMissing(error)) throw error;
      }
    }
  }

  #keptOf(organisation: string): Promise<{ bytes: number }> {
    const known = this.#kept.get(organisation);
    if (known !== undefined) return known;
    const counting = bytesIn(join(this.#folder, organisation)).then((bytes) => ({ bytes }));
    this.#kept.set(organisation, counting);
    counting.catch(() => this.#kept.delete(organisation));
    return counting;
  }

  #path(organisation: string, sha256: string): string {
    if (!safeName.test(organisation) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('This names no evidence file');
    return join(this.#folder, organisation, sha256);
  }
}

interface Digest {
  readonly size: number;
  readonly sha256: string;
}

/** Hashes the bytes and writes them to the file, if one is given, as long as they are not too many. */
async function digest(bytes: AsyncIterable<Uint8Array>, file: FileHandle | null): Promise<Digest> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > 2 * largestEvidence) break;
    if (size > largestEvidence) continue;
    hash.update(chunk);
    await file?.writeFile(chunk);
  }
  return { size, sha256: hash.digest('hex') };
}

function judged({ size, sha256 }: Digest, expected: string): 'TOO_LARGE' | 'MISMATCH' | null {
  if (size > largestEvidence) return 'TOO_LARGE';
  return sha256 === expected ? null : 'MISMATCH';
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return bytes;
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** A renamed file survives a power cut once its folder is on the disk; Windows syncs no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
