/** Who waits for lists, and for how long. */
import { Visibility } from '../../src/application/visibility.js';
import type { OrganisationId, Position } from '../../src/log/port.js';
import { anOrganisation } from '../contract/events.js';

/** Lists that stand where a test puts them. */
class Lists {
  readonly #waiting: { readonly position: Position; readonly tell: (reached: boolean) => void }[] = [];
  position = 0n;

  constructor(readonly dialect: 'sqlite' | 'postgres') {}

  waitFor(position: Position): Promise<boolean> {
    if (position <= this.position) return Promise.resolve(true);
    return new Promise((tell) => this.#waiting.push({ position, tell }));
  }

  reach(position: bigint): void {
    this.position = position;
    for (const { position: awaited, tell } of this.#waiting) if (awaited <= position) tell(true);
  }

  /** As after two seconds. */
  giveUp(): void {
    for (const { tell } of this.#waiting) tell(false);
  }
}

const [acme, other] = [anOrganisation(), anOrganisation()];
const at = (position: number) => BigInt(position) as Position;

async function isOver(work: Promise<void>): Promise<boolean> {
  return Promise.race([work.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
}

const opened = (dialect: 'sqlite' | 'postgres') => {
  const lists = new Lists(dialect);
  return { lists, visibility: new Visibility(lists) };
};
const read = (visibility: Visibility, organisation: OrganisationId) => isOver(visibility.reading(organisation));

describe('in one process', () => {
  test('a writer does not wait, and a reader of his organisation does until lists show what was written', async () => {
    const { lists, visibility } = opened('sqlite');
    expect(await isOver(visibility.wrote(acme, at(5)))).toBe(true);
    const reading = visibility.reading(acme);
    expect(await isOver(reading)).toBe(false);
    lists.reach(5n);
    expect(await isOver(reading)).toBe(true);
    expect(await read(visibility, acme)).toBe(true);
  });

  test('a reader waits for nothing of another organisation', async () => {
    const { visibility } = opened('sqlite');
    await visibility.wrote(acme, at(5));
    expect(await read(visibility, other)).toBe(true);
  });

  test('a reader waits for the newest of two answers, in whatever order they came', async () => {
    const { lists, visibility } = opened('sqlite');
    await visibility.wrote(acme, at(9));
    await visibility.wrote(acme, at(7));
    lists.reach(8n);
    expect(await read(visibility, acme)).toBe(false);
    lists.reach(9n);
    expect(await read(visibility, acme)).toBe(true);
  });

  test('a reader is answered all the same where lists do not come to it in time, and waits again the next time', async () => {
    const { lists, visibility } = opened('sqlite');
    await visibility.wrote(acme, at(5));
    const reading = visibility.reading(acme);
    lists.giveUp();
    expect(await isOver(reading)).toBe(true);
    expect(await read(visibility, acme)).toBe(false);
  });

  test('a writer waits where lists are more than 256 answers behind', async () => {
    const { lists, visibility } = opened('sqlite');
    for (let position = 1; position <= 256; position += 1) await visibility.wrote(acme, at(position));
    const writing = visibility.wrote(acme, at(257));
    expect(await isOver(writing)).toBe(false);
    lists.reach(1n);
    expect(await isOver(writing)).toBe(true);
  });
});

test('where nodes share the lists the writer waits, for the readers of other nodes', async () => {
  const { lists, visibility } = opened('postgres');
  const writing = visibility.wrote(acme, at(5));
  expect(await isOver(writing)).toBe(false);
  lists.reach(5n);
  expect(await isOver(writing)).toBe(true);
  expect(await read(visibility, acme)).toBe(true);
});
