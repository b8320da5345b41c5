/** Random stories: any steps that the register can record, at any hours, in any order that a fold accepts. */
import fc from 'fast-check';
import type { EntryId } from '../../src/incident/ids.js';
import type { Incident } from '../../src/incident/state.js';
import {
  ART33_GROUNDS,
  ART34_GROUNDS,
  AUTHORITY_MESSAGE_KINDS,
  COMMUNICATION_CHANNELS,
  CONTROLLER_ROLES,
  FILING_KINDS,
  MEASURE_KINDS,
  MEASURE_STATES,
  RISK_VERDICTS,
  SUBJECTS_INFORMATIONS,
  TIME_PRECISIONS,
} from '../../src/law/vocabulary.js';
import {
  acknowledged,
  answered,
  audience,
  bounced,
  classified,
  deferred,
  filedUnder,
  identified,
  informed,
  publicly,
  received,
  subjectsDeclined,
  told,
} from './lifeStory.js';
import {
  assessed,
  aware,
  awareCorrected,
  closed,
  declined,
  detected,
  entry,
  facts,
  filed,
  hour,
  incidentOf,
  measure,
  reopened,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from './story.js';

/** Revisions of the entries before a step, by what they are, and controllers identified before it. */
interface Named {
  readonly measures: number[];
  readonly filings: number[];
  readonly audiences: number[];
  readonly communications: number[];
  readonly messages: number[];
  readonly controllers: Set<string>;
}

/** Makes a step in an hour, given what was named before it; null where it needs something that is not there. */
type Maker = (recorded: number, named: Named) => Step | null;

/** Any of the entries of a kind; null where there is none. */
function anyOf(revisions: readonly number[], which: number): EntryId | null {
  const revision = revisions[which % Math.max(1, revisions.length)];
  return revision === undefined ? null : entry(revision);
}

const hours = fc.integer({ min: -200, max: 1_000 });
const pick = fc.nat();

const makers: fc.Arbitrary<Maker> = fc.oneof(
  hours.map(
    (at): Maker =>
      (recorded) =>
        step(recorded, aware(hour(at))),
  ),
  hours.map(
    (at): Maker =>
      (recorded) =>
        step(recorded, awareCorrected(hour(at))),
  ),
  fc.constant<Maker>((recorded) => step(recorded, facts())),
  fc.tuple(fc.constantFrom(...RISK_VERDICTS), fc.boolean(), hours).map(
    ([verdict, said, at]): Maker =>
      (recorded) =>
        step(
          recorded,
          assessed({ verdict, likelyConsequences: said ? 'perte de suivi' : null }),
          Math.min(at, recorded),
        ),
  ),
  fc
    .tuple(fc.constantFrom(...MEASURE_KINDS), fc.constantFrom(...MEASURE_STATES), fc.option(pick))
    .map(([kind, state, updates]): Maker => (recorded, { measures }) => {
      const revision = updates === null ? undefined : measures[updates % Math.max(1, measures.length)];
      return step(recorded, measure({ kind, state, measureId: revision === undefined ? null : entry(revision) }));
    }),
  fc
    .record({
      kind: fc.constantFrom(...FILING_KINDS),
      filedAtPrecision: fc.constantFrom(...TIME_PRECISIONS),
      filedAt: hours.map((at) => hour(at)),
      dueAt: fc.option(hours.map((at) => hour(at))),
      lateBy: fc.constantFrom(null, 'PT1H'),
      missing: fc.constantFrom<string[]>([], ['33(3)(c)']),
      refers: fc.option(pick),
    })
    .map(({ refers, ...data }): Maker => (recorded, { filings }) => {
      const revision = refers === null ? undefined : filings[refers % Math.max(1, filings.length)];
      return step(recorded, filed({ ...data, refersTo: revision === undefined ? null : entry(revision) }));
    }),
  fc.tuple(fc.constantFrom(...ART33_GROUNDS), hours).map(
    ([ground, at]): Maker =>
      (recorded) =>
        step(recorded, declined(ground), at),
  ),
  fc.tuple(fc.constantFrom(ruledOut, closed, reopened), hours).map(
    ([decision, at]): Maker =>
      (recorded) =>
        step(recorded, decision(), at),
  ),
  pick.map((which): Maker => (recorded, { measures, filings, audiences, communications, messages }) => {
    const id = anyOf([...measures, ...filings, ...audiences, ...communications, ...messages], which);
    return id === null ? null : step(recorded, withdrawn(id));
  }),
);

const moment = hours.map((at) => hour(at));
const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });

