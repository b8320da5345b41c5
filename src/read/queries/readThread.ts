/** A thread that reads: one question after the other, on a connection of its own that cannot write. */
import { parentPort } from 'node:worker_threads';
import { CompiledQuery, Kysely } from 'kysely';
import { derivedSqlite } from '../../store/sqlite.js';
import type { ReadTables } from '../tables.js';
import type { ThreadAnswer, ThreadQuestion } from './threadReads.js';

let open: { readonly file: string; readonly db: Kysely<ReadTables> } | null = null;

async function close(): Promise<void> {
  await open?.db.destroy();
  open = null;
}

async function connectionTo(file: string): Promise<Kysely<ReadTables>> {
  if (open?.file !== file) await close();
  open ??= { file, db: new Kysely({ dialect: derivedSqlite(file, 'read') }) };
  return open.db;
}

async function answerTo({ file, sql, parameters }: ThreadQuestion): Promise<ThreadAnswer<unknown>> {
  try {
    const db = await connectionTo(file);
    const { rows } = await db.executeQuery(CompiledQuery.raw(sql, [...parameters]));
    return { rows };
  } catch (error) {
    // The file may have been taken away: the next question opens it anew.
    await close();
    return { fault: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', (question: ThreadQuestion) => {
  void answerTo(question).then((answer) => {
    parentPort?.postMessage(answer);
  });
});
