/** Duties of regimes other than the GDPR, stage by stage: one for each that a regime of the organisation asks, or that something was filed for. */
import { lateness, ruleInForce, type RunningClock } from '../../law/clocks.js';
import type { ExplanationPart } from '../../law/explain.js';
import { epoch, HOUR, isAfter, plus, type Instant } from '../../law/instant.js';
import { RULES, type RegimeStage, type Rule, type RuleTable } from '../../law/rules.js';
import { REGIMES, type AnchorKind, type Regime } from '../../law/vocabulary.js';
import type { Duty } from '../duty.js';
import { awareAt as awarenessInForce, stands } from '../standing.js';
import type { Classification, RegimeFiling } from '../state.js';
import { awareAtBy, ruledOutAt } from './asAt.js';
import { clockFrom, makeDuty, stateByTime, targetPart, type DutyAnswer, type DutyQuestion } from './build.js';

/** A stage of a regime: what a duty's key names. */
export interface RegimePlace {
  readonly regime: Regime;
  readonly stage: string;
}

type Asked = Pick<DutyQuestion, 'incident' | 'organisation' | 'at'>;

/** A row on a stage. */
interface StageRule extends Rule {
  readonly stage: RegimeStage;
}

/** The stage that a duty's key `<regime>/OTHER_REGIME/<stage>` names; null where no rule knows it. */
export function stageOf(key: string, rules: RuleTable = RULES): RegimePlace | null {
  const row = rules.find((rule) => keyOf(rule) === key);
  return row?.stage === undefined ? null : { regime: row.regime, stage: row.stage.name };
}

function keyOf({ regime, kind, stage }: Rule): string | null {
  return stage === undefined ? null : `${regime}/${kind}/${stage.name}`;
}

/** Whether the organisation is in the regime and a rule on the stage is in force for the incident. */
export function isAskedIn(asked: Asked, place: RegimePlace, rules: RuleTable = RULES): boolean {
  return asked.organisation.regimes.includes(place.regime) && ruleOn({ ...asked, rules }, place) !== null;
}

/** The clock of a stage as it stands at an instant; null while it has not started. */
export function regimeClock(asked: Asked, place: RegimePlace, rules: RuleTable = RULES): RunningClock | null {
  const question = { ...asked, rules };
  const rule = ruleOn(question, place);
  const anchor = rule === null ? null : startedAt(rule, question);
  return rule === null || anchor === null ? null : clockOf(rule, anchor, question);
}

/** The duties, in the order of the regimes and of their stages. */
export function otherRegimeDuties(question: DutyQuestion): readonly Duty[] {
  const { incident, organisation, rules } = question;
  const filed = incident.regimeFilings.filter(stands);
  return REGIMES.flatMap((regime) => {
    const isAsked = organisation.regimes.includes(regime);
    const stages = new Set(filed.filter((filing) => filing.regime === regime).map(({ stage }) => stage));
    if (!isAsked && stages.size === 0) return [];
    return stagesOf(regime, rules)
      .filter((stage) => isAsked || stages.has(stage))
      .flatMap((stage) => dutyOn({ regime, stage }, question) ?? []);
  });
}

function stagesOf(regime: Regime, rules: RuleTable): readonly string[] {
  return [...new Set(rules.filter((rule) => rule.regime === regime).flatMap((rule) => rule.stage?.name ?? []))];
}

function rowsOn({ regime, stage }: RegimePlace, rules: RuleTable): readonly StageRule[] {
  return rules.filter((rule): rule is StageRule => rule.regime === regime && rule.stage?.name === stage);
}

/** The row in force at the stage's anchor; where it has none yet, at awareness or detection, or at the instant asked for. */
function ruleOn(question: DutyQuestion, place: RegimePlace): StageRule | null {
  const { incident, at, rules } = question;
  const rows = rowsOn(place, rules);
  const [first] = rows;
  if (first === undefined) return null;
  const anchor = anchorOf(first, question) ?? awarenessInForce(incident) ?? incident.detectedAt ?? at;
  const found = ruleInForce(rows, first.kind, incident.role, anchor);
  return rows.find((row) => row === found) ?? null;
}

function dutyOn(place: RegimePlace, question: DutyQuestion): Duty | null {
  const inForce = ruleOn(question, place);
  const filing = countingFiling(question, place);
  const everFiled = question.incident.regimeFilings.some((entry) => stands(entry) && isOf(entry, place));
  // What was filed all the same is shown under the row it comes nearest to.
  const rule = inForce ?? (everFiled ? (rowsOn(place, question.rules)[0] ?? null) : null);
  if (rule === null) return null;
  const anchor = startedAt(rule, question);
  const clock = anchor === null ? null : clockOf(rule, anchor, question);
  const asked = inForce !== null && question.organisation.regimes.includes(place.regime);
  const parts = [stagePart(rule), ...clockParts(rule, anchor, clock, question)];
  const base = { rule, anchor, clock };
  if (filing !== null) return makeDuty(question, met(base, parts, filing, asked));
  const word = wordOn(rule, question);
  if (word !== null && rule.stage.excludedBy.includes(word.classification)) {
    return makeDuty(question, {
      ...base,
      state: 'NOT_REQUIRED',
      parts: [stagePart(rule), classified('regime.excluded', word)],
    });
  }
  if (rule.stage.personalData && ruledOutAt(question.incident, question.at)) {
    return makeDuty(question, { ...base, state: 'NOT_REQUIRED', parts: [stagePart(rule), { key: 'state.ruledOut' }] });
  }
  return makeDuty(question, { ...base, state: stateByTime(clock, question.at), parts });
}

