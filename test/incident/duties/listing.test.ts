/** What lists of duties rest on. */
import fc from 'fast-check';
import { duties, dutiesDependOnNotices, isOpenDuty } from '../../../src/incident/duties.js';
import { epoch } from '../../../src/law/instant.js';
import { incidents } from '../../support/stories.js';
import { hour, organisation } from '../../support/story.js';

const numRuns = process.env['ARTICLE33_LONG'] === '1' ? 5_000 : 300;
const hours = fc.integer({ min: -200, max: 3_000 });

describe('duties, for lists', () => {
  test('depend on notices where they say so, and nowhere on notes and evidence', () => {
    let withNotices = 0;
    fc.assert(
      fc.property(incidents, hours, (incident, at) => {
        const depends = dutiesDependOnNotices(incident);
        if (depends && incident.notices.length > 0) withNotices += 1;
        const bare = { ...incident, notes: [], evidence: [], ...(depends ? {} : { notices: [] }) };
        const told = (of: typeof incident) =>
          duties(of, organisation, hour(at)).map((duty) => ({ ...duty, explanation: duty.explanation('en') }));
        expect(told(bare)).toEqual(told(incident));
      }),
      { numRuns },
    );
    expect(withNotices).toBeGreaterThan(0);
  });

  test('that are open are overdue exactly where their limit is past', () => {
    let overdue = 0;
    fc.assert(
      fc.property(incidents, hours, (incident, at) => {
        for (const { state, dueAt } of duties(incident, organisation, hour(at)).filter(isOpenDuty)) {
          expect(state === 'OVERDUE').toBe(dueAt !== null && epoch(dueAt) < epoch(hour(at)));
          if (state === 'OVERDUE') overdue += 1;
        }
      }),
      { numRuns },
    );
    expect(overdue).toBeGreaterThan(0);
  });
});
