/** Scenarios of the table's cells on persons, controllers and the authority. */
import { noticeId } from '../../../src/incident/notices.js';
import type { Instant } from '../../../src/law/instant.js';
import type { DutyKind, DutyState } from '../../../src/law/vocabulary.js';
import {
  answered,
  audience,
  bounced,
  deferred,
  identified,
  informed,
  publicly,
  received,
  subjectsDeclined,
  told,
} from '../../support/lifeStory.js';
import {
  assessed,
  aware,
  closed,
  detected,
  entry,
  hour,
  incidentOf,
  organisation,
  reopened,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { stateOf } from './support.js';

const far = hour(24 * 365 * 10);
const controller = step(0, detected());
const known = step(0, aware(hour(0)));
const withAim = (kind: DutyKind, hours: number) => ({ ...organisation, aims: [{ kind, hours }] });
const high = step(1, assessed({ verdict: 'HIGH_RISK' }));
const risk = step(1, assessed({ verdict: 'RISK' }));

const communicate = (at: Instant, ...steps: Step[]) => stateOf('COMMUNICATE_TO_SUBJECTS', at, steps);
/** Entry 3 is the patients: at high risk by the incident's verdict. */
const patients = [controller, known, high, step(2, audience())];
/** Entry 4 is their relatives. */
const andRelatives = [...patients, step(2, audience({ name: 'Proches' }))];
const toldPatients = step(5, informed(entry(3), hour(5)));
const toldRelatives = step(6, informed(entry(4), hour(6)));
/** The same at a risk that is not high: entry 3 is the patients. */
const lower = [controller, known, risk, step(2, audience())];
const deferredTo20 = step(4, deferred(hour(4), hour(20)));

const processor = step(0, detected({ role: 'PROCESSOR' }));
const controllers = (at: Instant, ...steps: Step[]) => stateOf('NOTIFY_CONTROLLERS', at, steps);
const twoKnown = [processor, known, step(2, identified(['a', 'b']))];
const bothTold = [...twoKnown, step(5, told(['a', 'b'], hour(5)))];
const idOf = (externalId: string) => noticeId(incidentOf(processor).id, externalId);

const answer = (at: Instant, ...steps: Step[]) => stateOf('ANSWER_AUTHORITY', at, steps);
const comply = (at: Instant, ...steps: Step[]) => stateOf('COMPLY_WITH_ORDER', at, steps);
const dueAt = { dueAt: hour(100) };
const question = [controller, step(4, received('QUESTION', 4, dueAt))];
const openQuestion = [controller, step(4, received('QUESTION', 4))];
const other = [controller, step(4, received('OTHER_ORDER', 4, dueAt))];
/** Entry 4 is the order; entry 3 the patients. */
const ordered = [...lower, step(4, received('ORDER_TO_INFORM', 4, dueAt))];

type Scenarios = Readonly<Record<string, Readonly<Record<string, () => readonly DutyState[]>>>>;

export const lifeScenarios: Scenarios = {
  'GDPR/COMMUNICATE_TO_SUBJECTS': {
    Starts: () => [
      communicate(hour(50), controller),
      communicate(hour(5), controller, known),
      communicate(hour(5), controller, known, high),
      communicate(hour(5), ...lower.slice(0, 3), step(2, audience({ verdict: 'HIGH_RISK' }))),
      communicate(hour(5), ...ordered),
      communicate(hour(5), ...patients, step(4, closed())),
    ],
    'Makes due soon': () => [
      communicate(hour(73), ...patients),
      stateOf('COMMUNICATE_TO_SUBJECTS', hour(11), patients, withAim('COMMUNICATE_TO_SUBJECTS', 10)),
    ],
    Meets: () => [
      communicate(hour(6), ...andRelatives, toldPatients, toldRelatives),
      communicate(hour(200), ...patients, step(200, informed(entry(3), hour(200)))),
      communicate(hour(5), ...patients, step(5, subjectsDeclined('DISPROPORTIONATE_EFFORT', publicly(hour(4))))),
      communicate(
        hour(6),
        ...andRelatives,
        toldPatients,
        step(6, subjectsDeclined('UNINTELLIGIBLE', { audienceId: entry(4) })),
      ),
      communicate(hour(6), ...andRelatives, toldPatients),
      communicate(hour(5), ...patients, step(5, informed(entry(3), hour(5), { complete: false }))),
      communicate(hour(5), ...patients, step(5, informed(entry(3), hour(5), { missing: ['34(2) nature'] }))),
      communicate(hour(5), ...patients, step(5, informed(entry(3), hour(5), { channel: 'PRESS' }))),
    ],
    Waives: () => [
      communicate(far, controller, known, high, step(2, subjectsDeclined('UNINTELLIGIBLE'))),
      communicate(far, controller, known, high, step(2, subjectsDeclined('RISK_REMOVED'))),
      communicate(far, controller, known, high, step(2, subjectsDeclined('LEGAL_DEROGATION'))),
      communicate(far, ...patients, step(4, subjectsDeclined('RISK_REMOVED', { audienceId: entry(3) }))),
      communicate(far, ...patients, step(4, received('EXEMPTION_CONFIRMED', 4))),
      communicate(far, controller, known, step(4, subjectsDeclined('UNINTELLIGIBLE'))),
    ],
    'Not required': () => [
      communicate(far, controller, known, step(1, assessed({ verdict: 'UNLIKELY' }))),
      communicate(far, ...lower),
      communicate(far, ...lower, step(4, subjectsDeclined('NOT_HIGH_RISK'))),
      communicate(far, ...patients, step(5, ruledOut())),
    ],
    'Opens again': () => [
      communicate(
        hour(9),
        ...lower,
        step(4, subjectsDeclined('NOT_HIGH_RISK')),
        step(9, assessed({ verdict: 'HIGH_RISK' })),
      ),
      communicate(
        hour(9),
        ...lower,
        step(4, subjectsDeclined('UNINTELLIGIBLE', { audienceId: entry(3) })),
        step(9, audience({ audienceId: entry(3), verdict: 'HIGH_RISK' })),
      ),
      communicate(
        hour(9),
        ...patients,
        step(4, subjectsDeclined('UNINTELLIGIBLE')),
        step(9, received('ORDER_TO_INFORM', 9)),
      ),
      communicate(hour(9), ...patients, deferredTo20, step(9, received('ORDER_TO_INFORM', 9))),
      communicate(
        hour(9),
        ...patients,
        step(4, received('EXEMPTION_CONFIRMED', 4)),
        step(9, received('ORDER_TO_INFORM', 9)),
      ),
      communicate(hour(9), ...patients, toldPatients, step(9, withdrawn(entry(4)))),
      communicate(hour(9), ...patients, toldPatients, step(9, audience({ name: 'Proches' }))),
      communicate(hour(9), ...patients, toldPatients, step(9, withdrawn(entry(3)))),
      communicate(hour(9), ...patients, step(5, ruledOut()), step(6, reopened())),
    ],
    Defers: () => [
      communicate(hour(4), ...patients, deferredTo20),
      communicate(hour(20, -1), ...patients, deferredTo20),
      communicate(hour(20), ...patients, deferredTo20),
      communicate(hour(90), ...patients, step(4, deferred(hour(4), hour(90)))),
    ],
  },
  'GDPR/NOTIFY_CONTROLLERS': {
    Starts: () => [
      controllers(hour(50), processor, step(2, identified(['a']))),
      controllers(hour(0), processor, known),
      controllers(hour(3), ...twoKnown),
    ],
    'Makes due soon': () => [
      controllers(hour(24), ...twoKnown),
      stateOf('NOTIFY_CONTROLLERS', hour(10), twoKnown, withAim('NOTIFY_CONTROLLERS', 10)),
    ],
    Meets: () => [
      controllers(hour(5), ...bothTold),
      controllers(
        hour(5),
        processor,
        known,
        step(2, identified(['a'], { remaining: 0 })),
        step(5, told(['a'], hour(5))),
      ),
      controllers(hour(200), ...twoKnown, step(200, told(['a', 'b'], hour(200)))),
      controllers(
        hour(9),
        processor,
        step(2, identified(['a'])),
        step(5, told(['a'], hour(5))),
        step(9, aware(hour(9))),
      ),
      controllers(hour(9), ...twoKnown, step(5, told(['a'], hour(5))), step(9, withdrawn(idOf('b')))),
      controllers(hour(5), ...twoKnown, step(5, told(['a'], hour(5)))),
      controllers(hour(5), ...twoKnown, step(5, told(['a', 'b'], hour(5), { remaining: 3 }))),
      controllers(hour(5), ...twoKnown, step(5, told(['a', 'b'], hour(5), { remaining: null }))),
    ],
    'Not required': () => [controllers(hour(9), ...twoKnown, step(9, ruledOut()))],
    'Opens again': () => [
      controllers(hour(9), ...bothTold, step(9, bounced(['b'], hour(9)))),
      controllers(hour(9), ...bothTold, step(9, identified(['c']))),
      controllers(hour(9), ...bothTold, step(9, identified([], { remaining: 1 }))),
      controllers(hour(9), ...twoKnown, step(5, ruledOut()), step(6, reopened())),
    ],
  },
  'GDPR/ANSWER_AUTHORITY': {
    Starts: () => [
      answer(hour(4, -1), ...question),
      answer(hour(4), ...question),
      answer(hour(4), controller, step(4, received('FORMAL_NOTICE', 4))),
      answer(hour(4), processor, step(4, received('INSPECTION', 4))),
      answer(far, ...openQuestion),
      answer(hour(9), ...question, step(5, ruledOut())),
      answer(hour(9), controller, known, step(4, received('QUESTION', 4)), step(5, closed())),
    ],
    'Makes due soon': () => [
      answer(hour(76), ...question),
      answer(hour(100), ...question),
      stateOf('ANSWER_AUTHORITY', hour(9), openQuestion, withAim('ANSWER_AUTHORITY', 5)),
    ],
    'Makes overdue': () => [answer(hour(100, 1), ...question)],
    Meets: () => [
      answer(hour(9), ...question, step(9, answered(entry(1), hour(9)))),
      answer(hour(100), ...question, step(100, answered(entry(1), hour(100)))),
      answer(far, ...openQuestion, step(300, answered(entry(1), hour(300)))),
      answer(far, ...question, step(110, answered(entry(1), hour(110))), step(120, answered(entry(1), hour(90)))),
    ],
    'Meets late': () => [answer(hour(100, 1), ...question, step(101, answered(entry(1), hour(100, 1))))],
  },
  'GDPR/COMPLY_WITH_ORDER, an order to inform': {
    Starts: () => [
      comply(hour(4, -1), ...ordered),
      comply(hour(4), ...ordered),
      comply(hour(9), controller, step(4, received('ORDER_TO_INFORM', 4))),
      comply(hour(9), ...ordered, step(9, answered(entry(4), hour(9)))),
      comply(hour(9), ...ordered, step(9, subjectsDeclined('UNINTELLIGIBLE'))),
      comply(hour(9), ...ordered, step(5, ruledOut())),
    ],
    'Makes due soon': () => [
      comply(hour(76), ...ordered),
      stateOf(
        'COMPLY_WITH_ORDER',
        hour(9),
        [controller, step(4, received('ORDER_TO_INFORM', 4))],
        withAim('COMPLY_WITH_ORDER', 5),
      ),
    ],
    'Makes overdue': () => [comply(hour(100, 1), ...ordered)],
    Meets: () => [
      comply(hour(9), ...ordered, step(9, informed(entry(3), hour(9)))),
      comply(hour(9), ...ordered, step(9, informed(entry(3), hour(4)))),
      comply(hour(9), ...ordered, step(9, informed(entry(3), hour(4, -1)))),
      comply(hour(9), ...ordered, step(9, informed(entry(3), hour(9), { complete: false }))),
      comply(hour(9), ...ordered, step(5, audience({ name: 'Proches' })), step(9, informed(entry(3), hour(9)))),
    ],
    'Meets late': () => [comply(hour(101), ...ordered, step(101, informed(entry(3), hour(101))))],
    Waives: () => [comply(hour(9), ...ordered, step(9, received('EXEMPTION_CONFIRMED', 9)))],
    'Opens again': () => [
      comply(hour(9), ...ordered, step(5, informed(entry(3), hour(5))), step(9, withdrawn(entry(5)))),
      comply(hour(9), ...ordered, step(5, informed(entry(3), hour(5))), step(9, audience({ name: 'Proches' }))),
    ],
  },
  'GDPR/COMPLY_WITH_ORDER, another order': {
    Starts: () => [
      comply(hour(4, -1), ...other),
      comply(hour(4), ...other),
      comply(hour(9), ...other, step(5, ruledOut())),
    ],
    'Makes due soon': () => [comply(hour(76), ...other)],
    'Makes overdue': () => [comply(hour(100, 1), ...other)],
    Meets: () => [comply(hour(9), ...other, step(9, answered(entry(1), hour(9))))],
    'Meets late': () => [comply(hour(101), ...other, step(101, answered(entry(1), hour(101))))],
  },
};
