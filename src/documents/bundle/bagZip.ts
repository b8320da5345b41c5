/** A BagIt bag (RFC 8493) in a ZIP, written as it is read: nothing is held in memory but a buffer of each file. */
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface BagFile {
  /** Below `data/` a payload, else a tag file; see RFC 8493 section 2. */
  readonly name: string;
  readonly content: () => AsyncIterable<string> | Iterable<string>;
}

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const MODE = 0o100644;

/**
 * The ZIP as a stream. An error of a file's content ends it with that error; whoever stops reading it destroys it.
 * @param info label and value, a line of bag-info.txt each.
 * @param mtime of every entry: the same bag made again is the same bytes.
 */
export function bagZip(files: readonly BagFile[], info: readonly (readonly [string, string])[], mtime: Date): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  const sums = new Map<string, string>();
  const add = ({ name, content }: BagFile) => {
    const open = (done: (error: unknown, stream: Readable) => void) => {
      const stream = Readable.from(summed(name, content(), sums));
      stream.once('error', (error) => output.destroy(error));
      done(null, stream);
    };
    zip.addReadStreamLazy(name, { mtime, mode: MODE, compressionLevel: 6 }, open);
  };
  files.forEach(add);
  add(fixed('bagit.txt', DECLARATION));
  add(fixed('bag-info.txt', info.map(([label, value]) => `${label}: ${value}\n`).join('')));
  add({ name: 'manifest-sha256.txt', content: () => listing(sums, (name) => name.startsWith('data/')) });
  add({ name: 'tagmanifest-sha256.txt', content: () => listing(sums, (name) => !name.startsWith('data/')) });
  zip.end();
  zip.outputStream.once('error', (error: Error) => output.destroy(error));
  return zip.outputStream.pipe(output);
}

/** A small file whose text is known. */
export function fixed(name: string, text: string): BagFile {
  return { name, content: () => [text] };
}

async function* summed(
  name: string,
  content: AsyncIterable<string> | Iterable<string>,
  sums: Map<string, string>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const text of content) {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    yield bytes;
  }
  sums.set(name, hash.digest('hex'));
}

/** Asked for when the files before it have been written. */
function* listing(sums: ReadonlyMap<string, string>, wanted: (name: string) => boolean): Generator<string> {
  for (const [name, sum] of sums) if (wanted(name)) yield `${sum}  ${name}\n`;
}
