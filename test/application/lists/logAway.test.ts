/** Lists while the log is away: they are answered from the read models, for organisations that were seen before. */
import type { Application } from '../../../src/application/application.js';
import { LogError } from '../../../src/log/port.js';
import { between } from '../between.js';
import { by, incidentIn, openRegister, somebody } from '../register.js';
import { asked } from './desk.js';

test('while the log cannot be reached lists are answered, commands are not, nor lists of an organisation not seen yet', async () => {
  let away = false;
  const register = await openRegister({}, (log) =>
    between(log, {
      read: () => {
        if (away) throw new LogError('UNAVAILABLE', 'it cannot be reached');
      },
    }),
  );
  const application: Application = register.application;
  const dpo = somebody('DPO');
  const { id } = incidentIn(await by(application, dpo)('reportIncident', { title: 'Perte' }));
  away = true;
  const page = await application.lists.incidents(dpo, asked());
  expect(page?.entries.map(({ incident }) => incident.id)).toEqual([id]);
  const refused = { code: 'UNAVAILABLE' };
  await expect(by(application, dpo)('addNote', { text: 'Appel.' }, { incidentId: id })).rejects.toMatchObject(refused);
  await expect(application.organisation(dpo)).rejects.toMatchObject(refused);
  await expect(application.lists.incidents(somebody('DPO'), asked())).rejects.toMatchObject(refused);
  await register.end();
});
