/** A list of ten thousand incidents (two thousand where there is less time), read page by page while others write. */
import { by, incidentIn } from '../register.js';
import { aDesk } from './desk.js';

const INCIDENTS = process.env['ARTICLE33_LONG'] === '1' ? 10_000 : 2_000;
/** Commands under way at once: the log writes them together. */
const AT_ONCE = 500;

describe(`a list of ${INCIDENTS} incidents`, () => {
  const desk = aDesk();

  test('5: shows each exactly once while incidents are added and updated between its pages', async () => {
    const say = by(desk.register.application, desk.dpo);
    const before: string[] = [];
    while (before.length < INCIDENTS) {
      const reported = Array.from({ length: AT_ONCE }, () => say('reportIncident', { title: 'Accès non autorisé' }));
      before.push(...(await Promise.all(reported)).map((answer) => incidentIn(answer).id));
    }
    const known = new Set(before);
    for (const orderBy of ['RECORDED_ASC', 'RECORDED_DESC'] as const) {
      let pages = 1;
      const found = await desk.leafed(100, { orderBy }, async () => {
        pages += 1;
        const incidentId = before[(pages * 3_571) % INCIDENTS] ?? '';
        await say('addNote', { text: 'Appel.' }, { incidentId });
        if (pages < 50) await desk.report();
      });
      expect(pages).toBeGreaterThanOrEqual(INCIDENTS / 100);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => known.has(id)).length).toBe(INCIDENTS);
    }
  }, 120_000);
});
