/** The bundle as a BagIt bag (RFC 8493): what `sha256sum -c` checks too. Fixity is no proof: whoever alters a file can alter its sum. */
import { createHash } from 'node:crypto';
import { Unreadable, type Fault } from './faults.js';
import type { ZipFile } from './zip.js';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const MANIFEST = 'manifest-sha256.txt';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
const SMALL_FILE_MAX = 64 * 1024 * 1024;
const SUM_LINE = /^([0-9a-f]{64}) {2}(\S+)$/;

export class Bag {
  readonly #sums: ReadonlyMap<string, string>;
  readonly #checked = new Set<string>();
  readonly #faults: Fault[] = [];

  private constructor(
    private readonly zip: ZipFile,
    sums: ReadonlyMap<string, string>,
  ) {
    this.#sums = sums;
  }

  /** @throws Unreadable where the ZIP is no bag, or its lists do not name each file once. */
  static async open(zip: ZipFile): Promise<Bag> {
    const tags = await sumsOf(zip, TAG_MANIFEST);
    const payload = await sumsOf(zip, MANIFEST);
    for (const name of payload.keys()) {
      if (!name.startsWith('data/')) throw new Unreadable(`${MANIFEST} lists ${name}, which is no payload`);
    }
    for (const name of tags.keys()) {
      if (name.startsWith('data/') || name === TAG_MANIFEST) throw new Unreadable(`${TAG_MANIFEST} lists ${name}`);
    }
    for (const name of ['bagit.txt', 'bag-info.txt', MANIFEST]) {
      if (!tags.has(name)) throw new Unreadable(`${TAG_MANIFEST} does not list ${name}`);
    }
    const sums = new Map([...tags, ...payload]);
    for (const { name } of zip.entries) {
      if (name !== TAG_MANIFEST && !sums.has(name)) throw new Unreadable(`No list of the bag names ${name}`);
    }
    const bag = new Bag(zip, sums);
    if ((await bag.bytes('bagit.txt')).toString('utf8') !== DECLARATION)
      throw new Unreadable('bagit.txt does not say BagIt 1.0, UTF-8');
    return bag;
  }

  has(name: string): boolean {
    return this.zip.has(name);
  }

  /** Whether a list of the bag names it; it may be missing all the same. */
  lists(name: string): boolean {
    return this.#sums.has(name);
  }

  /** Names below a folder, sorted. */
  below(folder: string): readonly string[] {
    return this.zip.entries
      .map(({ name }) => name)
      .filter((name) => name.startsWith(folder))
      .sort();
  }

  /** The file's bytes; once read to its end it has been held to its sum. None where it is listed and gone: `fixity` tells of it. */
  async *read(name: string): AsyncGenerator<Buffer> {
    if (this.lists(name) && !this.zip.has(name)) return;
    const hash = createHash('sha256');
    for await (const chunk of this.zip.read(name)) {
      hash.update(chunk);
      yield chunk;
    }
    if (this.#checked.has(name)) return;
    this.#checked.add(name);
    if (hash.digest('hex') !== this.#sums.get(name)) this.#faults.push({ code: 'FIXITY', file: name });
  }

  /** A small file whole. @throws Unreadable where it is not there, or not small. */
  bytes(name: string): Promise<Buffer> {
    return small(name, this.read(name));
  }

  /** What is listed and not there, and what is not as listed: every file is read that was not read yet. */
  async fixity(): Promise<readonly Fault[]> {
    for (const name of this.#sums.keys()) {
      if (!this.zip.has(name)) this.#faults.push({ code: 'FILE_MISSING', file: name });
      else if (!this.#checked.has(name)) await drained(this.read(name));
    }
    return this.#faults;
  }
}

async function drained(read: AsyncIterator<Buffer>): Promise<void> {
  while ((await read.next()).done !== true);
}

async function small(name: string, read: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of read) {
    bytes += chunk.length;
    if (bytes > SMALL_FILE_MAX) throw new Unreadable(`${name} is larger than ${SMALL_FILE_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function sumsOf(zip: ZipFile, name: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await small(name, zip.read(name))).toString('utf8').split('\n');
  if (lines.pop() !== '') throw new Unreadable(`${name} does not end in a newline`);
  const sums = new Map<string, string>();
  for (const line of lines) {
    const [, sum, file] = SUM_LINE.exec(line) ?? [];
    if (sum === undefined || file === undefined) throw new Unreadable(`${name} has a line that is no sum and name`);
    if (sums.has(file)) throw new Unreadable(`${name} lists ${file} twice`);
    sums.set(file, sum);
  }
  return sums;
}
