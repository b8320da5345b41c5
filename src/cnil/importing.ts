/** A notification of the open data as the ordinary commands that record it. What is derived says so: a month is not an instant. */
import type { EntryId } from '../incident/ids.js';
import type { Application, CommandAnswer, InputOf } from '../application/application.js';
import type { CommandName } from '../incident/commands/command.js';
import type { Caller } from '../identity/caller.js';
import type { OpenDataFile, ReadLine } from './file.js';
import { withinMonth, type CnilRow } from './row.js';

/** Where a row stands: its file by digest, its line. The same row imported again is the same commands, and writes nothing. */
export interface Source {
  /** SHA-256 of the file in hex. */
  readonly digest: string;
  readonly line: number;
}

/** A command that a row needs was refused: what was recorded of the row before stays, and an import of the same file goes on there. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  constructor(
    readonly line: number,
    readonly command: CommandName,
    readonly codes: readonly string[],
  ) {
    super(`Line ${line}: ${command} was refused (${codes.join(', ')}).`);
  }
}

const INFORMED_TEXT =
  'Données ouvertes de la CNIL : les personnes ont été informées. Ni le message, ni le moyen, ni la date ne sont publiés ; la date portée ici est le premier jour du mois de la notification.';

const IN_FLIGHT = 64;

/**
 * Records the rows of a file, numbered in its order. An import that was cut off goes on where it was: what is recorded already is not
 * recorded again.
 * @param caller HANDLER, DPO or DECIDER of the organisation that the rows are to be in.
 * @param onProgress hears of the number of rows recorded whole.
 * @throws ImportRefused, or what the application throws: rows recorded before stay.
 */
export async function importRows(
  application: Pick<Application, 'execute'>,
  caller: Caller,
  { digest, lines }: Pick<OpenDataFile, 'digest' | 'lines'>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<{ readonly rows: number }> {
  const importer = new RowImporter(application, caller, digest);
  const underWay = new Set<Promise<void>>();
  let rows = 0;
  for (const read of lines) {
    const incidentId = await importer.report(read);
    const completing: Promise<void> = importer.complete(read, incidentId).then(() => {
      underWay.delete(completing);
      rows += 1;
      onProgress(rows);
    });
    underWay.add(completing);
    // Heard of at the next race, or at the end; Node would take a refusal that nobody hears of yet for a fault.
    completing.catch(() => undefined);
    if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return { rows };
}

/** Records one row. */
class RowImporter {
  constructor(
    private readonly application: Pick<Application, 'execute'>,
    private readonly caller: Caller,
    private readonly digest: string,
  ) {}

  /** The incident, first of all, so that a file's rows are numbered in its order. Answers its id. */
  async report({ line, row }: ReadLine): Promise<string> {
    const answer = await this.#execute({ line, command: 'reportIncident' }, null, {
      title: `Notification CNIL ${row.month}, données ouvertes, ligne ${line}`,
      summary: `Repris des données ouvertes de la CNIL (Licence Ouverte 2.0), fichier ${this.digest.slice(0, 16)}, ligne ${line}. Seul le mois de réception est publié : tout instant en est dérivé.`,
      natures: row.natures.length === 0 ? null : row.natures,
    });
    if (answer.view === null) throw new ImportRefused(line, 'reportIncident', ['NO_INCIDENT']);
    return answer.view.incident.id;
  }

  /** What else the row says of its incident. */
  async complete({ line, row }: ReadLine, incidentId: string): Promise<void> {
    await this.#execute({ line, command: 'recordFacts' }, incidentId, { facts: factsOf(row) });
    await this.#execute({ line, command: 'notifyCnil' }, incidentId, {
      recordAsHappened: true,
      kind: 'INITIAL',
      filedAt: withinMonth(row.month),
      filedAtPrecision: 'MONTH',
      receiptNumber: `opencnil-${this.digest.slice(0, 16)}-${line}`,
    });
    await this.#informPersons({ line, row }, incidentId);
  }

  async #informPersons({ line, row }: ReadLine, incidentId: string): Promise<void> {
    const informed = row.information === 'INFORMED';
    const name = 'Personnes concernées';
    const defined = await this.#execute({ line, command: 'defineAudience' }, incidentId, {
      name,
      categories: [],
      information: informed ? null : row.information,
    });
    if (!informed || defined.entryId === null) return;
    const audienceId = defined.entryId as EntryId; // Ids of entries are handed out as text.
    await this.#execute({ line, command: 'notifySubjects' }, incidentId, {
      recordAsHappened: true,
      audienceId,
      channel: 'OTHER',
      sentAt: withinMonth(row.month),
      message: { fullText: INFORMED_TEXT },
      complete: true,
    });
    await this.#execute({ line, command: 'defineAudience', step: 'informed' }, incidentId, {
      audienceId,
      name,
      categories: [],
      information: 'INFORMED',
    });
  }

  async #execute<N extends CommandName>(
    { line, command, step = command }: { readonly line: number; readonly command: N; readonly step?: string },
    incidentId: string | null,
    input: InputOf<N>,
  ): Promise<CommandAnswer> {
    const commandId = `cnil:${this.digest}:${line}:${step}`;
    const address = incidentId === null ? { commandId } : { commandId, incidentId };
    const answer = await this.application.execute(this.caller, command, input, address);
    if (answer.userErrors.length === 0) return answer;
    throw new ImportRefused(
      line,
      command,
      answer.userErrors.map(({ code }) => code),
    );
  }
}

function factsOf(row: CnilRow): InputOf<'recordFacts'>['facts'] {
  return {
    sector: row.sector,
    natures: row.natures.length === 0 ? null : [...row.natures],
    subjectsBand: row.band,
    dataCategories: row.dataCategories.length === 0 ? null : [...row.dataCategories],
    sensitiveData: row.sensitiveData,
    origins: row.origins.length === 0 ? null : [...row.origins],
    cause: row.causes.length === 0 ? null : [...row.causes],
  };
}