/**
 * Classifications by an instant that have to do with a stage, in the order of recording: those that bring it or end it; of a stage that needs none,
 * every one of its regime.
 */
function wordsOn({ regime, stage }: StageRule, { incident, at }: DutyQuestion): readonly Classification[] {
  const { needs, excludedBy } = stage;
  return incident.classifications.filter(
    (entry) =>
      entry.regime === regime &&
      !isAfter(entry.at, at) &&
      (needs.length === 0 || needs.includes(entry.classification) || excludedBy.includes(entry.classification)),
  );
}

/** The last of them, which counts. */
function wordOn(rule: StageRule, question: DutyQuestion): Classification | null {
  return wordsOn(rule, question).at(-1) ?? null;
}

/** Since when what is on record brings the stage: the earliest of the unbroken run of such classifications that it ends with. */
function classifiedSince(rule: StageRule, question: DutyQuestion): Classification | null {
  const said = wordsOn(rule, question);
  const before = said.findLastIndex(({ classification }) => rule.stage.excludedBy.includes(classification));
  return said
    .slice(before + 1)
    .reduce<Classification | null>(
      (first, entry) => (first !== null && epoch(first.at) <= epoch(entry.at) ? first : entry),
      null,
    );
}

/** When the clock started; null where its anchor, or the classification that it needs, is missing, or where it was excluded. */
function startedAt(rule: StageRule, question: DutyQuestion): Instant | null {
  const word = wordOn(rule, question);
  if (word === null ? rule.stage.needs.length > 0 : rule.stage.excludedBy.includes(word.classification)) return null;
  return anchorOf(rule, question);
}

function anchorOf(rule: StageRule, question: DutyQuestion): Instant | null {
  const { incident, at } = question;
  const by = (instant: Instant | null) => (instant === null || isAfter(instant, at) ? null : instant);
  switch (rule.anchor) {
    case 'AWARENESS':
      return awareAtBy(incident, at);
    case 'DETECTION':
      return by(incident.detectedAt);
    case 'OCCURRENCE':
      return by(incident.occurredFrom);
    case 'RECORDING':
      return by(incident.recordedAt);
    case 'CLASSIFICATION':
      return classifiedSince(rule, question)?.at ?? null;
    case 'PREVIOUS_STAGE':
      return previousFiling(rule, question)?.filedAt ?? null;
    case 'AUTHORITY_REQUEST':
      return null;
  }
}

function previousFiling({ regime, stage }: StageRule, question: DutyQuestion): RegimeFiling | null {
  const { follows } = stage;
  if (follows === undefined) return null;
  const filings = filingsBy(question, { regime, stage: follows.stage });
  return (follows.filing === 'FIRST' ? filings[0] : filings.at(-1)) ?? null;
}

/** Standing filings of a stage that had been made by then, earliest first. */
function filingsBy({ incident, at }: DutyQuestion, place: RegimePlace): readonly RegimeFiling[] {
  return incident.regimeFilings
    .filter((filing) => stands(filing) && isOf(filing, place) && !isAfter(filing.filedAt, at))
    .sort((a, b) => epoch(a.filedAt) - epoch(b.filedAt));
}

function isOf(filing: RegimeFiling, { regime, stage }: RegimePlace): boolean {
  return filing.regime === regime && filing.stage === stage;
}

function countingFiling(question: DutyQuestion, place: RegimePlace): RegimeFiling | null {
  return filingsBy(question, place)[0] ?? null;
}

/** The limit from awareness, where the row has one and it had not passed by the anchor. */
function capOf({ stage }: StageRule, anchor: Instant, { incident, at }: DutyQuestion): Instant | null {
  const awareAt = awareAtBy(incident, at);
  if (stage.noLaterThanHoursFromAwareness === undefined || awareAt === null) return null;
  const cap = plus(awareAt, stage.noLaterThanHoursFromAwareness * HOUR);
  return isAfter(anchor, cap) ? null : cap;
}

function clockOf(rule: StageRule, anchor: Instant, question: DutyQuestion): RunningClock {
  const clock = clockFrom(rule, anchor, question.organisation);
  const cap = capOf(rule, anchor, question);
  return cap === null || clock.dueAt === null || !isAfter(clock.dueAt, cap) ? clock : { ...clock, dueAt: cap };
}