const subjectMakers: fc.Arbitrary<Maker> = fc.oneof(
  fc
    .record({
      verdict: fc.option(fc.constantFrom(...RISK_VERDICTS)),
      information: fc.option(fc.constantFrom(...SUBJECTS_INFORMATIONS)),
      plannedFor: fc.option(moment),
      updates: fc.option(pick),
    })
    .map(({ updates, ...data }): Maker => (recorded, { audiences }) => {
      const audienceId = updates === null ? null : anyOf(audiences, updates);
      return step(recorded, audience({ ...data, audienceId }));
    }),
  fc
    .record({
      which: pick,
      sentAt: moment,
      channel: fc.constantFrom(...COMMUNICATION_CHANNELS),
      complete: fc.boolean(),
      missing: fc.constantFrom<string[]>([], [], ['34(2) nature']),
    })
    .map(({ which, sentAt, ...data }): Maker => (recorded, { audiences }) => {
      const id = anyOf(audiences, which);
      return id === null ? null : step(recorded, informed(id, sentAt, data));
    }),
  fc
    .record({ ground: fc.constantFrom(...ART34_GROUNDS), at: hours, measureAt: moment, which: fc.option(pick) })
    .map(({ ground, at, measureAt, which }): Maker => (recorded, { audiences }) => {
      const audienceId = which === null ? null : anyOf(audiences, which);
      return step(recorded, subjectsDeclined(ground, { audienceId, ...publicly(measureAt) }), at);
    }),
  fc.tuple(hours, fc.integer({ min: 1, max: 500 })).map(
    ([from, length]): Maker =>
      (recorded) =>
        step(recorded, deferred(hour(from), hour(from + length)), from),
  ),
);

const controllerMakers: fc.Arbitrary<Maker> = fc.oneof(
  fc.tuple(keys, fc.constantFrom({}, { remaining: 0 }, { remaining: null }, { remaining: 2 }), hours).map(
    ([externalIds, data, at]): Maker =>
      (recorded) =>
        step(recorded, identified(externalIds, data), at),
  ),
  fc
    .tuple(keys, fc.constantFrom(told, told, bounced, acknowledged), moment)
    .map(([externalIds, happens, at]): Maker => (recorded, { controllers }) => {
      const known = externalIds.filter((externalId) => controllers.has(externalId));
      return known.length === 0 ? null : step(recorded, happens(known, at));
    }),
);

const messageMakers: fc.Arbitrary<Maker> = fc.oneof(
  fc.tuple(fc.constantFrom(...AUTHORITY_MESSAGE_KINDS), hours, fc.option(moment)).map(
    ([kind, at, dueAt]): Maker =>
      (recorded) =>
        step(recorded, received(kind, at, { dueAt })),
  ),
  fc.tuple(pick, moment).map(([which, at]): Maker => (recorded, { messages }) => {
    const id = anyOf(messages, which);
    return id === null ? null : step(recorded, answered(id, at));
  }),
);

const regimeMakers: fc.Arbitrary<Maker> = fc.oneof(
  fc.tuple(fc.constantFrom('SIGNIFICANT', 'NOT_SIGNIFICANT'), hours).map(
    ([classification, at]): Maker =>
      (recorded) =>
        step(recorded, classified('NIS2', classification, hour(at))),
  ),
  fc.tuple(fc.constantFrom('EARLY_WARNING', 'NOTIFICATION', 'FINAL_REPORT'), hours).map(
    ([stage, at]): Maker =>
      (recorded) =>
        step(recorded, filedUnder('NIS2', stage, hour(at))),
  ),
);

const anyMaker = fc.oneof(
  { arbitrary: regimeMakers, weight: 1 },
  { arbitrary: makers, weight: 5 },
  { arbitrary: subjectMakers, weight: 4 },
  { arbitrary: controllerMakers, weight: 2 },
  { arbitrary: messageMakers, weight: 2 },
);

/** Keeps what a step at a revision has named. */
function remember(named: Named, { body }: Step, revision: number): void {
  const { type, data } = body;
  if (type === 'MeasureRecorded' && data.measureId === null) named.measures.push(revision);
  if (type === 'AudienceDefined' && data.audienceId === null) named.audiences.push(revision);
  if (type === 'CnilNotified') named.filings.push(revision);
  if (type === 'SubjectsNotified') named.communications.push(revision);
  if (type === 'AuthorityMessageReceived') named.messages.push(revision);
  if (type === 'ControllersIdentified') data.controllers.forEach((one) => named.controllers.add(one.externalId));
}

/** Incidents after stories of up to twenty-five steps. */
export const incidents: fc.Arbitrary<Incident> = fc
  .tuple(fc.constantFrom(...CONTROLLER_ROLES), fc.array(fc.tuple(anyMaker, fc.nat({ max: 100 })), { maxLength: 25 }))
  .map(([role, steps]) => {
    const story: Step[] = [step(0, detected({ role }))];
    const named: Named = {
      measures: [],
      filings: [],
      audiences: [],
      communications: [],
      messages: [],
      controllers: new Set(),
    };
    let recorded = 0;
    for (const [make, later] of steps) {
      recorded += later;
      const made = make(recorded, named);
      if (made === null) continue;
      remember(named, made, story.length);
      story.push(made);
    }
    return incidentOf(...story);
  });

/** Instants before, during and after the stories, to the millisecond. */
export const instants = fc
  .tuple(fc.integer({ min: -300, max: 5_000 }), fc.constantFrom(-1, 0, 1))
  .map(([at, milliseconds]) => hour(at, milliseconds));
