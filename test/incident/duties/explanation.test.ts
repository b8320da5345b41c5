import {
  assessed,
  aware,
  awareCorrected,
  declined,
  detected,
  filed,
  incidentOf,
  instant,
  organisation,
  ruledOut,
  step,
  hour,
  type Step,
} from '../../support/story.js';
import { dutyOf } from './support.js';

const autumn = {
  detectedAt: instant('2026-10-23T09:00:00+02:00'),
  informedByProcessorAt: instant('2026-10-23T10:00:00+02:00'),
};
const awareAt = instant('2026-10-23T14:20:00+02:00');
const story = [step(0, detected(autumn)), step(0, aware(awareAt))];
const at = instant('2026-10-24T00:00:00+02:00');

const notify = (steps: readonly Step[], when = at) => dutyOf(incidentOf(...steps), 'NOTIFY_AUTHORITY', when);

describe('the explanation of the authority’s clock', () => {
  test('names rule, version, anchor and limit in the zone of the organisation, across the change of the clock', () => {
    const text = notify(story).explanation('en');
    expect(text).toContain('within 72 elapsed hours');
    expect(text).toContain('GDPR art. 33(1); rule gdpr-33-1, version of 2018-05-25');
    expect(text).toMatch(/runs from awareness, Friday,? 23 October 2026.* 14:20:00 CEST \(Europe\/Paris\)/);
    expect(text).toMatch(/ends on Monday,? 26 October 2026.* 13:20:00 CET \(Europe\/Paris\)/);
  });

  test('says the same in French', () => {
    const text = notify(story).explanation('fr');
    expect(text).toContain('72 heures écoulées');
    expect(text).toContain('RGPD, art. 33(1) ; règle gdpr-33-1, version du 2018-05-25');
    expect(text).toMatch(/expire le lundi 26 octobre 2026.* 13:20:00 UTC\+1 \(Europe\/Paris\)/);
  });

  test('follows the zone of the organisation', () => {
    const elsewhere = { ...organisation, timeZone: 'Indian/Reunion' };
    expect(dutyOf(incidentOf(...story), 'NOTIFY_AUTHORITY', at, elsewhere).explanation('fr')).toMatch(
      /16:20:00 UTC\+4 \(Indian\/Reunion\)/,
    );
  });

  test('tells what detection, the processor’s notice and new facts would give', () => {
    const newFacts = step(2, assessed({ newFactsKnownAt: instant('2026-10-25T10:00:00+01:00') }));
    const text = notify([...story, newFacts]).explanation('en');
    expect(text).toMatch(/counted from detection, .* it would end on Monday,? 26 October 2026.* 08:00:00 CET/);
    expect(text).toMatch(
      /counted from the processor’s notice, .* it would end on Monday,? 26 October 2026.* 09:00:00 CET/,
    );
    expect(text).toMatch(/counted from the new facts, .* it would end on Wednesday,? 28 October 2026.* 10:00:00 CET/);
  });

  test('leaves out another starting point that is the same instant', () => {
    const same = [step(0, detected({ detectedAt: instant('2026-10-23T12:20:00Z') })), step(0, aware(awareAt))];
    expect(notify(same).explanation('en')).not.toContain('For information');
  });

  test('says that a suspicion starts no clock', () => {
    expect(notify([step(0, detected())]).explanation('en')).toContain(
      'the clock has not started; suspicion alone starts none',
    );
  });

  test('says that an unlikely risk leaves the duty open until somebody decides', () => {
    const text = notify([...story, step(1, assessed({ verdict: 'UNLIKELY' }))]).explanation('en');
    expect(text).toContain('stays open until somebody decides');
  });

  test('tells the lateness of then and of now', () => {
    const late = step(
      1,
      filed({
        filedAt: instant('2026-10-26T14:50:00.001+01:00'),
        dueAt: instant('2026-10-26T12:20:00Z'),
        lateBy: 'PT1H30M0.001S',
      }),
    );
    const corrected = [...story, late, step(2, awareCorrected(instant('2026-10-24T14:20:00+02:00')))];
    const after = hour(0);
    expect(notify([...story, late], after).explanation('en')).toContain(
      '1 h 30 min 0.001 s late as the clock stood then',
    );
    expect(notify(corrected, after).explanation('en')).toContain('against the present one it was in time');
    expect(notify(corrected, after).explanation('fr')).toContain('en retard de 1 h 30 min 0,001 s');
  });

  test.each([
    ['RISK_UNLIKELY', 'a risk is unlikely'],
    ['AUTHORITY_ALREADY_INFORMED', 'the authority had already been informed'],
    ['OTHER_PROVISION', 'another provision applies'],
  ] as const)('names the ground of a decline: %s', (ground, words) => {
    expect(notify([...story, step(1, declined(ground))], hour(2)).explanation('en')).toContain(words);
  });

  test('says of a breach ruled out that nothing is required', () => {
    expect(notify([...story, step(1, ruledOut())], hour(2)).explanation('fr')).toContain('Non requise');
  });
});

describe('the explanation of a target', () => {
  test('names the organisation’s own aim as such, and says that it is no legal limit', () => {
    const own = { ...organisation, aims: [{ kind: 'DOCUMENT', hours: 48 } as const] };
    const incident = incidentOf(...story);
    expect(dutyOf(incident, 'DOCUMENT', hour(1), own).explanation('en')).toMatch(
      /the organisation’s own aim is .*: not a legal limit/,
    );
    expect(dutyOf(incident, 'DOCUMENT', hour(1)).explanation('en')).toMatch(/the target is .*: not a legal limit/);
  });

  test('lists what the register still lacks', () => {
    const duty = dutyOf(incidentOf(...story), 'DOCUMENT', hour(1));
    expect(duty.explanation('en')).toContain(
      'No facts are on record yet. No likely consequences are on record yet. No standing measure',
    );
    const initial = step(1, filed({ filedAt: hour(1), missing: ['33(3)(c)', '33(3)(d)'] }));
    const complete = dutyOf(incidentOf(...story, initial), 'COMPLETE_NOTIFICATION', hour(1));
    expect(complete.explanation('fr')).toContain('absents du dernier dépôt : 33(3)(c), 33(3)(d)');
  });
});
