/** What a filing with the CNIL needs, from what is on record: every field of its tele-service, to be copied into it. */
import { missingContent, type ContentItem } from '../../incident/content.js';
import { authorityClock } from '../../incident/duties.js';
import type { Organisation } from '../../incident/organisation.js';
import { isNotification, standingNotifications, stands } from '../../incident/standing.js';
import type { Incident } from '../../incident/state.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { FilingKind, Language } from '../../law/vocabulary.js';
import { answersOf } from './fields.js';
import { FIELDS, SECTIONS, type FieldKey } from './labels.js';

export interface DossierField {
  readonly section: string;
  readonly key: FieldKey;
  readonly label: string;
  /** In the form's own words; several are joined by ` | `. Null for none, and where it is not known. */
  readonly value: string | null;
  readonly known: boolean;
}

export interface Dossier {
  readonly kind: FilingKind;
  /** In the order of the form. */
  readonly fields: readonly DossierField[];
  /** Keys of the fields that are not known. */
  readonly unknown: readonly FieldKey[];
  /** Items of GDPR art. 33(3) that the register lacks; none are asked of a withdrawal. */
  readonly missing: readonly ContentItem[];
  /** Whether a notification filed now would be after the limit of art. 33(1). Only the first one can be late. */
  readonly late: boolean;
  /** Art. 33(1): a late one gives the reasons for the delay. */
  readonly reasonsRequired: boolean;
}

/**
 * The dossier of a filing of a kind, as of an instant. Pure and total.
 * @param language of sections and labels; values are the form's, in French.
 */
export function dossierOf(
  incident: Incident,
  organisation: Organisation,
  kind: FilingKind,
  at: Instant,
  language: Language,
): Dossier {
  const first = isNotification({ kind }) && standingNotifications(incident).length === 0;
  const dueAt = authorityClock(incident)?.dueAt ?? null;
  const late = first && dueAt !== null && isAfter(at, dueAt);
  // Information given in phases adds up (art. 33(4)): a follow-up need not name the contact point again.
  const named =
    !isNotification({ kind }) && incident.filings.some((entry) => stands(entry) && entry.contactPoint !== null);
  const answers = answersOf({ incident, organisation, kind, at, late });
  return {
    kind,
    fields: answers.map(([section, key, answer]) => ({
      section: SECTIONS[section][language],
      key,
      label: FIELDS[key][language],
      value: answer ?? null,
      known: answer !== undefined,
    })),
    unknown: answers.flatMap(([, key, answer]) => (answer === undefined ? [key] : [])),
    missing: kind === 'WITHDRAWAL' ? [] : missingContent(incident, organisation, named),
    late,
    reasonsRequired: late,
  };
}
