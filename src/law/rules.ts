/**
 * The law's clocks as dated data. A change of the law is one more row with its `validFrom`; a row is never edited, because duties that
 * anchored under it keep it. Sources: GDPR arts 28(3), 31, 33, 34 and 58; the CNIL's page on when to notify (72 h for the complement). The rows of
 * other regimes are in regimes.ts.
 */
import { parseInstant, type Instant } from './instant.js';
import { REGIME_ROWS } from './regimes.js';
import type { RuleTable } from './rule.js';
import { CONTROLLER_ROLES, type AuthorityMessageKind, type DutyKind } from './vocabulary.js';

export type { RegimeStage, Rule, RuleTable } from './rule.js';

const controllers = ['CONTROLLER', 'JOINT_CONTROLLER'] as const;

/** Art. 99(2): the GDPR applies from 25 May 2018. */
const gdpr = {
  version: '2018-05-25',
  validFrom: day('2018-05-25T00:00:00+02:00'),
  validTo: null,
  regime: 'GDPR',
} as const;

/** What a message of the authority asks: of whoever it is addressed to, by the date that it sets. */
const byMessage = {
  roles: CONTROLLER_ROLES,
  recipient: 'CNIL',
  anchor: 'AUTHORITY_REQUEST',
  limitHours: null,
  targetHours: null,
  warningHours: 24,
} as const;

const GDPR_ROWS: RuleTable = [
  {
    ...gdpr,
    id: 'gdpr-33-5',
    kind: 'DOCUMENT',
    provision: 'GDPR art. 33(5)',
    roles: controllers,
    recipient: 'CNIL (on request)',
    anchor: 'RECORDING',
    limitHours: null,
    targetHours: 720,
    warningHours: 24,
  },
  {
    ...gdpr,
    id: 'gdpr-28-3',
    kind: 'DOCUMENT',
    provision: 'GDPR art. 28(3)(f), (h)',
    roles: ['PROCESSOR'],
    recipient: 'controller (on request)',
    anchor: 'RECORDING',
    limitHours: null,
    targetHours: 720,
    warningHours: 24,
  },
  {
    ...gdpr,
    id: 'gdpr-33-1',
    kind: 'NOTIFY_AUTHORITY',
    provision: 'GDPR art. 33(1)',
    roles: controllers,
    recipient: 'CNIL',
    anchor: 'AWARENESS',
    limitHours: 72,
    targetHours: null,
    warningHours: 24,
  },
  {
    ...gdpr,
    id: 'gdpr-33-4',
    kind: 'COMPLETE_NOTIFICATION',
    provision: 'GDPR art. 33(4)',
    roles: controllers,
    recipient: 'CNIL',
    anchor: 'PREVIOUS_STAGE',
    limitHours: null,
    targetHours: 72,
    warningHours: 24,
  },
  {
    ...gdpr,
    id: 'gdpr-34-1',
    kind: 'COMMUNICATE_TO_SUBJECTS',
    provision: 'GDPR art. 34(1)',
    roles: controllers,
    recipient: 'data subjects',
    anchor: 'AWARENESS',
    limitHours: null,
    targetHours: 72,
    warningHours: 24,
  },
  {
    ...gdpr,
    id: 'gdpr-33-2',
    kind: 'NOTIFY_CONTROLLERS',
    provision: 'GDPR art. 33(2)',
    roles: ['PROCESSOR'],
    recipient: 'controllers',
    anchor: 'AWARENESS',
    limitHours: null,
    targetHours: 24,
    warningHours: 24,
  },
  {
    ...gdpr,
    ...byMessage,
    id: 'gdpr-31',
    kind: 'ANSWER_AUTHORITY',
    provision: 'GDPR art. 31; art. 58(1)',
    messages: ['QUESTION', 'FORMAL_NOTICE', 'INSPECTION'],
  },
  {
    ...gdpr,
    ...byMessage,
    id: 'gdpr-34-4',
    kind: 'COMPLY_WITH_ORDER',
    provision: 'GDPR art. 34(4), art. 58(2)(e)',
    messages: ['ORDER_TO_INFORM'],
  },
  {
    ...gdpr,
    ...byMessage,
    id: 'gdpr-58-2',
    kind: 'COMPLY_WITH_ORDER',
    provision: 'GDPR art. 58(2)',
    messages: ['OTHER_ORDER'],
  },
];

/** Every row: the GDPR's, then those of other regimes. */
export const RULES: RuleTable = [...GDPR_ROWS, ...REGIME_ROWS];

function day(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
}

/** The rows on a kind of message from the authority. */
export function rulesOnMessage(rules: RuleTable, message: AuthorityMessageKind): RuleTable {
  return rules.filter((rule) => rule.messages?.includes(message) === true);
}

/** Whether the law names a limit for every duty of this kind: then an organisation may not set an aim of its own. */
export function hasLegalLimit(kind: DutyKind, rules: RuleTable = RULES): boolean {
  const rows = rules.filter((rule) => rule.kind === kind);
  return rows.length > 0 && rows.every((rule) => rule.limitHours !== null || rule.limitPeriod !== undefined);
}
