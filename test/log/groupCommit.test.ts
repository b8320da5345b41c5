import { Appender } from '../../src/log/embedded/appender.js';
import { openDatabase } from '../../src/log/embedded/database.js';
import { GROUP_APPENDS_MAX, GROUP_BYTES_MAX, GroupCommit } from '../../src/log/embedded/groupCommit.js';
import { prepareStatements } from '../../src/log/embedded/statements.js';
import { aStream, anEvent } from '../contract/events.js';
import { aFolder } from './folder.js';

describe('group commit', () => {
  const folder = aFolder();
  const database = openDatabase(folder.path('log.sqlite'));
  const statements = prepareStatements(database);
  afterAll(() => {
    database.close();
    folder.remove();
  });

  /** How many appends were answered by each COMMIT, given appends of so many bytes that come in one turn. */
  async function groupsOf(bytes: readonly number[]): Promise<number[]> {
    let answered = 0;
    const answeredBefore: number[] = [];
    const commit = new GroupCommit(database, new Appender(statements, 1), () => answeredBefore.push(answered));
    const add = async (size: number) => {
      await commit.add({ stream: aStream(), events: [anEvent()], expected: 'noStream' }, size);
      answered += 1;
    };
    await Promise.all(bytes.map(add));
    return answeredBefore.map((before, index) => (answeredBefore[index + 1] ?? answered) - before);
  }

  it(`puts at most ${GROUP_APPENDS_MAX} appends into a transaction, and answers none before its COMMIT`, async () => {
    const appends = Array.from({ length: 2 * GROUP_APPENDS_MAX + 88 }, () => 500);
    expect(await groupsOf(appends)).toEqual([GROUP_APPENDS_MAX, GROUP_APPENDS_MAX, 88]);
  });

  it(`puts at most ${GROUP_BYTES_MAX} bytes into a transaction`, async () => {
    expect(await groupsOf([400_000, 400_000, 400_000, 200_000, 600_001, 399_999, 1])).toEqual([2, 2, 2, 1]);
  });

  it('a single append is a group, however large', async () => {
    expect(await groupsOf([GROUP_BYTES_MAX + 1, 1])).toEqual([1, 1]);
  });

  it('drains at once where nothing is in flight, and else when all is answered', async () => {
    const commit = new GroupCommit(database, new Appender(statements, 1), () => undefined);
    await commit.drain();
    const answered: string[] = [];
    const append = commit
      .add({ stream: aStream(), events: [anEvent()], expected: 'any' }, 500)
      .then(() => answered.push('append'));
    await commit.drain().then(() => answered.push('drained'));
    await append;
    expect(answered).toEqual(['append', 'drained']);
  });
});
