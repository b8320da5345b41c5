/** GDPR art. 33(3): what a notification must carry, item by item. */
import type { Organisation } from './organisation.js';
import { presentAssessment, stands } from './standing.js';
import type { Facts, Incident } from './state.js';

/** Items of art. 33(3) as the API names them. */
export const CONTENT_ITEMS = ['33(3)(a)', '33(3)(b)', '33(3)(c)', '33(3)(d)'] as const;
export type ContentItem = (typeof CONTENT_ITEMS)[number];

/**
 * Items of art. 33(3) that the register lacks now, in the law's order.
 * "Where possible" (a): said to be unknown is enough; never spoken of, or an empty list, is not.
 * @param contactPointGiven whether the filing itself names a contact point, 33(3)(b).
 */
export function missingContent(
  incident: Incident,
  organisation: Organisation,
  contactPointGiven: boolean,
): ContentItem[] {
  const lacks: Record<ContentItem, boolean> = {
    '33(3)(a)': incident.natures.length === 0 || !describesExtent(incident.facts ?? {}),
    '33(3)(b)': !contactPointGiven && organisation.dpo === null,
    '33(3)(c)': !isSaid(presentAssessment(incident)?.likelyConsequences),
    '33(3)(d)': !incident.measures.some(
      (measure) => stands(measure) && measure.kind !== 'EXISTING_BEFORE' && measure.state !== 'ABANDONED',
    ),
  };
  return CONTENT_ITEMS.filter((item) => lacks[item]);
}

/** Categories and approximate numbers of persons and of records, each known or said to be unknown. */
function describesExtent(facts: Facts): boolean {
  return (
    isNamed(facts.dataCategories) &&
    isNamed(facts.subjectCategories) &&
    (facts.subjectsCount !== undefined || facts.subjectsBand !== undefined) &&
    facts.recordsCount !== undefined
  );
}

function isNamed(list: readonly string[] | null | undefined): boolean {
  return list === null || (list !== undefined && list.length > 0);
}

function isSaid(text: string | null | undefined): boolean {
  return (text ?? '').trim() !== '';
}
