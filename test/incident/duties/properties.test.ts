import fc from 'fast-check';
import { informationOf, toldAt } from '../../../src/incident/audiences.js';
import { duties, dutyFinder, isOpenDuty } from '../../../src/incident/duties.js';
import type { Organisation } from '../../../src/incident/organisation.js';
import type { Incident } from '../../../src/incident/state.js';
import { epoch, type Instant } from '../../../src/law/instant.js';
import { LANGUAGES, type DutyKind, type DutyState } from '../../../src/law/vocabulary.js';
import { organisation as clinic } from '../../support/story.js';
import { incidents, instants } from '../../support/stories.js';

const reachable: Partial<Record<DutyKind, readonly DutyState[]>> = {
  DOCUMENT: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'MET', 'NOT_REQUIRED'],
  NOTIFY_AUTHORITY: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE', 'WAIVED', 'NOT_REQUIRED'],
  COMPLETE_NOTIFICATION: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'MET', 'NOT_REQUIRED'],
  COMMUNICATE_TO_SUBJECTS: [
    'NOT_STARTED',
    'UNDETERMINED',
    'OPEN',
    'DUE_SOON',
    'DEFERRED',
    'MET',
    'WAIVED',
    'NOT_REQUIRED',
  ],
  NOTIFY_CONTROLLERS: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'MET', 'NOT_REQUIRED'],
  ANSWER_AUTHORITY: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE'],
  COMPLY_WITH_ORDER: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE', 'WAIVED'],
  OTHER_REGIME: ['NOT_STARTED', 'OPEN', 'DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE', 'NOT_REQUIRED'],
};
/** Of another regime too. */
const organisation: Organisation = { ...clinic, regimes: ['GDPR', 'NIS2'] };
const stages = ['EARLY_WARNING', 'NOTIFICATION', 'FINAL_REPORT'].map((stage) => `NIS2/OTHER_REGIME/${stage}`);
const byTime: readonly DutyState[] = ['OPEN', 'DUE_SOON', 'OVERDUE'];
const question = fc.tuple(incidents, instants);

/** Dates ahead, which are no happenings. */
const AHEAD = new Set(['dueAt', 'reviewAt', 'plannedFor']);

