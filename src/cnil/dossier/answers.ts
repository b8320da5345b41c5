/** What the register can answer to each field of the form: a text; null for none; undefined where it is not known. */
import { stands } from '../../incident/standing.js';
import type { Contact, Incident, Measure, Party, SubjectCommunication } from '../../incident/state.js';
import type { Instant } from '../../law/instant.js';
import { showInstant } from '../../law/texts/show.js';
import type { MeasureKind } from '../../law/vocabulary.js';

export type Answer = string | null | undefined;

/** Between values of one field, as in the cells of the open data, and readable too. */
const BETWEEN = ' | ';

/** Values of a list that was spoken of; none for an empty one. */
export function listed<Code>(codes: readonly Code[] | null | undefined, label: (code: Code) => string): Answer {
  if (codes === null || codes === undefined) return undefined;
  // Two codes that the form does not tell apart are named once.
  return codes.length === 0 ? null : [...new Set(codes.map(label))].join(BETWEEN);
}

/** A text that somebody gave; blank and absent are not known. */
export function said(text: string | null | undefined): Answer {
  return (text ?? '').trim() === '' ? undefined : (text ?? undefined);
}

/** The form's yes and no. */
export function yesNo(answer: boolean | null | undefined): Answer {
  if (answer === null || answer === undefined) return undefined;
  return answer ? 'Oui' : 'Non';
}

/** An instant in the organisation's zone, in French as the whole form is. */
export function instantIn(timeZone: string): (instant: Instant | null | undefined) => Answer {
  return (instant) => (instant === null || instant === undefined ? undefined : showInstant(instant, 'fr', timeZone));
}

export function contactText(contact: Contact | null | undefined): Answer {
  if (contact === null || contact === undefined) return undefined;
  return [contact.name, contact.email, contact.phone].filter((part) => part !== null).join(', ');
}

export function partyText({ name, contact, reference }: Party): string {
  return [name, contact, reference].filter((part) => part !== null).join(', ');
}

/** Standing measures of some kinds, with how far they have come. Nothing on record is not known: nobody has said that there is none. */
export function measuresText({ measures }: Incident, kinds: readonly MeasureKind[]): Answer {
  const found = measures.filter(
    (measure) => stands(measure) && kinds.includes(measure.kind) && measure.state !== 'ABANDONED',
  );
  return found.length === 0 ? undefined : found.map(measureText).join(BETWEEN);
}

function measureText({ state, description }: Measure): string {
  return state === 'PLANNED' ? `${description} (envisagée)` : description;
}

/** One value for each communication that stands; none where nothing was sent. */
export function communicated(
  { communications }: Incident,
  tell: (communication: SubjectCommunication) => Answer,
): Answer {
  const sent = communications.filter(stands);
  if (sent.length === 0) return null;
  const told = sent.flatMap((communication) => tell(communication) ?? []);
  return told.length === 0 ? undefined : told.join(BETWEEN);
}
