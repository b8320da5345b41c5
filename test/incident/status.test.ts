import { statusOf } from '../../src/incident/status.js';
import {
  assessed,
  aware,
  closed,
  declined,
  detected,
  entry,
  filed,
  hour,
  incidentOf,
  reopened,
  ruledOut,
  step,
  withdrawn,
} from '../support/story.js';

const reported = step(0, detected());
const known = step(1, aware(hour(1)));
const judged = step(2, assessed());
const notified = step(2, filed({ filedAt: hour(2) }));

describe('an incident’s status is its furthest milestone', () => {
  test.each([
    ['DETECTED', [reported]],
    ['AWARE', [reported, known]],
    ['ASSESSED', [reported, known, judged]],
    ['ASSESSED', [reported, known, judged, step(3, declined('OTHER_PROVISION'))]],
    ['NOTIFIED_CNIL', [reported, notified]],
    ['NOTIFIED_CNIL', [reported, known, notified, step(3, assessed())]],
    ['AWARE', [reported, known, notified, step(3, withdrawn(entry(2)))]],
    ['AWARE', [reported, known, step(2, filed({ kind: 'COMPLEMENTARY', filedAt: hour(2) }))]],
    ['CLOSED', [reported, known, notified, step(3, closed())]],
    ['NOTIFIED_CNIL', [reported, known, notified, step(3, closed()), step(4, reopened())]],
    ['RULED_OUT', [reported, known, judged, step(3, ruledOut())]],
    ['DETECTED', [reported, step(1, ruledOut()), step(2, reopened())]],
  ])('%s', (status, steps) => {
    expect(statusOf(incidentOf(...steps))).toBe(status);
  });
});
