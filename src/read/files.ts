/** Generations as files of one folder: `read-models-<number>.sqlite`, the newest with the highest number. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface GenerationFile {
  readonly number: number;
  readonly path: string;
}

const NAME = /^read-models-(\d{1,9})\.sqlite$/;
/** What SQLite keeps beside a file. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const;

export function generationFile(folder: string, number: number): GenerationFile {
  return { number, path: join(folder, `read-models-${number}.sqlite`) };
}

/** Those in the folder, newest first. @throws the file system's error. */
export async function generationFiles(folder: string): Promise<readonly GenerationFile[]> {
  const numbers = (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => b - a).map((number) => generationFile(folder, number));
}

/** Deletes what is there of it. @throws the file system's error. */
export async function removeGeneration({ path }: GenerationFile): Promise<void> {
  for (const companion of COMPANIONS) await rm(`${path}${companion}`, { force: true });
}
