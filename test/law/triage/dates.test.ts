import { createHash } from 'node:crypto';
import { RULE_BOOK } from '../../../src/law/triage/book.js';
import { RISK } from '../../../src/law/triage/profile.js';
import { rowsOf, type RuleBook } from '../../../src/law/triage/rulebook.js';
import { triage, triageBy } from '../../../src/law/triage/triage.js';
import { caseOf, CASES } from './cases.js';
import { at, beforeTheGdpr, instant } from './instants.js';

const reform = instant('2027-01-01T00:00:00+01:00');
const before = instant('2026-12-31T23:59:59.999+01:00');

describe('rules as dated data', () => {
  test('before the GDPR applied nothing is advised, in words', () => {
    const { register, authority, subjects, controllers, rulesVersion } = triage(
      caseOf('E04', CASES).facts,
      beforeTheGdpr,
    );
    for (const duty of [register, authority, subjects, controllers])
      expect(duty).toEqual({ answer: 'UNDETERMINED', rules: ['no-rules-in-force'] });
    expect(rulesVersion).toBe('none/1');
  });

  test('they apply from the first instant of 25 May 2018 in Paris', () => {
    expect(triage(caseOf('E04', CASES).facts, instant('2018-05-25T00:00:00+02:00')).authority.answer).toBe('REQUIRED');
  });

  test('a higher threshold for notifying is one more row, and binds from its day on', () => {
    const reformed: RuleBook = {
      ...RULE_BOOK,
      thresholds: [
        ...RULE_BOOK.thresholds,
        {
          id: 'notify-authority',
          source: 'GDPR art. 33(1)',
          duty: 'authority',
          from: RISK.HIGH,
          validFrom: reform,
          validTo: null,
        },
      ],
    };
    const advise = triageBy(reformed);
    const atRisk = caseOf('E16', CASES).facts;
    const high = caseOf('E04', CASES).facts;
    const open = caseOf('B05', CASES).facts;
    expect(advise(atRisk, before).authority.answer).toBe('REQUIRED');
    expect(advise(atRisk, reform).authority.answer).toBe('NOT_REQUIRED');
    expect(advise(atRisk, reform).authority.rules).toContain('not-high-risk');
    expect(advise(high, reform).authority.answer).toBe('REQUIRED');
    expect(advise(open, reform).authority.answer).toBe('UNDETERMINED');
    expect([advise(high, before).rulesVersion, advise(high, reform).rulesVersion]).toEqual([
      '2018-05-25/1',
      '2027-01-01/1',
    ]);
  });

  test('a floor that ends no longer holds from its end on', () => {
    const ending = RULE_BOOK.floors.map((row) =>
      row.id === 'telling-data-exposed' ? { ...row, validTo: reform } : row,
    );
    const advise = triageBy({ ...RULE_BOOK, floors: ending });
    expect(advise(caseOf('E16', CASES).facts, before).authority.answer).toBe('REQUIRED');
    expect(advise(caseOf('E16', CASES).facts, reform).authority.answer).toBe('NOT_REQUIRED');
  });

  test('a changed row comes with a raised revision: update both figures together', () => {
    const digest = createHash('sha256')
      .update(JSON.stringify(rowsOf(RULE_BOOK)))
      .digest('hex');
    expect([RULE_BOOK.revision, digest]).toMatchInlineSnapshot(`
     [
       1,
       "a8c1829878e152230dea61836a77c9d87cb84b90df6297e4166a96cb6fcbbf82",
     ]
    `);
  });
});

describe('roles', () => {
  test('a processor tells its controllers, keeps its record, and the rest is said to be theirs', () => {
    const advice = triage({ ...caseOf('E09', CASES).facts, role: 'PROCESSOR' }, at);
    expect(advice.controllers).toEqual({ answer: 'REQUIRED', rules: ['tell-controllers'] });
    expect(advice.register.rules).toEqual(['breach', 'processor-record']);
    expect(advice.authority.answer).toBe('NOT_REQUIRED');
    expect(advice.authority.rules).toContain('controllers-duty');
    expect(advice.subjects.rules).toContain('controllers-duty');
  });

  test('a joint controller and nobody stated owe what a controller owes', () => {
    for (const { facts } of CASES) {
      const controller = triage({ ...facts, role: 'CONTROLLER' }, at);
      expect(triage({ ...facts, role: 'JOINT_CONTROLLER' }, at)).toEqual(controller);
      expect(triage({ ...facts, role: null }, at)).toEqual(controller);
    }
  });
});
