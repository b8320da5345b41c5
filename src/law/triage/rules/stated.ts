import { RISK } from '../profile.js';
import type { StatedRow, ThresholdRow } from '../rulebook.js';
import { gdpr } from './validity.js';

/** The thresholds of arts 33(1) and 34(1). A reform of either is one more row here. */
export const THRESHOLDS: readonly ThresholdRow[] = [
  { ...gdpr, id: 'notify-authority', source: 'GDPR art. 33(1)', duty: 'authority', from: RISK.RISK },
  { ...gdpr, id: 'communicate-to-subjects', source: 'GDPR art. 34(1)', duty: 'subjects', from: RISK.HIGH },
];

const UNKNOWN: readonly StatedRow['id'][] = [
  'unknown-natures',
  'unknown-cause',
  'unknown-data-categories',
  'unknown-sensitive-data',
  'unknown-subjects-count',
  'unknown-vulnerable-subjects',
  'unknown-exposure',
  'unknown-recipients',
  'unknown-protection',
  'unknown-availability',
  'unknown-integrity',
  'unknown-mitigations',
  'unknown-misuse-proven',
];

/** What the engine says where it decides. */
export const STATED: readonly StatedRow[] = [
  { ...gdpr, id: 'no-rules-in-force', source: 'GDPR art. 99(2)' },
  { ...gdpr, id: 'breach', source: 'GDPR art. 4(12), art. 33(5)' },
  { ...gdpr, id: 'processor-record', source: 'GDPR art. 28(3)(f), (h)' },
  { ...gdpr, id: 'no-personal-data', source: 'GDPR art. 4(1), art. 4(12)' },
  { ...gdpr, id: 'data-not-affected', source: 'GDPR art. 4(12)' },
  { ...gdpr, id: 'unknown-personal-data-involved', source: 'GDPR art. 4(12); EDPB Guidelines 9/2022, section II.A.2' },
  { ...gdpr, id: 'unknown-personal-data-affected', source: 'GDPR art. 4(12); EDPB Guidelines 9/2022, section II.A.2' },
  { ...gdpr, id: 'controllers-duty', source: 'GDPR art. 33(1), art. 33(2), art. 34(1)' },
  { ...gdpr, id: 'default-is-to-notify', source: 'GDPR art. 33(1), recital 85' },
  { ...gdpr, id: 'risk-unlikely', source: 'GDPR art. 33(1)' },
  { ...gdpr, id: 'not-high-risk', source: 'GDPR art. 34(1)' },
  { ...gdpr, id: 'high-risk-to-weigh', source: 'GDPR art. 34(1), recital 76; EDPB Guidelines 9/2022, section IV' },
  { ...gdpr, id: 'authority-holds-risk-high', source: 'GDPR art. 34(4)' },
  { ...gdpr, id: 'public-communication', source: 'GDPR art. 34(3)(c)' },
  { ...gdpr, id: 'tell-controllers', source: 'GDPR art. 33(2)' },
  { ...gdpr, id: 'not-a-processor', source: 'GDPR art. 33(2)' },
  ...UNKNOWN.map((id) => ({ ...gdpr, id, source: 'GDPR art. 33(1), art. 33(4), recital 85' })),
];
