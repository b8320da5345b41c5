/** What a backup is made of, by its names in the data folder and in the backup alike. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export const LOG = 'events.sqlite';
export const MANIFEST = 'manifest-sha256.txt';
/** SQLite files beside the log that are not derived from it. */
export const DATABASES = ['directory.sqlite', 'reads.sqlite'] as const;
/** Small files that a register cannot be without; the key of the server's own tokens is for development and made anew. */
export const SECRETS = ['register-secret', 'checkpoint-key'] as const;
export const EVIDENCE = 'evidence';

/** Names as they stand in a manifest, with `/` between folders: nothing else is ever restored. */
export const NAME =
  /^(?:events\.sqlite|directory\.sqlite|reads\.sqlite|register-secret|checkpoint-key|evidence\/[0-9a-f-]{36}\/[0-9a-f]{64})$/;

/** SHA-256 in hex. @throws the file system's error. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The data folder, a backup, or what is asked of them is not as it must be: in words for an operator. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}
