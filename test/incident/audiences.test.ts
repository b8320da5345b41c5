import { coverOf, informationOf } from '../../src/incident/audiences.js';
import { lapseOf, type LapsingDecision } from '../../src/incident/lapses.js';
import type { Incident } from '../../src/incident/state.js';
import { SUBJECTS_INFORMATIONS } from '../../src/law/vocabulary.js';
import { audience, deferred, informed, publicly, received, subjectsDeclined } from '../support/lifeStory.js';
import { assessed, aware, detected, entry, hour, incidentOf, step, withdrawn, type Step } from '../support/story.js';

const begin = [step(0, detected()), step(0, aware(hour(0)))];
/** Entry 3 is the patients, at a risk that is not high. */
const patients = [...begin, step(1, assessed()), step(2, audience())];

function first(incident: Incident) {
  const [found] = incident.audiences;
  if (found === undefined) throw new Error('no audience');
  return found;
}

function information(at: number, ...steps: readonly Step[]) {
  const incident = incidentOf(...patients, ...steps);
  return informationOf(incident, first(incident), hour(at));
}

describe('whether an audience is informed', () => {
  test('is undetermined where nothing is stated, planned, decided or sent', () => {
    expect(information(9)).toBe('UNDETERMINED');
  });

  test('follows from a letter, from the instant it was sent', () => {
    const sent = step(9, informed(entry(3), hour(6)));
    expect([hour(6, -1), hour(6)].map((at) => informationOf(...whole(sent), at))).toEqual(['UNDETERMINED', 'INFORMED']);
  });

  test.each([
    ['a wave that does not complete it', { complete: false }],
    ['a letter that lacks items', { missing: ['34(2) measures'] }],
    ['a press release', { channel: 'PRESS' as const }],
    ['a website', { channel: 'WEBSITE' as const }],
  ])('does not follow from %s', (_, data) => {
    expect(information(9, step(9, informed(entry(3), hour(6), data)))).toBe('UNDETERMINED');
  });

  test('does not follow from a letter that was struck', () => {
    expect(information(9, step(6, informed(entry(3), hour(6))), step(7, withdrawn(entry(4))))).toBe('UNDETERMINED');
  });

  test('follows from a plan, and from a standing decline before it', () => {
    const planned = step(4, audience({ audienceId: entry(3), plannedFor: hour(100) }));
    const declined = step(5, subjectsDeclined('NOT_HIGH_RISK', { audienceId: entry(3) }));
    expect(information(9, planned)).toBe('TO_BE_INFORMED');
    expect(information(9, planned, declined)).toBe('NOT_TO_BE_INFORMED');
    expect(information(9, planned, declined, step(8, received('ORDER_TO_INFORM', 8)))).toBe('TO_BE_INFORMED');
  });

  test('follows from a decline for all, not from one for others', () => {
    expect(information(9, step(5, subjectsDeclined('UNINTELLIGIBLE')))).toBe('NOT_TO_BE_INFORMED');
    const others = [
      step(4, audience({ name: 'Proches' })),
      step(5, subjectsDeclined('UNINTELLIGIBLE', { audienceId: entry(4) })),
    ];
    expect(information(9, ...others)).toBe('UNDETERMINED');
  });

  test('is as stated where no letter says more', () => {
    const stated = SUBJECTS_INFORMATIONS.filter((value) => value !== 'INFORMED').map(
      (value) => [value, step(4, audience({ audienceId: entry(3), information: value }))] as const,
    );
    for (const [value, step4] of stated) {
      expect(information(9, step4)).toBe(value);
      expect(information(9, step4, step(6, informed(entry(3), hour(6))))).toBe('INFORMED');
    }
  });

  test('is informed by word of mouth only while a letter of some kind is on record', () => {
    const letter = step(4, informed(entry(3), hour(4), { complete: false }));
    const stated = step(5, audience({ audienceId: entry(3), information: 'INFORMED' }));
    expect(information(9, letter, stated)).toBe('INFORMED');
    expect(information(9, letter, stated, step(6, withdrawn(entry(4))))).toBe('UNDETERMINED');
  });

  function whole(...steps: readonly Step[]) {
    const incident = incidentOf(...patients, ...steps);
    return [incident, first(incident)] as const;
  }
});

