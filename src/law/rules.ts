/**
 * The law's clocks as dated data. A change of the law is one more row with its `validFrom`; a row is never edited, because duties that
 * anchored under it keep it. Sources: GDPR arts 28(3), 31, 33, 34 and 58; the CNIL's page on when to notify (72 h for the complement).
 */
import { parseInstant, type Instant } from './instant.js';
import {
  CONTROLLER_ROLES,
  type AnchorKind,
  type AuthorityMessageKind,
  type ControllerRole,
  type DutyKind,
  type Regime,
} from './vocabulary.js';

export interface Rule {
  /** Stable over versions. */
  readonly id: string;
  /** The day from which this version applies, `YYYY-MM-DD`. */
  readonly version: string;
  readonly validFrom: Instant;
  /** Null while nothing ends it; a later version takes over at its own `validFrom` without an end here. */
  readonly validTo: Instant | null;
  readonly regime: Regime;
  readonly kind: DutyKind;
  readonly provision: string;
  readonly roles: readonly ControllerRole[];
  readonly recipient: string;
  readonly anchor: AnchorKind;
  /** Of a duty that a message of the authority brings: by which kinds of message. Such a message may set its own date. */
  readonly messages?: readonly AuthorityMessageKind[];
  /** Legal limit in elapsed hours from the anchor; null where the law says "without undue delay" or names no time. */
  readonly limitHours: number | null;
  /** Target in elapsed hours from the anchor, no legal limit; an organisation's own aim stands in its place. */
  readonly targetHours: number | null;
  /** The last elapsed hours before the legal limit in which the duty is due soon. */
  readonly warningHours: number;
}

export type RuleTable = readonly Rule[];

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

export const RULES: RuleTable = [
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

function day(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
}

/** The rows on a kind of message from the authority. */
export function rulesOnMessage(rules: RuleTable, message: AuthorityMessageKind): RuleTable {
  return rules.filter((rule) => rule.messages?.includes(message) === true);
}

/** Whether any version of the law names an hour for this duty: then an organisation may not set an aim of its own. */
export function hasLegalLimit(kind: DutyKind, rules: RuleTable = RULES): boolean {
  return rules.some((rule) => rule.kind === kind && rule.limitHours !== null);
}
