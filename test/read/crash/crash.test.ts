/** `kill -9` while events are projected and while everything is projected anew, from a seed that is printed (ARTICLE33_SEED=<seed>). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { openEmbeddedLog, type RecordedEvent } from '../../../src/log/index.js';
import { openReadModels, type ReadModels } from '../../../src/read/index.js';
import { collect } from '../../contract/events.js';
import { aFolder } from '../../log/folder.js';
import { chanceOf } from '../../simulation/chance.js';
import { contentOf } from '../readModels.contract.js';
import { aStory } from '../story.js';
import { KilledProjector } from './killedProjector.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const kills = Number(process.env['ARTICLE33_KILLS'] ?? (long ? 100 : 3));
const COMMANDS = long ? 1_000 : 200;

describe(`kill -9 of a projector under load (ARTICLE33_SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  const folder = aFolder();
  const seen = { interrupted: 0, rebuilding: 0 };
  let story: readonly RecordedEvent[];
  /** Events that the register's earlier processes took in. */
  let before = 0;

  beforeAll(async () => {
    const told = await aStory(seed, COMMANDS);
    story = await told.events();
    await told.end();
    const written = story.map(({ stream, revision, id, type, organisation, recordedAt, data, metadata }) => {
      return { stream, revision: Number(revision), id, type, organisation, recordedAt, data, metadata };
    });
    writeFileSync(folder.path('story.json'), JSON.stringify(written));
  });
  afterAll(() => {
    folder.remove();
  });

  /** Everything in the tables, once they are up to the log's end. */
  async function settled(models: ReadModels): Promise<Record<string, readonly unknown[]>> {
    for (;;) {
      if (models.reader !== null && (await models.lag()) === 0) {
        const { checkpoint, ...tables } = await contentOf(models.reader);
        expect(checkpoint).toHaveLength(1);
        const renewing = tables['organisations']?.filter((row) => Reflect.get(Object(row), 'renewed_up_to') !== null);
        if (renewing?.length === 0) return tables;
      }
      await after(1);
    }
  }

  it.each(Array.from({ length: kills }, (_, run) => run))(
    'run %i: what the next process finds comes to the same as a rebuild from nothing',
    async (run) => {
      // A register lives through three processes, and is then begun anew.
      const place = folder.path(`register-${Math.floor(run / 3)}`);
      mkdirSync(place, { recursive: true });
      const projector = new KilledProjector(place, folder.path('story.json'), chance.happens(0.5));
      // One in five dies while it opens; the others while they take events in or rebuild, or a while after.
      const left = story.length - (run % 3 === 0 ? 0 : before);
      const some = Math.min(left, 1 + chance.below(Math.floor(story.length / 3)));
      if (!chance.happens(0.2)) await projector.told('taken', some);
      // Not a wait for anything: the moment is what the seed draws.
      await after(chance.below(60));
      await projector.kill();
      expect(projector.stderr).toBe('');
      const begun = projector.steps.filter((step) => step === 'rebuilding').length;
      seen.rebuilding += begun - projector.steps.filter((step) => step === 'rebuilt').length;
      const log = openEmbeddedLog({ file: `${place}/events.sqlite`, positionStep: 7 });
      const taken = (await collect(log.readAll())).length;
      before = taken;
      if (taken < story.length) seen.interrupted += 1;
      const models = await openReadModels({ folder: place, log });
      const fresh = `${place}-fresh-${run}`;
      mkdirSync(fresh);
      const anew = await openReadModels({ folder: fresh, log });
      expect(await settled(models)).toEqual(await settled(anew));
      expect(models.status().serving?.events).toBe(taken);
      await Promise.all([models.close(), anew.close()]);
      await log.close();
    },
  );

  it('they were killed at work indeed', () => {
    expect(seen.interrupted + seen.rebuilding).toBeGreaterThan(kills / 4);
  });
});
