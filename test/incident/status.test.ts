import { noticeId } from '../../src/incident/notices.js';
import { statusOf } from '../../src/incident/status.js';
import { audience, bounced, identified, informed, linked, told } from '../support/lifeStory.js';
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
const linkedAs = (kind: 'DUPLICATE_OF' | 'SAME_EVENT') => step(2, linked({ kind, externalReference: 'A-7' }));
const addressed = [reported, known, step(2, audience())];
const listed = [step(0, detected({ role: 'PROCESSOR' })), known, step(2, identified(['a', 'b']))];
const listedAndTold = [...listed, step(3, told(['a', 'b'], hour(3)))];
const aId = noticeId(incidentOf(reported).id, 'a');
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
    ['AWARE', listed],
    ['NOTIFIED_CONTROLLERS', listedAndTold],
    ['NOTIFIED_CONTROLLERS', [...listedAndTold, step(4, bounced(['a'], hour(4)))]],
    ['AWARE', [...listedAndTold, step(4, bounced(['a', 'b'], hour(4)))]],
    ['AWARE', [...listed, step(3, told(['a'], hour(3))), step(4, withdrawn(aId))]],
    ['NOTIFIED_CNIL', [...listedAndTold, step(4, filed({ filedAt: hour(4) }))]],
    ['AWARE', addressed],
    ['NOTIFIED_SUBJECTS', [...addressed, step(3, informed(entry(2), hour(3)))]],
    ['NOTIFIED_SUBJECTS', [...addressed, step(3, informed(entry(2), hour(3))), step(4, filed({ filedAt: hour(4) }))]],
    ['AWARE', [...addressed, step(3, informed(entry(2), hour(3))), step(4, withdrawn(entry(3)))]],
    ['DUPLICATE', [...addressed, step(3, informed(entry(2), hour(3))), linkedAs('DUPLICATE_OF')]],
    ['AWARE', [reported, known, linkedAs('DUPLICATE_OF'), step(3, withdrawn(entry(2)))]],
    ['AWARE', [reported, known, linkedAs('SAME_EVENT')]],
    ['CLOSED', [reported, known, linkedAs('DUPLICATE_OF'), step(3, closed())]],
    ['CLOSED', [reported, known, notified, step(3, closed())]],
    ['NOTIFIED_CNIL', [reported, known, notified, step(3, closed()), step(4, reopened())]],
    ['RULED_OUT', [reported, known, judged, step(3, ruledOut())]],
    ['DETECTED', [reported, step(1, ruledOut()), step(2, reopened())]],
  ])('%s', (status, steps) => {
    expect(statusOf(incidentOf(...steps))).toBe(status);
  });
});
