import { parseInstant } from '../../law/instant.js';
import type { Language } from '../../law/vocabulary.js';
import { Client, ClientFault } from '../demo/client.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { languageOf } from '../language.js';
import type { Surroundings } from '../surroundings.js';
import { Page } from './page.js';
import { changesAt, idOf, incidentAt, stepsOf, type Moment } from './questions.js';

export interface ReplayOptions {
  /** An instant of recording. */
  readonly at?: string;
  readonly revision?: number;
  /** Event by event. */
  readonly step?: true;
  /** Of the server, without path. */
  readonly url: string;
  readonly token: string;
  readonly lang?: Language;
}

/** Shows an incident in the terminal as the register knew it, or how it came to be. All of it through the public API. */
export async function replay(incident: string, options: ReplayOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { environment, out, err } = surroundings;
  const { at, revision, step } = options;
  if ([at, revision, step].filter((given) => given !== undefined).length > 1) {
    err('Give one of --at, --revision and --step.\n');
    return exitCodes.WRONG_USE;
  }
  const language = options.lang ?? languageOf(environment);
  const client = new Client(options.url, options.token, language);
  try {
    const id = await idOf(client, incident);
    const shown = await incidentAt(client, id, momentOf(options));
    const page = new Page(out, language, shown.organisation.timeZone);
    page.incident(shown);
    if (step === true) await stepThrough(client, id, page);
    else page.duties(shown);
    return exitCodes.OK;
  } catch (error) {
    if (!(error instanceof ClientFault)) throw error;
    err(`${error.message}\n`);
    return exitCodes.FAILURE;
  }
}

/** Whether the text is an instant that the API takes. */
export function isMoment(text: string): boolean {
  return parseInstant(text) !== null;
}

function momentOf({ at, revision }: ReplayOptions): Moment | null {
  if (at !== undefined) return { recordedAt: at };
  return revision === undefined ? null : { revision };
}

async function stepThrough(client: Client, id: string, page: Page): Promise<void> {
  for await (const step of stepsOf(client, id)) {
    page.step(step);
    if (step.revision > 0) page.changes(await changesAt(client, id, step.revision));
  }
}
