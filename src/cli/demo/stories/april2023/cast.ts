/** Who speaks, and what all know. Names are made up. */
import type { Person } from '../../story.js';

const platform = 'platform';
export const onCall: Person = { key: 'platform-handler', org: platform, role: 'HANDLER', name: 'Camille Roux' };
export const platformDpo: Person = { key: 'platform-dpo', org: platform, role: 'DPO', name: 'Dominique Martin' };
export const doctor: Person = { key: 'practitioner', org: 'practice-0042', role: 'DECIDER', name: 'Dr Claude Petit' };

export const lossFrom = '2023-04-26T17:40:00+02:00';
export const lossTo = '2023-04-27T11:40:00+02:00';
export const noticesSent = '2023-05-03T10:00:00+02:00';

/** What is lost, in the words of whoever was told. */
export const facts = {
  natures: ['AVAILABILITY'],
  dataCategories: ['HEALTH'],
  sensitiveData: true,
  subjectCategories: ['PATIENTS'],
  exposure: 'NOT_APPLICABLE',
  recipients: 'NONE',
  availability: 'LOST',
};
