/** A client that is cut off at random, from a seed that is printed: run one again with ARTICLE33_SEED=<seed>. */
import type { Application } from '../../../src/application/application.js';
import type { LiveItem } from '../../../src/application/live/live.js';
import type { Caller } from '../../../src/identity/caller.js';
import { chanceOf } from '../../simulation/chance.js';
import { allEvents, by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';
import { aBell, granted } from './page.js';

const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const CUTS = 100;

/** What a client holds over all its connections. */
class Client {
  readonly seen: string[] = [];
  readonly #known = new Set<string>();
  position: string | null = null;

  take({ position, event }: LiveItem): void {
    this.position = position;
    if (event === null || this.#known.has(event.id)) return;
    this.#known.add(event.id);
    this.seen.push(event.id);
  }
}

describe(`a client cut off ${CUTS} times while two organisations write (ARTICLE33_SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  const [ours, theirs] = [somebody(), somebody()];
  const bell = aBell();
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister({ ticker: bell });
  });

  afterAll(() => register.end());

  async function write(caller: Caller, incidents: string[]): Promise<void> {
    const say = by(register.application, caller);
    const incidentId = incidents.length === 0 || chance.happens(0.2) ? null : chance.pick(incidents);
    if (incidentId === null) incidents.push(incidentIn(await say('reportIncident', { title: 'Perte' })).id);
    else await say('addNote', { text: 'Vu' }, { incidentId });
  }

  /** One connection: reads some items, then is gone, whether an item is on its way or not. */
  async function connect(node: Application, client: Client): Promise<void> {
    const stream = granted(await node.live.events(ours, client.position, null));
    for (let left = chance.below(12); left > 0; left -= 1) {
      const next = stream.next();
      if (chance.happens(0.1)) {
        // Of what was on its way nothing arrives.
        await stream.return?.();
        return;
      }
      const told = await Promise.race([next, idle()]);
      if (told === null || told.done === true) break;
      client.take(told.value);
      if (chance.happens(0.1)) bell.ring(15);
    }
    await stream.return?.();
  }

  test('sees every event of its own organisation once, in order, and none of the other’s', async () => {
    const client = new Client();
    const [ourIncidents, theirIncidents]: [string[], string[]] = [[], []];
    const nodes = [register.application, await register.anotherNode()];
    for (let cut = 0; cut < CUTS; cut += 1) {
      const writes = Array.from({ length: chance.below(6) }, () =>
        chance.happens(0.5) ? write(ours, ourIncidents) : write(theirs, theirIncidents),
      );
      await Promise.all([connect(chance.pick(nodes), client), ...writes]);
    }
    const events = await allEvents(register.log);
    const expected = events
      .filter(({ organisation, stream }) => organisation === ours.organisation && stream.startsWith('incident-'))
      .map(({ id }) => id);
    const last = granted(await register.application.live.events(ours, client.position, null));
    for (let told = await last.next(); told.done !== true; told = await last.next()) {
      client.take(told.value);
      if (told.value.live) break;
    }
    await last.return?.();
    expect(client.seen).toEqual(expected);
    for (const node of nodes) expect(node.live.load).toMatchObject({ events: 0, queued: 0, listeners: 0 });
    await nodes[1]?.close();
  });
});

/** Nothing has come for a while: the writers have done their part, and the client waits for what may never come. */
async function idle(): Promise<null> {
  for (let round = 0; round < 50; round += 1) await new Promise((resolve) => setImmediate(resolve));
  return null;
}
