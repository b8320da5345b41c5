import { at, codesIn, openApi, speakerOf, type TestApi } from './api.js';

const QUERY = `query ($from: DateTime!, $to: DateTime!) {
  statistics(from: $from, to: $to) {
    incidents filedWithin72h filedLate declined pending overdue hoursToDetect { p50 p90 } hoursToNotify { p50 p90 }
    byNature { key label count } bySector { key label count } byMonth { key label count } byStatus { key label count }
  }
}`;
const APRIL = { from: '2026-04-01T00:00:00+02:00', to: '2026-05-01T00:00:00+02:00' };

describe('Query.statistics', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.end());

  test('answers figures with labels in the reader’s language, in French in the words of the CNIL', async () => {
    const dpo = await api.someone('DPO');
    await speakerOf(api, dpo).report({ detectedAt: '2026-04-27T11:40:00+02:00', natures: ['AVAILABILITY'] });
    const french = await api.ask(dpo, QUERY, APRIL, 'fr');
    expect(french.errors).toEqual([]);
    expect(at(french.data, 'statistics')).toMatchObject({
      incidents: 1,
      filedLate: 0,
      hoursToNotify: null,
      byNature: [{ key: 'AVAILABILITY', label: 'Perte de la disponibilité', count: 1 }],
      bySector: [{ key: 'UNKNOWN', label: 'Inconnu', count: 1 }],
      byMonth: [{ key: '2026-04', label: 'avril 2026', count: 1 }],
      byStatus: [{ key: 'DETECTED', label: 'Signalé', count: 1 }],
    });
    const english = await api.ask(dpo, QUERY, APRIL);
    expect(at(english.data, 'statistics.byMonth.0.label')).toBe('April 2026');
    expect(at(english.data, 'statistics.byNature.0.label')).toBe('Loss of availability');
  });

  test('refuses a period that ends before it begins', async () => {
    const answer = await api.ask(await api.someone('AUDITOR'), QUERY, { from: APRIL.to, to: APRIL.from });
    expect(codesIn(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.data).toEqual({ statistics: null });
  });
});
