/** Bundles for the verifiers: honest ones from a small log of their own, and files put together to whatever a hostile hand would hand out. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Names and bytes; the lists of the bag are made anew by `listed`. */
export type Files = Map<string, Buffer>;

/** The files with the lists that BagIt asks for, as an honest or a careful hostile writer makes them. */
export function listed(files: Files): Files {
  const payload = [...files].filter(([name]) => name.startsWith('data/'));
  const manifest = sums(payload);
  const tags: [string, Buffer][] = [
    ['bag-info.txt', files.get('bag-info.txt') ?? Buffer.from('Bagging-Date: 2026-11-24\n')],
    ['bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['manifest-sha256.txt', manifest],
  ];
  return new Map([...tags, ['tagmanifest-sha256.txt', sums(tags)], ...payload]);
}

function sums(files: readonly (readonly [string, Buffer])[]): Buffer {
  const lines = files.map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  return Buffer.from(lines.join(''));
}

/** Packs the files as they are. */
export async function pack(files: Files, path: string): Promise<void> {
  const zip = new ZipFile();
  const mtime = new Date('2026-11-24T00:00:00Z');
  for (const [name, bytes] of files) zip.addBuffer(bytes, name, { mtime });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
