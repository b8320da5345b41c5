/** How a replay looks in a terminal: plain text, a line for each thing. */
import { showProvision } from '../../law/texts/show.js';
import type { Language } from '../../law/vocabulary.js';
import type { Change, ShownIncident, Step } from './questions.js';

const words = {
  en: {
    asOf: 'as the register knew it on',
    now: 'as it is now',
    revision: 'after event',
    status: 'Status: ',
    aware: 'Aware since',
    unaware: 'No awareness on record',
    duties: 'What the law asked',
    happened: 'happened',
    time: 'by time alone',
    more: (count: number) => `and ${count} more changes`,
  },
  fr: {
    asOf: 'tel que le registre le connaissait le',
    now: 'tel qu’il est à présent',
    revision: 'après l’événement',
    status: 'État : ',
    aware: 'Connaissance depuis le',
    unaware: 'Aucune prise de connaissance enregistrée',
    duties: 'Ce que la loi demandait',
    happened: 'survenu le',
    time: 'par le seul écoulement du temps',
    more: (count: number) => `et ${count} autres modifications`,
  },
} as const;

const signs: Readonly<Record<string, string>> = { ADDED: '+', REMOVED: '-', CHANGED: '~' };

/** Of one event: what a terminal shows without scrolling its title away. */
const CHANGES_SHOWN = 20;
const VALUE_CHARACTERS = 60;

export class Page {
  readonly #language: Language;
  readonly #words: (typeof words)[Language];
  readonly #format: Intl.DateTimeFormat;

  /** @param timeZone IANA zone that instants are shown in. */
  constructor(
    private readonly out: (text: string) => void,
    language: Language,
    timeZone: string,
  ) {
    this.#language = language;
    this.#words = words[language];
    this.#format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone,
      dateStyle: 'medium',
      timeStyle: 'long',
    });
  }

  incident({ reference, title, status, revision, shownAt, awareAt }: ShownIncident): void {
    const { asOf, now, revision: after, status: state, aware, unaware } = this.#words;
    this.#line(`${reference}  ${oneLine(title)}`);
    this.#line(`${shownAt === null ? now : `${asOf} ${this.#instant(shownAt)}`} (${after} ${revision})`);
    this.#line(`${state}${status}`, awareAt === null ? unaware : `${aware} ${this.#instant(awareAt)}`);
  }

  duties({ duties }: ShownIncident): void {
    this.#line('', this.#words.duties);
    for (const { provision, recipient, state, explanation } of duties) {
      const owed = `${showProvision(provision, this.#language)} → ${recipient}`;
      this.#line(`  ${state.padEnd(12)} ${owed}`, `      ${explanation}`);
    }
  }

  step({ revision, title, detail, occurredAt, recordedAt, actor, actorRole }: Step): void {
    const happened = occurredAt === recordedAt ? '' : `  (${this.#words.happened} ${this.#instant(occurredAt)})`;
    this.#line('', `#${revision}  ${this.#instant(recordedAt)}${happened}  ${actor.name ?? '–'} (${actorRole})`);
    this.#line(`    ${oneLine(title)}`, ...(detail === null ? [] : [`    ${short(detail)}`]));
  }

  changes(changes: readonly Change[]): void {
    for (const { kind, path, before, after, revision } of changes.slice(0, CHANGES_SHOWN)) {
      const sides = [...(kind === 'ADDED' ? [] : [before]), ...(kind === 'REMOVED' ? [] : [after])];
      const by = revision === null ? `  [${this.#words.time}]` : '';
      const values = sides.map((side) => short(JSON.stringify(side))).join(' → ');
      this.#line(`    ${signs[kind] ?? '?'} ${oneLine(path)}: ${values}${by}`);
    }
    const more = changes.length - CHANGES_SHOWN;
    if (more > 0) this.#line(`      ${this.#words.more(more)}`);
  }

  #instant(instant: string): string {
    return this.#format.format(new Date(instant));
  }

  #line(...lines: readonly string[]): void {
    for (const line of lines) this.out(`${line}\n`);
  }
}

/** What people wrote must not move the cursor of whoever reads it. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

function short(text: string): string {
  const line = oneLine(text);
  return line.length > VALUE_CHARACTERS ? `${line.slice(0, VALUE_CHARACTERS - 1)}…` : line;
}
