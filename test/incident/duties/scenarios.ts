/** One scenario for every cell of the table in docs/duties.md: the states that it leads to, in the order of the cell. */
import type { Instant } from '../../../src/law/instant.js';
import type { DutyKind, DutyState } from '../../../src/law/vocabulary.js';
import {
  assessed,
  aware,
  awareCorrected,
  closed,
  declined,
  detected,
  entry,
  facts,
  filed,
  hour,
  measure,
  organisation,
  reopened,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { stateOf } from './support.js';

type Scenarios = Readonly<Record<string, Readonly<Record<string, () => readonly DutyState[]>>>>;

const far = hour(24 * 365 * 10);
const controller = step(0, detected());
const processor = step(0, detected({ role: 'PROCESSOR' }));
const known = step(0, aware(hour(0)));
const consequences = assessed({ likelyConsequences: 'perte de suivi' });
const documented = [controller, step(1, facts()), step(2, consequences), step(3, measure())];
const processed = [processor, step(1, facts()), step(2, measure())];
const withAim = (kind: DutyKind, hours: number) => ({ ...organisation, aims: [{ kind, hours }] });

const document = (at: Instant, ...steps: Step[]) => stateOf('DOCUMENT', at, steps);
const notify = (at: Instant, ...steps: Step[]) => stateOf('NOTIFY_AUTHORITY', at, steps);
const complete = (at: Instant, ...steps: Step[]) => stateOf('COMPLETE_NOTIFICATION', at, steps);

/** What decide freezes in a filing at an hour of the story while awareness is hour 0. */
const initialAt = (filedAt: number, data: Partial<Parameters<typeof filed>[0]> = {}) =>
  step(
    filedAt,
    filed({ filedAt: hour(filedAt), dueAt: hour(72), rule: 'gdpr-33-1', ruleVersion: '2018-05-25', ...data }),
  );
const late = { lateBy: 'PT8H' };
const unlikely = step(1, assessed({ verdict: 'UNLIKELY' }));
const declinedAt2 = step(2, declined('RISK_UNLIKELY'));

export const scenarios: Scenarios = {
  'GDPR/DOCUMENT': {
    Starts: () => [document(hour(-1), controller), document(hour(0), controller)],
    'Makes due soon': () => [
      document(hour(720), controller),
      stateOf('DOCUMENT', hour(10), [controller], withAim('DOCUMENT', 10)),
    ],
    Meets: () => [
      document(hour(3), ...documented),
      document(hour(800), ...documented.slice(0, 3), step(800, measure())),
      document(hour(9), controller, step(2, consequences), step(3, measure())),
      document(hour(9), controller, step(1, facts()), step(2, assessed()), step(3, measure())),
      document(hour(9), ...documented.slice(0, 3)),
    ],
    'Not required': () => [document(hour(5), controller, step(5, ruledOut()))],
    'Opens again': () => [
      document(hour(5), ...documented, step(4, withdrawn(entry(3)))),
      document(hour(5), ...documented, step(4, measure({ measureId: entry(3), state: 'ABANDONED' }))),
      document(hour(7), controller, step(5, ruledOut()), step(6, reopened())),
    ],
  },
  'GDPR/DOCUMENT of a processor': {
    Starts: () => [document(hour(-1), processor), document(hour(0), processor)],
    'Makes due soon': () => [document(hour(720), processor)],
    Meets: () => [document(hour(2), ...processed)],
    'Not required': () => [document(hour(5), processor, step(5, ruledOut()))],
    'Opens again': () => [document(hour(5), ...processed, step(4, withdrawn(entry(2))))],
  },
  'GDPR/NOTIFY_AUTHORITY': {
    Starts: () => [
      notify(hour(50), controller),
      notify(hour(0), controller, known),
      notify(hour(9), controller, known, unlikely),
      notify(hour(9), controller, known, step(5, closed())),
    ],
    'Makes due soon': () => [notify(hour(48), controller, known), notify(hour(72), controller, known)],
    'Makes overdue': () => [notify(hour(72, 1), controller, known)],
    Meets: () => [
      notify(hour(10), controller, known, initialAt(10)),
      notify(hour(10), controller, known, initialAt(10, { kind: 'COMPLETE', missing: [] })),
      notify(far, controller, known, initialAt(72)),
      notify(far, controller, step(1, filed({ filedAt: hour(1) })), step(5, aware(hour(5)))),
      notify(far, controller, known, initialAt(80, { filedAtPrecision: 'DAY' })),
      notify(far, controller, known, initialAt(80, { filedAtPrecision: 'MONTH' })),
      notify(far, controller, known, initialAt(70), step(75, awareCorrected(hour(-10)))),
    ],
    'Meets late': () => [
      notify(hour(80), controller, known, initialAt(80, late)),
      notify(hour(80), controller, known, initialAt(80, { ...late, kind: 'COMPLETE' })),
      notify(far, controller, known, initialAt(80, late), step(90, awareCorrected(hour(20)))),
    ],
    Waives: () => [
      notify(far, controller, known, step(2, declined('AUTHORITY_ALREADY_INFORMED'))),
      notify(far, controller, known, step(2, declined('OTHER_PROVISION'))),
    ],
    'Not required': () => [
      notify(far, controller, known, unlikely, declinedAt2),
      notify(far, controller, known, step(5, ruledOut())),
      notify(far, controller, known, initialAt(80, late), step(90, ruledOut())),
    ],
    'Opens again': () => {
      const lapsed = [controller, known, unlikely, declinedAt2, step(9, assessed({ verdict: 'RISK' }))];
      return [
        notify(hour(9), ...lapsed),
        notify(hour(100), ...lapsed),
        notify(hour(30), controller, known, initialAt(10), step(20, withdrawn(entry(2)))),
        notify(hour(30), controller, known, step(5, ruledOut()), step(6, reopened())),
        notify(far, controller, known, initialAt(10), initialAt(80), step(90, withdrawn(entry(2)))),
      ];
    },
  },
  'GDPR/COMPLETE_NOTIFICATION': {
    Starts: () => [complete(hour(50), controller, known), complete(hour(10), controller, known, initialAt(10))],
    'Makes due soon': () => [
      complete(hour(82), controller, known, initialAt(10)),
      stateOf(
        'COMPLETE_NOTIFICATION',
        hour(15),
        [controller, known, initialAt(10)],
        withAim('COMPLETE_NOTIFICATION', 5),
      ),
    ],
    Meets: () => [
      complete(hour(10), controller, known, initialAt(10, { missing: [] })),
      complete(hour(30), controller, known, initialAt(10), initialAt(30, { kind: 'COMPLEMENTARY', missing: [] })),
      complete(hour(300), controller, known, initialAt(10), initialAt(300, { kind: 'COMPLEMENTARY', missing: [] })),
      complete(hour(30), controller, known, initialAt(10), initialAt(30, { kind: 'COMPLEMENTARY' })),
    ],
    'Not required': () => [
      complete(far, controller, known, initialAt(10, { kind: 'COMPLETE', missing: [] })),
      complete(far, controller, known, initialAt(10), step(20, ruledOut())),
      complete(far, controller, known, unlikely, declinedAt2),
      complete(far, controller, known, initialAt(10), initialAt(20, { kind: 'WITHDRAWAL', refersTo: entry(2) })),
    ],
    'Opens again': () => [
      complete(
        hour(50),
        controller,
        known,
        initialAt(10),
        initialAt(30, { kind: 'COMPLEMENTARY', missing: [] }),
        step(40, withdrawn(entry(3))),
      ),
      complete(hour(40), controller, known, unlikely, declinedAt2, initialAt(30)),
      complete(hour(30), controller, known, initialAt(10), step(20, ruledOut()), step(25, reopened())),
    ],
  },
};
