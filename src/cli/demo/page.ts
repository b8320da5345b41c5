/** How a story looks in a terminal: plain text, in colour where somebody is looking. */
import type { Language } from '../../law/vocabulary.js';
import type { Payload, ShownDuty, TimelineLine } from './client.js';
import type { Deed, Look } from './story.js';

const words = {
  en: {
    invented: 'invented',
    recorded: 'recorded: ',
    revision: 'revision',
    refused: 'refused',
    warning: 'the register warns: ',
    duties: 'What the law asks at',
    due: 'due',
    target: 'own target',
    met: 'met',
    occurred: 'in the order in which it happened',
    byRecording: 'in the order in which it was recorded',
    surprise: 'NOT AS EXPECTED: ',
    well: 'Every step was accepted, and every duty stood as the story has it.',
    ill: (count: number) => `${count} steps did not go as the story has it:`,
  },
  fr: {
    invented: 'inventé',
    recorded: 'enregistré : ',
    revision: 'révision',
    refused: 'refusé',
    warning: 'le registre avertit : ',
    duties: 'Ce que la loi demande au',
    due: 'échéance',
    target: 'objectif propre',
    met: 'rempli',
    occurred: 'dans l’ordre des faits',
    byRecording: 'dans l’ordre des enregistrements',
    surprise: 'INATTENDU : ',
    well: 'Chaque étape a été acceptée, et chaque obligation était dans l’état que dit l’histoire.',
    ill: (count: number) => `${count} étapes ne se sont pas passées comme le dit l’histoire :`,
  },
} as const;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export class Page {
  readonly #words: (typeof words)[Language];
  readonly #format: Intl.DateTimeFormat;

  /** @param out writes text. @param coloured whether escape sequences of a terminal may be used. */
  constructor(
    private readonly out: (text: string) => void,
    private readonly coloured: boolean,
    language: Language,
  ) {
    this.#words = words[language];
    this.#format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone: 'Europe/Paris',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'shortOffset',
    });
  }

  title(title: string, introduction: string): void {
    this.#line('', this.#paint('bold', title), this.#paint('bold', '='.repeat(title.length)), '');
    this.#line(...wrapped(introduction, ''));
  }

  chapter(title: string, text: string): void {
    this.#line('', this.#paint('bold', title), '-'.repeat(title.length));
    this.#line(...wrapped(text, ''));
  }

  deed(
    { at, invented, by, says, command }: Deed,
    { revision, userErrors, warnings }: Payload,
    reference: string,
  ): void {
    const mark = invented ? ` ${this.#paint('yellow', `[${this.#words.invented}]`)}` : '';
    this.#line('', `${this.#paint('cyan', this.#instant(at))}${mark}  ${by.name} (${by.role})`);
    this.#line(...wrapped(says, '  '));
    const outcome =
      revision === null
        ? this.#paint('red', this.#words.refused)
        : this.#paint('green', `${this.#words.recorded}${reference}, ${this.#words.revision} ${revision}`);
    this.#line(`  ${this.#paint('dim', `→ ${command}`)}  ${outcome}`);
    for (const { code, message } of [...userErrors, ...warnings]) {
      this.#line(...wrapped(`${this.#words.warning}${message} (${code})`, '    '));
    }
  }

  look({ at, says }: Look, duties: readonly ShownDuty[]): void {
    this.#line('', this.#paint('bold', `${this.#words.duties} ${this.#instant(at)}`));
    this.#line(...wrapped(says, '  '));
    for (const { kind, provision, state, dueAt, targetAt, metAt, explanation } of duties) {
      const clocks = [
        [this.#words.due, dueAt],
        [this.#words.target, targetAt],
        [this.#words.met, metAt],
      ] as const;
      const told = clocks.flatMap(([name, instant]) => (instant === null ? [] : [`${name} ${this.#instant(instant)}`]));
      this.#line(`  ${state.padEnd(13)} ${kind} (${provision})${told.length === 0 ? '' : `: ${told.join(', ')}`}`);
      this.#line(...wrapped(explanation, '                ').map((line) => this.#paint('dim', line)));
    }
  }

  recap(says: string, occurred: readonly TimelineLine[], recorded: readonly TimelineLine[]): void {
    this.#line('', this.#paint('bold', `${says}, ${this.#words.occurred}:`));
    this.#line(...occurred.map(({ occurredAt, title }) => `  ${this.#instant(occurredAt)}  ${title}`));
    this.#line('', this.#paint('bold', `${says}, ${this.#words.byRecording}:`));
    this.#line(
      ...recorded.map(
        ({ recordedAt, title, actor }) => `  ${this.#instant(recordedAt)}  ${title} (${actor.name ?? '?'})`,
      ),
    );
  }

  surprise(text: string): void {
    this.#line(this.#paint('red', `  ${this.#words.surprise}${text}`));
  }

  end(surprises: readonly string[]): void {
    if (surprises.length === 0) this.#line('', this.#paint('green', this.#words.well));
    else this.#line('', this.#paint('red', this.#words.ill(surprises.length)), ...surprises.map((text) => `  ${text}`));
  }

  #instant(text: string): string {
    return this.#format.format(new Date(text));
  }

  #paint(colour: keyof typeof codes, text: string): string {
    return this.coloured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
  }

  #line(...lines: readonly string[]): void {
    for (const line of lines) this.out(`${line}\n`);
  }
}

const width = 110;

/** Lines of at most so many signs where words allow it. */
function wrapped(text: string, indent: string): readonly string[] {
  return text.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) return [...lines, `${indent}${word}`];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
