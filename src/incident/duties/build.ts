/** What the duties of every kind have in common. */
import { limitIn, ruleInForce, stateOfClock, targetOf, type RunningClock } from '../../law/clocks.js';
import { explain, type ExplanationPart } from '../../law/explain.js';
import type { Instant } from '../../law/instant.js';
import type { Rule, RuleTable } from '../../law/rules.js';
import type { AnchorKind, DutyState } from '../../law/vocabulary.js';
import type { Duty } from '../duty.js';
import type { EntryId } from '../ids.js';
import type { Organisation } from '../organisation.js';
import type { Incident } from '../state.js';

/** What a duty is computed from. */
export interface DutyQuestion {
  readonly incident: Incident;
  readonly organisation: Organisation;
  readonly at: Instant;
  readonly rules: RuleTable;
}

/** What the kinds differ in. */
export interface DutyAnswer {
  readonly rule: Rule;
  /** Null while the clock has not started. */
  readonly anchor: Instant | null;
  readonly clock: RunningClock | null;
  readonly state: DutyState;
  /** The entry that brought the duty, where there may be several of its kind. */
  readonly entry?: EntryId;
  /** Where it is not the rule's own. */
  readonly recipient?: string;
  /** Where it is not the anchor from which it has been open. */
  readonly openSince?: Instant | null;
  readonly metAt?: Instant | null;
  readonly lateBy?: string | null;
  readonly lateByCorrected?: string | null;
  readonly parts: readonly ExplanationPart[];
}

const OPEN_STATES: ReadonlySet<DutyState> = new Set(['OPEN', 'DUE_SOON', 'OVERDUE', 'UNDETERMINED', 'DEFERRED']);

/** Whether something is still to be done or found out: what a closure must give reasons for. */
export function isOpen(state: DutyState): boolean {
  return OPEN_STATES.has(state);
}

/** The clock of a rule from its anchor, with the organisation's own aim where the law names no hour. */
export function clockFrom(rule: Rule, anchor: Instant, organisation: Organisation): RunningClock {
  const aim = organisation.aims.find((candidate) => candidate.kind === rule.kind)?.hours ?? null;
  return { rule, dueAt: limitIn(rule, anchor, organisation.timeZone), targetAt: targetOf(rule, anchor, aim) };
}

/** The state that time alone gives: not started without a clock. */
export function stateByTime(clock: RunningClock | null, at: Instant): 'NOT_STARTED' | 'OPEN' | 'DUE_SOON' | 'OVERDUE' {
  return clock === null ? 'NOT_STARTED' : stateOfClock(clock, at);
}

export function makeDuty({ organisation }: DutyQuestion, answer: DutyAnswer): Duty {
  const { rule, anchor, clock, state, parts } = answer;
  return Object.freeze<Duty>({
    key: [rule.regime, rule.kind, ...[rule.stage?.name, answer.entry].filter((part) => part !== undefined)].join('/'),
    kind: rule.kind,
    regime: rule.regime,
    stage: rule.stage?.name ?? null,
    recipient: answer.recipient ?? rule.recipient,
    provision: rule.provision,
    rule: rule.id,
    ruleVersion: rule.version,
    state,
    dueAt: clock?.dueAt ?? null,
    targetAt: clock?.targetAt ?? null,
    anchorKind: rule.anchor,
    anchor,
    openSince: isOpen(state) ? (answer.openSince ?? anchor) : null,
    metAt: answer.metAt ?? null,
    lateBy: answer.lateBy ?? null,
    lateByCorrected: answer.lateByCorrected ?? null,
    explanation: (language) => explain(parts, language, organisation.timeZone),
  });
}

/** The sentence on the rule itself: what it asks, of which provision and version. */
export function rulePart(key: ExplanationPart['key'], rule: Rule): ExplanationPart {
  const { id, version, recipient, limitHours } = rule;
  return { key, provision: rule.provision, values: { rule: id, version, recipient, limit: limitHours ?? 'none' } };
}

/** The sentence on a target: the organisation's own aim is named as such. */
export function targetPart(
  clock: RunningClock | null,
  anchor: Instant | null,
  organisation: Organisation,
  anchorKind: AnchorKind | 'HIGH_RISK' = clock?.rule.anchor ?? 'AWARENESS',
): readonly ExplanationPart[] {
  if (clock?.targetAt == null || anchor === null) return [];
  const own = organisation.aims.some((aim) => aim.kind === clock.rule.kind);
  return [
    {
      key: 'clock.target',
      values: { anchorKind, aim: own ? 'own' : 'default' },
      instants: { anchor, target: clock.targetAt },
    },
  ];
}

/** What other starting points would give for a target, each under the law in force then: information, nothing more. */
export function otherTargets(
  { incident, organisation, rules }: DutyQuestion,
  clock: RunningClock | null,
  others: readonly (readonly ['AWARENESS' | 'DETECTION' | 'PROCESSOR_NOTICE', Instant | null])[],
): readonly ExplanationPart[] {
  if (clock?.targetAt == null) return [];
  const { rule, targetAt } = clock;
  return others.flatMap(([other, anchor]): readonly ExplanationPart[] => {
    const then = anchor === null ? null : ruleInForce(rules, rule.kind, incident.role, anchor);
    const target = then === null || anchor === null ? null : clockFrom(then, anchor, organisation).targetAt;
    if (anchor === null || target === null || target === targetAt) return [];
    return [{ key: 'clock.otherTarget', values: { other }, instants: { anchor, target } }];
  });
}