type Base = Pick<DutyAnswer, 'rule' | 'anchor' | 'clock'>;

function met(base: Base, parts: readonly ExplanationPart[], filing: RegimeFiling, asked: boolean): DutyAnswer {
  const { filedAt, lateBy } = filing;
  const dueNow = base.clock?.dueAt ?? null;
  const changed = dueNow !== null && dueNow !== filing.dueAt;
  const lateByCorrected = changed ? lateness(dueNow, filedAt) : null;
  const metPart: ExplanationPart = {
    key: 'regime.met',
    values: { late: lateBy === null ? 'no' : 'yes' },
    instants: { metAt: filedAt },
    durations: { lateBy: lateBy ?? 'PT0S' },
  };
  const corrected: ExplanationPart = {
    key: 'regime.corrected',
    values: { late: lateByCorrected === null ? 'no' : 'yes' },
    durations: { lateBy: lateByCorrected ?? 'PT0S' },
  };
  return {
    ...base,
    state: lateBy === null ? 'MET' : 'MET_LATE',
    metAt: filedAt,
    lateBy,
    lateByCorrected,
    parts: [
      ...parts,
      metPart,
      ...(changed ? [corrected] : []),
      ...(asked ? [] : [{ key: 'regime.notAsked' } as const]),
    ],
  };
}

function unitOf(rule: Rule): { readonly unit: string; readonly count: number } {
  if (rule.limitPeriod !== undefined) return rule.limitPeriod;
  return rule.limitHours === null ? { unit: 'none', count: 0 } : { unit: 'HOURS', count: rule.limitHours };
}

function stagePart(rule: StageRule): ExplanationPart {
  const { regime, recipient, id, version, provision } = rule;
  const values = { regime, recipient, stage: rule.stage.name, rule: id, version, ...unitOf(rule) };
  return { key: 'regime.rule', provision, values };
}

function classified(key: 'regime.classified' | 'regime.excluded', word: Classification): ExplanationPart {
  return { key, values: { classification: word.classification }, instants: { classifiedAt: word.at } };
}

/** Classification, anchor, end, and what other starting points would give. */
function clockParts(
  rule: StageRule,
  anchor: Instant | null,
  clock: RunningClock | null,
  question: DutyQuestion,
): readonly ExplanationPart[] {
  const word = wordOn(rule, question);
  const { needs } = rule.stage;
  if (needs.length > 0 && word === null) {
    return [{ key: 'regime.notClassified', values: { needs: needs.join(', ') } }];
  }
  const said = word === null ? [] : [classified('regime.classified', word)];
  if (anchor === null || clock === null) {
    return [...said, { key: 'regime.notAnchored', values: { anchorKind: rule.anchor } }];
  }
  return [
    ...said,
    ...limitParts(rule, anchor, clock, question),
    ...targetPart(clock, anchor, question.organisation),
    ...otherAnchors(rule, anchor, question),
  ];
}

function limitParts(
  rule: StageRule,
  anchor: Instant,
  clock: RunningClock,
  question: DutyQuestion,
): readonly ExplanationPart[] {
  if (clock.dueAt === null) return [];
  const hours = rule.stage.noLaterThanHoursFromAwareness;
  const limit: ExplanationPart = {
    key: 'regime.clock',
    values: { anchorKind: rule.anchor, unit: unitOf(rule).unit },
    instants: { anchor, due: clock.dueAt },
  };
  if (hours === undefined || awareAtBy(question.incident, question.at) === null) return [limit];
  const applies = capOf(rule, anchor, question) === null ? 'no' : 'yes';
  return [limit, { key: 'regime.cap', values: { hours, applies } }];
}

/** Each under the row in force then: information, never the limit. What a filing of the stage before starts has no other start. */
function otherAnchors(rule: StageRule, anchor: Instant, question: DutyQuestion): readonly ExplanationPart[] {
  const { incident, organisation, rules } = question;
  if (rule.anchor === 'PREVIOUS_STAGE') return [];
  const others: readonly (readonly [AnchorKind, Instant | null])[] = [
    ['DETECTION', incident.detectedAt],
    ['AWARENESS', awarenessInForce(incident)],
    ['CLASSIFICATION', wordOn(rule, question)?.at ?? null],
  ];
  const place = { regime: rule.regime, stage: rule.stage.name };
  return others.flatMap(([other, from]): readonly ExplanationPart[] => {
    if (from === null || other === rule.anchor || epoch(from) === epoch(anchor)) return [];
    const then = ruleInForce(rowsOn(place, rules), rule.kind, incident.role, from);
    const due = then === null ? null : clockFrom(then, from, organisation).dueAt;
    return due === null ? [] : [{ key: 'clock.otherAnchor', values: { other }, instants: { anchor: from, due } }];
  });
}
