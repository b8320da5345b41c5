import { lateness, ruleInForce, type RunningClock } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { epoch, inUtc, isAfter, type Instant } from '../../law/instant.js';
import { rulesOnMessage } from '../../law/rules.js';
import { exemptionAt, standingAudiences, toldAt } from '../audiences.js';
import type { Duty } from '../duty.js';
import { stands } from '../standing.js';
import type { AuthorityMessage } from '../state.js';
import { clockFrom, makeDuty, rulePart, stateByTime, targetPart, type DutyAnswer, type DutyQuestion } from './build.js';
import { namesOf } from './names.js';

/** The authority that the rules name as recipient, by its short name in messages. */
const CNIL = 'FR-CNIL';

/**
 * What the authority's messages ask, one duty for each: questions, formal notices and inspections an answer (GDPR arts 31 and 58(1)), an order
 * to inform that every audience is told (arts 34(4) and 58(2)(e)), another order an answer (art. 58(2)). Asked of every role, whatever
 * became of the incident. In the order the messages were recorded.
 */
export function authorityMessageDuties(question: DutyQuestion): readonly Duty[] {
  return question.incident.authorityMessages
    .filter(stands)
    .map((message) => dutyBy(message, question))
    .filter((duty) => duty !== null);
}

function dutyBy(message: AuthorityMessage, question: DutyQuestion): Duty | null {
  const { incident, organisation, at } = question;
  const applicable = rulesOnMessage(question.rules, message.kind);
  const [first] = applicable;
  if (first === undefined) return null;
  const rule = ruleInForce(applicable, first.kind, incident.role, message.receivedAt);
  if (rule === null) return null;
  const anchor = isAfter(message.receivedAt, at) ? null : message.receivedAt;
  const clock = anchor === null ? null : dated(clockFrom(rule, anchor, organisation), message);
  const base = {
    rule,
    anchor,
    clock,
    entry: message.id,
    ...(message.authority === CNIL ? {} : { recipient: message.authority }),
  };
  const ruleSentence = rulePart(message.kind === 'ORDER_TO_INFORM' ? 'message.inform' : 'message.answer', rule);
  const kind: ExplanationPart = {
    key: 'message.received',
    values: { kind: message.kind },
    instants: { receivedAt: message.receivedAt },
  };
  const told = [ruleSentence, kind];
  if (anchor === null || clock === null) {
    return makeDuty(question, { ...base, state: 'NOT_STARTED', parts: [...told, { key: 'message.notReceived' }] });
  }
  const clockParts = [...told, ...limitPart(clock, anchor), ...targetPart(clock, anchor, organisation)];
  const fulfilment = fulfilmentOf(message, question);
  if (fulfilment.metAt !== null) return makeDuty(question, { ...base, ...met(clock, fulfilment.metAt, clockParts) });
  const exemptedAt = message.kind === 'ORDER_TO_INFORM' ? exemptionAt(incident, at) : null;
  if (exemptedAt !== null && !isAfter(message.receivedAt, exemptedAt)) {
    const exempted: ExplanationPart = { key: 'message.exempted', instants: { exemptedAt } };
    return makeDuty(question, { ...base, state: 'WAIVED', parts: [...clockParts, exempted] });
  }
  const state = stateByTime(clock, at);
  return makeDuty(question, { ...base, state, parts: [...clockParts, ...fulfilment.lacks] });
}

/** The message's own date stands for what the law leaves open; an own aim has no place beside it. */
function dated(clock: RunningClock, { dueAt }: AuthorityMessage): RunningClock {
  return dueAt === null ? clock : { ...clock, dueAt: inUtc(dueAt), targetAt: null };
}

function limitPart({ rule, dueAt }: RunningClock, anchor: Instant): readonly ExplanationPart[] {
  return dueAt === null
    ? [{ key: 'message.undated' }]
    : [{ key: 'clock.limit', values: { anchorKind: rule.anchor }, instants: { anchor, due: dueAt } }];
}

interface Fulfilment {
  readonly metAt: Instant | null;
  readonly lacks: readonly ExplanationPart[];
}

function fulfilmentOf(message: AuthorityMessage, question: DutyQuestion): Fulfilment {
  if (message.kind === 'ORDER_TO_INFORM') return informedSince(message.receivedAt, question);
  const answered = message.answers.map(({ answeredAt }) => answeredAt).filter((then) => !isAfter(then, question.at));
  const first = answered.reduce<Instant | null>((a, b) => (a !== null && epoch(a) <= epoch(b) ? a : b), null);
  return { metAt: first, lacks: [{ key: 'message.unanswered' }] };
}

/** Whoever was told before the order has to be told again: it is the order that is obeyed. */
function informedSince(orderedAt: Instant, { incident, at }: DutyQuestion): Fulfilment {
  const audiences = standingAudiences(incident);
  const told = audiences.map((audience) => toldAt(incident, audience, at, orderedAt));
  const left = audiences.filter((_, index) => told[index] === null);
  if (audiences.length === 0) return { metAt: null, lacks: [{ key: 'communicate.noAudience' }] };
  if (left.length > 0) {
    return { metAt: null, lacks: [{ key: 'message.untold', values: { count: left.length, names: namesOf(left) } }] };
  }
  return { metAt: told.reduce((a, b) => (a !== null && b !== null && epoch(a) >= epoch(b) ? a : b)), lacks: [] };
}

function met(
  { dueAt }: RunningClock,
  metAt: Instant,
  parts: readonly ExplanationPart[],
): Pick<DutyAnswer, 'state' | 'metAt' | 'lateBy' | 'parts'> {
  const lateBy = dueAt === null ? null : lateness(dueAt, metAt);
  const part: ExplanationPart = {
    key: 'message.met',
    values: { late: lateBy === null ? 'no' : 'yes' },
    instants: { metAt },
    durations: { lateBy: lateBy ?? 'PT0S' },
  };
  return { state: lateBy === null ? 'MET' : 'MET_LATE', metAt, lateBy, parts: [...parts, part] };
}
