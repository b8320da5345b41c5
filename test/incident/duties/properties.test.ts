import fc from 'fast-check';
import { duties, isOpenDuty } from '../../../src/incident/duties.js';
import { epoch } from '../../../src/law/instant.js';
import { LANGUAGES, type DutyKind, type DutyState } from '../../../src/law/vocabulary.js';
import { organisation } from '../../support/story.js';
import { incidents, instants } from '../../support/stories.js';

const reachable: Partial<Record<DutyKind, readonly DutyState[]>> = {
  DOCUMENT: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'MET', 'NOT_REQUIRED'],
  NOTIFY_AUTHORITY: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE', 'WAIVED', 'NOT_REQUIRED'],
  COMPLETE_NOTIFICATION: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'MET', 'NOT_REQUIRED'],
};
const byTime: readonly DutyState[] = ['OPEN', 'DUE_SOON', 'OVERDUE'];
const question = fc.tuple(incidents, instants);

describe('the duties of any incident at any instant', () => {
  test('are told, of controllers all three, of processors the one to document', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const kinds = duties(incident, organisation, at).map((duty) => duty.kind);
        expect(kinds).toEqual(
          incident.role === 'PROCESSOR' ? ['DOCUMENT'] : ['DOCUMENT', 'NOTIFY_AUTHORITY', 'COMPLETE_NOTIFICATION'],
        );
      }),
    );
  });

  test('are the same whenever they are asked for, and the incident stays as it was', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const before = JSON.stringify(incident);
        expect(JSON.stringify(duties(incident, organisation, at))).toBe(
          JSON.stringify(duties(incident, organisation, at)),
        );
        expect(JSON.stringify(incident)).toBe(before);
      }),
    );
  });

  test('are in no state that the table does not know for them', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        for (const duty of duties(incident, organisation, at)) expect(reachable[duty.kind]).toContain(duty.state);
      }),
      { numRuns: 500 },
    );
  });

  test('go from open to due soon to overdue by time alone, and never back', () => {
    fc.assert(
      fc.property(fc.tuple(incidents, instants, instants), ([incident, one, other]) => {
        const [earlier, later] = epoch(one) <= epoch(other) ? [one, other] : [other, one];
        const then = duties(incident, organisation, earlier);
        const now = duties(incident, organisation, later);
        now.forEach((duty, index) => {
          const before = then[index];
          const [a, b] = [byTime.indexOf(before?.state ?? 'MET'), byTime.indexOf(duty.state)];
          // A notification withdrawn with the authority gives way to the next one: another clock, and an undated one.
          if (duty.dueAt === null && before?.anchor !== duty.anchor) return;
          if (a >= 0 && b >= 0) expect(b).toBeGreaterThanOrEqual(a);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('are overdue only past a limit that the law names', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        for (const duty of duties(incident, organisation, at)) {
          if (duty.state === 'OVERDUE') expect(epoch(duty.dueAt ?? at)).toBeLessThan(epoch(at));
          if (duty.dueAt === null) expect(duty.state).not.toBe('OVERDUE');
          if (duty.dueAt !== null) expect(duty.targetAt).toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are not required only by a decision or a complete filing, never for want of knowledge', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const decided = incident.decisions.some(({ kind }) => kind === 'RULE_OUT' || kind === 'DECLINE_CNIL');
        const filed = incident.filings.some(({ kind }) => kind === 'COMPLETE' || kind === 'WITHDRAWAL');
        for (const duty of duties(incident, organisation, at)) {
          if (duty.state !== 'NOT_REQUIRED' && duty.state !== 'WAIVED') continue;
          expect(decided || (duty.kind === 'COMPLETE_NOTIFICATION' && filed)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('say since when they are open while they are, and by when they were met once they are', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        for (const duty of duties(incident, organisation, at)) {
          expect(duty.openSince).toBe(isOpenDuty(duty) ? duty.anchor : null);
          expect(duty.metAt !== null).toBe(duty.state === 'MET' || duty.state === 'MET_LATE');
          expect(duty.lateBy !== null).toBe(duty.state === 'MET_LATE');
          if (isOpenDuty(duty)) expect(epoch(duty.anchor ?? at)).toBeLessThanOrEqual(epoch(at));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are explained whole, in both languages', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        for (const duty of duties(incident, organisation, at)) {
          for (const language of LANGUAGES) {
            const explanation = duty.explanation(language);
            expect(explanation).toContain(duty.rule);
            expect(explanation).toContain(duty.ruleVersion);
            expect(explanation).not.toMatch(/[{}]|undefined|null|NaN/);
          }
        }
      }),
    );
  });
});
