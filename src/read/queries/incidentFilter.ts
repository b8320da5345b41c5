/** Which incidents a list has, as conditions. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { OrganisationId } from '../../incident/ids.js';
import type { IncidentStatus } from '../../incident/status.js';
import { inUtc, type Instant } from '../../law/instant.js';
import type { BreachNature, ControllerRole, RiskVerdict } from '../../law/vocabulary.js';
import { NATURE_BITS, type Listed } from '../tables.js';
import { wordsOf } from '../words.js';
import { compared, oneOf, type Condition } from './condition.js';
import { parameter } from './parameters.js';

/** What is absent or null narrows nothing, but for `exercise`; all that is given must hold. Periods include their beginning and not their end. */
export interface IncidentFilter {
  readonly statuses?: readonly IncidentStatus[] | null;
  /** At least one of these. */
  readonly natures?: readonly BreachNature[] | null;
  /** Of the assessment in force. */
  readonly verdicts?: readonly RiskVerdict[] | null;
  readonly roles?: readonly ControllerRole[] | null;
  /** Whether a duty of it is overdue. */
  readonly overdue?: boolean | null;
  /** Drills where true; real ones where false, null or absent. */
  readonly exercise?: boolean | null;
  readonly reportedByMe?: boolean | null;
  readonly detectedFrom?: Instant | null;
  readonly detectedTo?: Instant | null;
  readonly awareFrom?: Instant | null;
  readonly awareTo?: Instant | null;
  /** Of the earliest notification to the authority that stands. */
  readonly filedFrom?: Instant | null;
  readonly filedTo?: Instant | null;
  /** Beginnings of words of title, summary or reference: all must be there. */
  readonly search?: string | null;
}

/** Whose list it is. */
export interface Viewpoint {
  readonly organisation: OrganisationId;
  /** Who asks. */
  readonly actor: string;
  /** What others reported is out of reach. */
  readonly ownOnly: boolean;
  /** The instant that clocks are read at, in UTC. */
  readonly at: Instant;
}

/** So many words are looked for at most. */
export const SEARCH_WORDS_MAX = 10;

/** The words that are looked for, as the register folds them; a search without any letter or digit finds nothing. */
export function wordsIn(search: string): readonly string[] {
  return wordsOf(search);
}

/** A column of the rows, of now or of then. */
function column(name: keyof Listed): RawBuilder<unknown> {
  return sql.ref(name);
}

/** What bounds every list, and is in every index: whose incidents, and drills or real ones. */
export function bounds({ organisation }: Viewpoint, { exercise }: IncidentFilter): readonly Condition[] {
  return [
    ...compared('organisation', organisation, (value) => sql<SqlBool>`${column('organisation')} = ${value}`),
    ...compared('exercise', exercise === true ? 1 : 0, (value) => sql<SqlBool>`${column('exercise')} = ${value}`),
  ];
}

/** Only what the asker reported; none where the list has others' too. */
export function ownership({ actor, ownOnly }: Viewpoint, { reportedByMe }: IncidentFilter): readonly Condition[] {
  const mine = compared('me', actor, (value) => sql<SqlBool>`${column('reported_by')} = ${value}`);
  const others = compared('notMe', actor, (value) => sql<SqlBool>`${column('reported_by')} <> ${value}`);
  return [...(ownOnly || reportedByMe === true ? mine : []), ...(reportedByMe === false ? others : [])];
}

/** What narrows a list further; no index knows all of it. */
export function narrowing(filter: IncidentFilter, { at }: Viewpoint): readonly Condition[] {
  const { statuses, natures, verdicts, roles } = filter;
  return [
    ...oneOf('status', () => column('status'), statuses),
    ...oneOf('verdict', () => column('verdict'), verdicts),
    ...oneOf('role', () => column('role'), roles),
    ...compared(
      'natures',
      natures == null ? null : bitsOf(natures),
      (bits) => sql`(${column('natures')} & ${bits}) <> 0`,
    ),
    ...overdueness(filter.overdue, at),
    ...period('detected', () => column('detected_at'), filter.detectedFrom, filter.detectedTo),
    ...period('aware', () => column('aware_at'), filter.awareFrom, filter.awareTo),
    ...period('filed', () => column('filed_at'), filter.filedFrom, filter.filedTo),
    ...(filter.search == null ? [] : searched(wordsIn(filter.search))),
  ];
}

function bitsOf(natures: readonly BreachNature[]): number {
  return natures.reduce((sum, nature) => sum | NATURE_BITS[nature], 0);
}

function overdueness(overdue: boolean | null | undefined, at: Instant): readonly Condition[] {
  const name = overdue === true ? 'overdueAt' : 'notOverdueAt';
  return compared(name, overdue == null ? null : at, (now) => {
    const [from, until] = [column('overdue_from'), column('overdue_until')];
    return overdue === true
      ? sql<SqlBool>`${from} <= ${now} and ${now} < ${until}`
      : sql<SqlBool>`${from} is null or ${now} < ${from} or ${until} <= ${now}`;
  });
}

function period(
  name: string,
  column: () => RawBuilder<unknown>,
  from: Instant | null | undefined,
  to: Instant | null | undefined,
): readonly Condition[] {
  return [
    ...compared(`${name}From`, from == null ? null : inUtc(from), (value) => sql<SqlBool>`${column()} >= ${value}`),
    ...compared(`${name}To`, to == null ? null : inUtc(to), (value) => sql<SqlBool>`${column()} < ${value}`),
  ];
}

/** After every word that begins with it: no letter comes after this one. */
const LAST_CHARACTER = '\u{10FFFF}';

function searched(words: readonly string[]): readonly Condition[] {
  if (words.length === 0) return [{ shape: 'noWord', holds: sql<SqlBool>`1 = 0`, values: {} }];
  return words.map((word, index) => {
    const [name, end] = [`word${index}`, `wordEnd${index}`];
    const found = sql`select incident from words where organisation = ${parameter('organisation')}
      and word >= ${parameter(name)} and word < ${parameter(end)}`;
    return {
      shape: name,
      holds: sql<SqlBool>`${sql.ref('born')} in (${found})`,
      values: { [name]: word, [end]: word + LAST_CHARACTER },
    };
  });
}