/** Whether anything on record happens after one instant and not after another. */
function somethingHappens(incident: Incident, earlier: Instant, later: Instant): boolean {
  const record = JSON.stringify(incident, (key, value: unknown) => (AHEAD.has(key) ? null : value));
  return [...record.matchAll(/\d{4}-\d{2}-\d{2}T[^"]+/g)].some(([text]) => {
    const then = Date.parse(text);
    return epoch(earlier) < then && then <= epoch(later);
  });
}

describe('the duties of any incident at any instant', () => {
  test('are told, of controllers and of processors those that bind them, one for each message that asks something, and every stage of other regimes', () => {
    const asking = ['QUESTION', 'FORMAL_NOTICE', 'INSPECTION', 'ORDER_TO_INFORM', 'OTHER_ORDER'];
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const told = duties(incident, organisation, at);
        const once =
          incident.role === 'PROCESSOR'
            ? ['DOCUMENT', 'NOTIFY_CONTROLLERS']
            : ['DOCUMENT', 'NOTIFY_AUTHORITY', 'COMPLETE_NOTIFICATION', 'COMMUNICATE_TO_SUBJECTS'];
        const messages = incident.authorityMessages
          .filter(({ kind, withdrawn }) => asking.includes(kind) && withdrawn === null)
          .map(
            ({ kind, id }) =>
              `GDPR/${kind.endsWith('ORDER') || kind.startsWith('ORDER') ? 'COMPLY_WITH_ORDER' : 'ANSWER_AUTHORITY'}/${id}`,
          );
        expect(told.map(({ key }) => key)).toEqual([...once.map((kind) => `GDPR/${kind}`), ...messages, ...stages]);
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

  test('are found by their keys one by one, as they stand in the list, and no others', () => {
    const others = ['GDPR/NOTIFY_AUTHORITY', 'GDPR/NOTIFY_CONTROLLERS', 'GDPR/ANSWER_AUTHORITY/none', 'NIS2', ''];
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const listed = new Map(duties(incident, organisation, at).map((duty) => [duty.key, duty]));
        const find = dutyFinder(incident, organisation, at);
        for (const key of [...listed.keys(), ...others]) {
          expect(JSON.stringify(find(key))).toBe(JSON.stringify(listed.get(key) ?? null));
        }
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
          // A notification withdrawn with the authority gives way to the next one, a high risk to one found anew: another clock, and an undated one.
          if (duty.dueAt === null && (before?.anchor !== duty.anchor || before.openSince !== duty.openSince)) return;
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

  test('stay settled by time alone, and open again by it only at the review of a deferral', () => {
    const settled: readonly DutyState[] = ['MET', 'MET_LATE', 'WAIVED', 'NOT_REQUIRED', 'NOT_STARTED', 'UNDETERMINED'];
    let compared = 0;
    fc.assert(
      fc.property(fc.tuple(incidents, instants, instants), ([incident, one, other]) => {
        const [earlier, later] = epoch(one) <= epoch(other) ? [one, other] : [other, one];
        if (somethingHappens(incident, earlier, later)) return;
        compared += 1;
        const then = duties(incident, organisation, earlier);
        duties(incident, organisation, later).forEach((duty, index) => {
          const before = then[index]?.state ?? 'MET';
          if (settled.includes(before)) expect(duty.state).toBe(before);
          else if (before === 'DEFERRED') expect(['DEFERRED', ...byTime]).toContain(duty.state);
          else expect(byTime).toContain(duty.state);
        });
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('are not required, or waived, only by what somebody decided or assessed, never for want of knowledge', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        const insignificant = incident.classifications.some(
          (entry) => entry.classification === 'NOT_SIGNIFICANT' && epoch(entry.at) <= epoch(at),
        );
        const decided = (...kinds: readonly string[]) =>
          incident.decisions.some(({ kind, decidedAt }) => kinds.includes(kind) && epoch(decidedAt) <= epoch(at));
        const filed = incident.filings.some(({ kind }) => kind === 'COMPLETE' || kind === 'WITHDRAWAL');
        const assessed = incident.assessments.some(({ assessedAt }) => epoch(assessedAt) <= epoch(at));
        const exempted = incident.authorityMessages.some(({ kind }) => kind === 'EXEMPTION_CONFIRMED');
        for (const { kind, state } of duties(incident, organisation, at)) {
          if (kind === 'COMMUNICATE_TO_SUBJECTS') {
            if (state === 'NOT_REQUIRED') expect(assessed || decided('RULE_OUT')).toBe(true);
            if (state === 'WAIVED') expect(exempted || decided('DECLINE_SUBJECTS')).toBe(true);
          } else if (kind === 'COMPLY_WITH_ORDER') {
            if (state === 'WAIVED') expect(exempted).toBe(true);
          } else if (kind === 'OTHER_REGIME') {
            if (state === 'NOT_REQUIRED') expect(insignificant).toBe(true);
          } else if (state === 'NOT_REQUIRED' || state === 'WAIVED') {
            expect(decided('RULE_OUT', 'DECLINE_CNIL') || (kind === 'COMPLETE_NOTIFICATION' && filed)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('never have an audience untold again by time', () => {
    fc.assert(
      fc.property(fc.tuple(incidents, instants, instants), ([incident, one, other]) => {
        const [earlier, later] = epoch(one) <= epoch(other) ? [one, other] : [other, one];
        for (const audience of incident.audiences) {
          if (toldAt(incident, audience, earlier) === null) continue;
          expect(informationOf(incident, audience, later)).toBe('INFORMED');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('say since when they are open while they are, and by when they were met once they are', () => {
    fc.assert(
      fc.property(question, ([incident, at]) => {
        for (const duty of duties(incident, organisation, at)) {
          if (!isOpenDuty(duty)) expect(duty.openSince).toBeNull();
          else if (duty.kind !== 'COMMUNICATE_TO_SUBJECTS') expect(duty.openSince).toBe(duty.anchor);
          else {
            expect(epoch(duty.openSince ?? at)).toBeGreaterThanOrEqual(epoch(duty.anchor ?? at));
            expect(epoch(duty.openSince ?? at)).toBeLessThanOrEqual(epoch(at));
          }
          expect(epoch(duty.metAt ?? at)).toBeLessThanOrEqual(epoch(at));
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
