/** The form in which states are compared: JSON by the names of the API and the record, lists by the ids of their entries (docs/replay.md). */
import { duties as dutiesAt } from '../../incident/duties.js';
import { noticeId } from '../../incident/notices.js';
import type { Organisation } from '../../incident/organisation.js';
import { awareAt, stands } from '../../incident/standing.js';
import type { Incident, IncidentLink, Note, Notice } from '../../incident/state.js';
import { statusOf } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { IncidentView } from '../application.js';
import { EntryList, type Entry } from './entryList.js';
import type { Fields } from './fields.js';

/** Struck entries are left out of lists as the API leaves them out; verdicts of before are for the law's own reckoning. */
const LEFT_OUT: ReadonlySet<string> = new Set(['withdrawn', 'verdicts']);

/** What is the same object in two states has the same object for its form: comparing them costs nothing. */
export class ComparedForms {
  readonly #entries = new WeakMap<object, Fields>();
  readonly #noticeIds = new Map<string, string>();

  /** @param privileged whether the reader may read notes under legal privilege. */
  constructor(private readonly privileged: boolean) {}

  /** As JSON, with every list written down. */
  whole({ incident, organisation, at }: IncidentView): Fields {
    const record = Object.entries(this.record(incident)).map(([name, value]) => [
      name,
      value instanceof EntryList ? value.fields() : value,
    ]);
    return {
      ...(Object.fromEntries(record) as Fields),
      ...this.apart(organisation),
      ...this.duties(incident, organisation, at),
    };
  }

  /** Its lists as such, for `differences`. */
  record(incident: Incident): Fields {
    const { reference, title, summary, role, exercise, recordedAt, reportedBy, natures, facts } = incident;
    const { occurredFrom, occurredTo, ongoing, detectedAt, informedByProcessorAt, processor } = incident;
    return {
      ...{ reference, title, summary, role, exercise, recordedAt, reportedBy, natures, facts },
      ...{ occurredFrom, occurredTo, ongoing, detectedAt, informedByProcessorAt, processor },
      status: statusOf(incident),
      awareAt: awareAt(incident),
      controllersRemaining: incident.controllersRemaining?.count ?? null,
      awareness: this.#keyed(incident.awareness),
      assessments: this.#keyed(incident.assessments),
      measures: this.#keyed(incident.measures),
      filings: this.#keyed(incident.filings),
      audiences: this.#keyed(incident.audiences),
      communications: this.#keyed(incident.communications),
      controllerNotices: this.#list(incident.notices, stands, (notice: Notice) => this.#noticeId(incident, notice)),
      authorityMessages: this.#keyed(incident.authorityMessages),
      decisions: this.#keyed(incident.decisions),
      classifications: this.#keyed(incident.classifications),
      regimeFilings: this.#keyed(incident.regimeFilings),
      evidence: this.#keyed(incident.evidence),
      links: this.#list(incident.links, stands, ({ id }: IncidentLink) => id),
      notes: this.#list(
        incident.notes,
        (note) => stands(note) && this.#reads(note),
        ({ id }: Note) => id,
      ),
    };
  }

  apart({ name, timeZone, language, sector, siren, dpo, representative, regimes, aims }: Organisation): Fields {
    return { organisation: { name, timeZone, language, sector, siren, dpo, representative, regimes, aims } };
  }

  /** The clocks at an instant, by the keys of the duties; explanations follow from what is there. */
  duties(incident: Incident, organisation: Organisation, at: Instant): Fields {
    const shown = dutiesAt(incident, organisation, at).map((duty) => [duty.key, without(duty, ['key', 'explanation'])]);
    return { duties: Object.fromEntries(shown) as Fields };
  }

  #reads({ visibility }: Note): boolean {
    return this.privileged || visibility !== 'LEGAL_PRIVILEGE';
  }

  #noticeId({ id }: Incident, { externalId }: Notice): string {
    const known = this.#noticeIds.get(externalId) ?? noticeId(id, externalId);
    this.#noticeIds.set(externalId, known);
    return known;
  }

  #keyed(entries: readonly Named[]): EntryList {
    return this.#list(entries, isShown, ({ id }) => id);
  }

  #list<E extends object>(entries: readonly E[], isSeen: (entry: E) => boolean, idOf: (entry: E) => string): EntryList {
    return new EntryList(entries, (index): Entry | null => {
      const entry = entries[index];
      return entry === undefined || !isSeen(entry) ? null : [idOf(entry), this.#entry(entry)];
    });
  }

  #entry(entry: object): Fields {
    const known = this.#entries.get(entry);
    if (known !== undefined) return known;
    const form = Object.fromEntries(Object.entries(entry).filter(([name]) => !LEFT_OUT.has(name)));
    this.#entries.set(entry, form);
    return form;
  }
}

interface Named {
  readonly id: string;
  readonly withdrawn?: object | null;
}

function isShown({ withdrawn = null }: Named): boolean {
  return withdrawn === null;
}

function without(fields: object, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
