/** Random stories: any steps that the register can record, at any hours, in any order that a fold accepts. */
import fc from 'fast-check';
import type { Incident } from '../../src/incident/state.js';
import {
  ART33_GROUNDS,
  CONTROLLER_ROLES,
  FILING_KINDS,
  MEASURE_KINDS,
  MEASURE_STATES,
  RISK_VERDICTS,
  TIME_PRECISIONS,
} from '../../src/law/vocabulary.js';
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

/** Makes a step in an hour, given the revisions of the measures and filings before it. */
type Maker = (recorded: number, named: { measures: readonly number[]; filings: readonly number[] }) => Step | null;

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
  pick.map((which): Maker => (recorded, { measures, filings }) => {
    const named = [...measures, ...filings];
    const revision = named[which % Math.max(1, named.length)];
    return revision === undefined ? null : step(recorded, withdrawn(entry(revision)));
  }),
);

/** Incidents after stories of up to twenty steps. */
export const incidents: fc.Arbitrary<Incident> = fc
  .tuple(fc.constantFrom(...CONTROLLER_ROLES), fc.array(fc.tuple(makers, fc.nat({ max: 100 })), { maxLength: 20 }))
  .map(([role, steps]) => {
    const story: Step[] = [step(0, detected({ role }))];
    const named = { measures: [] as number[], filings: [] as number[] };
    let recorded = 0;
    for (const [make, later] of steps) {
      recorded += later;
      const made = make(recorded, named);
      if (made === null) continue;
      if (made.body.type === 'MeasureRecorded' && made.body.data.measureId === null) named.measures.push(story.length);
      if (made.body.type === 'CnilNotified') named.filings.push(story.length);
      story.push(made);
    }
    return incidentOf(...story);
  });

/** Instants before, during and after the stories, to the millisecond. */
export const instants = fc
  .tuple(fc.integer({ min: -300, max: 5_000 }), fc.constantFrom(-1, 0, 1))
  .map(([at, milliseconds]) => hour(at, milliseconds));
