/** Bundles out of a register of a test's own, written to files as an auditor gets them. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { evidenceBundle, type BundleRequest, type Level } from '../../src/documents/bundle/bundle.js';
import type { Caller } from '../../src/identity/caller.js';
import { ZipFile } from '../../src/verifier/zip.js';
import type { TestRegister } from '../application/register.js';

export const MADE_AT = new Date('2026-11-24T10:00:00Z');

export async function requestOf(
  register: TestRegister,
  caller: Caller,
  incidentId: string | null,
  level: Level,
): Promise<BundleRequest> {
  const source = await register.application.proofs.evidence(caller, incidentId);
  if (source === null) throw new Error('Nothing to hand out');
  const names = (actors: readonly string[]) => Promise.resolve(new Map(actors.map((actor) => [actor, 'Ada Lovelace'])));
  return { source, level, names, madeAt: MADE_AT, verifier: null };
}

/** @returns the path of the ZIP. */
export async function handOut(request: BundleRequest, folder: string, name: string): Promise<string> {
  const path = join(folder, `${name}.zip`);
  await pipeline(await evidenceBundle(request), createWriteStream(path));
  return path;
}

/** Names and texts of all that is in the ZIP. */
export async function filesIn(path: string): Promise<ReadonlyMap<string, string>> {
  const zip = await ZipFile.open(path, { files: 10_000, bytes: 100_000_000 });
  const files = new Map<string, string>();
  for (const { name } of zip.entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.read(name)) chunks.push(chunk);
    files.set(name, Buffer.concat(chunks).toString('utf8'));
  }
  return files;
}

/** What the payloads of the bundle say, and what it does not tell, by their place in the log. */
export function payloadsIn(files: ReadonlyMap<string, string>) {
  return (files.get('data/incident.jsonl') ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { seq, data, withheld } = JSON.parse(line) as { seq: number; data: string | null; withheld?: string };
      return { seq, withheld, text: data === null ? null : Buffer.from(data, 'base64').toString('utf8') };
    });
}
