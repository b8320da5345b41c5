/** Generations as files of one folder: `read-models-<number>.sqlite`, the newest with the highest number. */
import { statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { EventLog } from '../log/port.js';
import { derivedSqlite } from '../store/sqlite.js';
import type { GenerationPlace, GenerationPlaces } from './place.js';
import type { OpenProjecting, Projecting } from './projecting.js';
import type { ReadTables } from './tables.js';

const NAME = /^read-models-(\d{1,9})\.sqlite$/;
/** What SQLite keeps beside a file. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const;

/** SQLite's words for a file that is damaged or cut short, or without its tables; a thread of reads tells the words alone. */
const DAMAGE = /malformed|not a database|disk I\/O error|no such table|unable to open database/;

/** Those in the folder, newest first. @throws the file system's error. */
export async function generationFiles(
  folder: string,
): Promise<readonly { readonly number: number; readonly path: string }[]> {
  const numbers = (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => b - a).map((number) => ({ number, path: pathOf(folder, number) }));
}

/** @param open where the projector works. */
export function filesIn(folder: string, open: OpenProjecting): GenerationPlaces {
  const at = (number: number) => new FilePlace(number, pathOf(folder, number), open);
  return { dialect: 'sqlite', at, all: async () => (await generationFiles(folder)).map(({ number }) => at(number)) };
}

function pathOf(folder: string, number: number): string {
  return join(folder, `read-models-${number}.sqlite`);
}

class FilePlace implements GenerationPlace {
  readonly kind = 'file';

  constructor(
    readonly number: number,
    readonly file: string,
    private readonly open: OpenProjecting,
  ) {}

  get name(): string {
    return this.file;
  }

  async make(fill: (db: Kysely<ReadTables>) => Promise<void>): Promise<void> {
    await this.remove();
    const db = new Kysely<ReadTables>({ dialect: derivedSqlite(this.file, 'write') });
    try {
      await fill(db);
    } finally {
      await db.destroy();
    }
  }

  project(log: Pick<EventLog, 'readStream'>): Promise<Projecting> {
    return this.open(this.file, log);
  }

  read(): Kysely<ReadTables> {
    return new Kysely<ReadTables>({ dialect: derivedSqlite(this.file, 'read') });
  }

  /** A file that was deleted goes on being written to, by nobody's leave. */
  watch(): () => boolean {
    const first = statSync(this.file);
    let { size } = first;
    return () => {
      const now = statSync(this.file, { throwIfNoEntry: false });
      if (now === undefined || now.ino !== first.ino || now.size < size) return false;
      size = now.size;
      return true;
    };
  }

  async remove(): Promise<void> {
    for (const companion of COMPANIONS) await rm(`${this.file}${companion}`, { force: true });
  }

  /** A file that cannot be read or written now is not waited for: another one is as good. */
  isLasting(): boolean {
    return true;
  }

  isDamage(error: unknown): boolean {
    return error instanceof Error && DAMAGE.test(error.message);
  }
}
