/** A log rewritten by whoever holds its file: every seal made anew, so that nothing in the file contradicts anything else in it. */
import { renameSync, rmSync } from 'node:fs';
import { openEmbeddedLog, type RecordedEvent } from '../../src/log/index.js';

/** @param change answers what stands in the event's place; null: nothing does. */
export async function rewrite(file: string, change: (event: RecordedEvent) => RecordedEvent | null): Promise<void> {
  const draft = `${file}.rewritten`;
  const [before, after] = [openEmbeddedLog({ file }), openEmbeddedLog({ file: draft })];
  for await (const event of before.readAll()) {
    const put = change(event);
    if (put !== null) await after.append(put.stream, [put], 'any');
  }
  await before.close();
  await after.close();
  for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
  renameSync(draft, file);
}