describe('what covers an audience', () => {
  const cover = (...steps: readonly Step[]) => {
    const incident = incidentOf(...patients, ...steps);
    return coverOf(incident, first(incident), hour(50));
  };

  test('is its first full telling, before any decision', () => {
    const waiver = step(4, subjectsDeclined('RISK_REMOVED'));
    const letters = [step(9, informed(entry(3), hour(9))), step(10, informed(entry(3), hour(7)))];
    expect(cover(waiver, ...letters)).toEqual({ how: 'TOLD', since: hour(7), ground: null });
  });

  test('is a public measure from when it took place, never while it is to come', () => {
    const inPublic = (at: number) => step(4, subjectsDeclined('DISPROPORTIONATE_EFFORT', publicly(hour(at))));
    expect(cover(inPublic(3))).toEqual({ how: 'PUBLIC_MEASURE', since: hour(3), ground: 'DISPROPORTIONATE_EFFORT' });
    expect(cover(inPublic(51))).toBeNull();
    expect(cover(step(4, subjectsDeclined('DISPROPORTIONATE_EFFORT')))).toBeNull();
  });

  test('is no decision that the risk is not high, against the authority’s order before it', () => {
    const order = step(4, received('ORDER_TO_INFORM', 4));
    expect(cover(order, step(5, subjectsDeclined('NOT_HIGH_RISK')))).toBeNull();
    expect(cover(order, step(5, subjectsDeclined('RISK_REMOVED')))?.how).toBe('WAIVED');
  });

  test('is an exemption of the authority, until it orders otherwise', () => {
    const exempted = step(4, received('EXEMPTION_CONFIRMED', 4));
    expect(cover(exempted)).toEqual({ how: 'WAIVED', since: hour(4), ground: 'EXEMPTION_CONFIRMED' });
    expect(cover(exempted, step(9, received('ORDER_TO_INFORM', 9)))).toBeNull();
    expect(cover(exempted, step(9, received('ORDER_TO_INFORM', 9)), step(10, withdrawn(entry(5))))?.how).toBe('WAIVED');
  });
});

describe('a decision not to tell persons lapses', () => {
  const lapse = (...steps: readonly Step[]) => {
    const incident = incidentOf(...begin, ...steps);
    const decision = incident.decisions.find(
      (candidate): candidate is LapsingDecision =>
        candidate.kind === 'DECLINE_SUBJECTS' || candidate.kind === 'DEFER_SUBJECTS',
    );
    if (decision === undefined) throw new Error('no decision');
    return lapseOf(incident, decision);
  };
  const risk = step(1, assessed());
  const forAll = step(4, subjectsDeclined('UNINTELLIGIBLE'));
  const forPatients = step(4, subjectsDeclined('UNINTELLIGIBLE', { audienceId: entry(3) }));
  const found = (verdict: 'UNLIKELY' | 'RISK' | 'HIGH_RISK') => step(9, assessed({ verdict }), 8);

  test('by a later verdict above the one it rested on, at the instant of that assessment', () => {
    expect(lapse(risk, forAll, found('HIGH_RISK'))).toEqual({ revision: 4, at: hour(8) });
    expect(lapse(risk, forAll, found('RISK'))).toBeNull();
    expect(lapse(risk, forAll, found('UNLIKELY'))).toBeNull();
  });

  test('where there was no verdict, by one above UNLIKELY', () => {
    expect(lapse(forAll, found('RISK'))?.revision).toBe(3);
    expect(lapse(forAll, found('UNLIKELY'))).toBeNull();
  });

  test('for one audience, by its redefinition upward, not by the incident’s verdict that it does not share', () => {
    const own = step(2, audience({ verdict: 'RISK' }));
    expect(lapse(risk, own, forPatients, found('HIGH_RISK'))).toBeNull();
    const upward = step(9, audience({ audienceId: entry(3), verdict: 'HIGH_RISK' }));
    expect(lapse(risk, own, forPatients, upward)).toEqual({ revision: 5, at: hour(9) });
  });

  test('for one audience without a verdict of its own, by the incident’s, also once it falls back on it', () => {
    expect(lapse(risk, step(2, audience()), forPatients, found('HIGH_RISK'))?.revision).toBe(5);
    const own = step(2, audience({ verdict: 'UNLIKELY' }));
    expect(lapse(risk, own, forPatients, step(9, audience({ audienceId: entry(3) })))?.revision).toBe(5);
  });

  test('for all, by the verdict of any standing audience, not of a struck one', () => {
    const relatives = step(9, audience({ verdict: 'HIGH_RISK' }));
    expect(lapse(risk, forAll, relatives)).toEqual({ revision: 4, at: hour(9) });
    expect(lapse(risk, forAll, relatives, step(10, withdrawn(entry(4))))).toBeNull();
  });

  test('by an order to inform received after it, or recorded after it; not by one that it knew', () => {
    expect(lapse(forAll, step(9, received('ORDER_TO_INFORM', 8)))).toEqual({ revision: 3, at: hour(8) });
    expect(lapse(forAll, step(9, received('ORDER_TO_INFORM', 2)))).toEqual({ revision: 3, at: hour(2) });
    expect(lapse(step(2, received('ORDER_TO_INFORM', 2)), forAll)).toBeNull();
    const takenAt4 = step(10, subjectsDeclined('UNINTELLIGIBLE'), 4);
    expect(lapse(step(9, received('ORDER_TO_INFORM', 8)), takenAt4)).toEqual({ revision: 2, at: hour(8) });
    expect(lapse(forAll, step(9, received('OTHER_ORDER', 9)))).toBeNull();
    expect(lapse(forAll, step(9, received('ORDER_TO_INFORM', 9)), step(10, withdrawn(entry(3))))).toBeNull();
  });

  test('a deferral only by an order, whatever is found', () => {
    const wait = step(4, deferred(hour(4), hour(99)));
    expect(lapse(risk, wait, found('HIGH_RISK'))).toBeNull();
    expect(lapse(risk, wait, step(9, received('ORDER_TO_INFORM', 9)))?.revision).toBe(4);
  });
});
