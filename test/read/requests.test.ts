/** A rebuild that another process asks the server for, through two files. */
import { openReadModels, answerRequests, requestRebuild, type RebuildAnswer } from '../../src/read/index.js';
import { aFolder } from '../log/folder.js';
import { aStory } from './story.js';

it('is done by whoever owns the read models, who tells how far it is and that it is done', async () => {
  const [story, folder] = [await aStory(5, 30), aFolder()];
  const models = await openReadModels({ folder: folder.path('.'), log: story.register.log });
  const stop = answerRequests(folder.path('.'), models);
  const heard: RebuildAnswer[] = [];
  const answer = await requestRebuild(folder.path('.'), 10_000, (said) => heard.push(said));
  expect(answer).toMatchObject({ state: 'DONE', events: (await story.events()).length });
  expect(heard.at(-1)).toEqual(answer);
  expect(models.status().serving?.generation).toBe(2);
  stop();
  await models.close();
  await story.end();
  folder.remove();
});

it('that nobody takes up is given up, and leaves no request behind that would be met later', async () => {
  const [story, folder] = [await aStory(5, 1), aFolder()];
  expect(await requestRebuild(folder.path('.'), 300, () => undefined)).toBeNull();
  const models = await openReadModels({ folder: folder.path('.'), log: story.register.log });
  const stop = answerRequests(folder.path('.'), models);
  expect(models.status().rebuilding).toBeNull();
  stop();
  await models.close();
  await story.end();
  folder.remove();
});
