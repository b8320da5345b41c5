/** From the versions in which events were once written to the newest: pure, total, and never a guess. What is stored stays as it is. */

/** Brings the data of one version up to the next; the first one turns version 1 into version 2. */
export type Upcaster = (data: unknown) => unknown;
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Version 1 took `enisa.dataContext` for the score of the data in their context, 1 to 4; now it is the contextual steps on a basic score, -3 to +3.
 * A score tells no steps without the basis that it was reckoned from, and 1 to 3 would pass for steps upward: it is read as not known. The number as
 * it was given stays in the stored event.
 */
function withoutContextScore(facts: unknown): unknown {
  if (!isFields(facts) || !isFields(facts['enisa']) || typeof facts['enisa']['dataContext'] !== 'number') return facts;
  return { ...facts, enisa: { ...facts['enisa'], dataContext: null } };
}

const withoutScoreInFacts: Upcaster = (data) =>
  isFields(data) ? { ...data, facts: withoutContextScore(data['facts']) } : data;

export const incidentUpcasters: Upcasters = {
  FactsRecorded: [withoutScoreInFacts],
  /** Version 1 was written before there was any advice to keep: its `advice` is null and stays so. */
  IncidentAssessed: [withoutScoreInFacts],
};
