import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Language } from '../../law/vocabulary.js';
import { readConfig } from '../../server/config.js';
import { createServerLog } from '../../server/serverLog.js';
import { startServer } from '../../server/start.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { languageOf } from '../language.js';
import type { Surroundings } from '../surroundings.js';
import { Client, ClientFault } from './client.js';
import { Page } from './page.js';
import { april2023 } from './stories/april2023/story.js';
import { ransomware } from './stories/ransomware/story.js';
import { castOf, type Person, type Say, type Story } from './story.js';
import { tell } from './teller.js';

export const stories: Readonly<Record<string, (say: Say) => Story>> = { april2023, ransomware };

export interface DemoOptions {
  readonly lang?: Language;
  /** Address of a running server, without path; one is started where there is none. */
  readonly url?: string;
  /** File of tokens for that server: a JSON object, a token for each person of the story. */
  readonly tokens?: string;
}

/** Tells a story, against a server of its own on a temporary data folder unless told otherwise. 0 only where all went as the story has it. */
export async function demo(name: string, options: DemoOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { environment, folder, out, err, terminal = false } = surroundings;
  const language = options.lang ?? languageOf(environment);
  const story = stories[name]?.((english, french) => (language === 'fr' ? french : english));
  if (story === undefined) throw new Error(`There is no story "${name}"`);
  const page = new Page(out, terminal && environment['NO_COLOR'] === undefined, language);
  const telling = async (url: string, tokens: ReadonlyMap<string, string>): Promise<ExitCode> => {
    const clientOf = ({ key }: Person) => new Client(url, tokens.get(key) ?? '', language);
    const { surprises } = await tell({ story, clientOf, run: randomUUID(), page });
    return surprises.length === 0 ? exitCodes.OK : exitCodes.FAILURE;
  };
  try {
    if (options.url === undefined) return await onServerOfItsOwn(story, telling);
    const reading = readTokens(story, options.tokens === undefined ? null : resolve(folder, options.tokens));
    if (reading.ok) return await telling(options.url, reading.tokens);
    err(`${reading.problem}\n`);
    return exitCodes.WRONG_USE;
  } catch (error) {
    if (!(error instanceof ClientFault)) throw error;
    err(`${error.message}\n`);
    return exitCodes.FAILURE;
  }
}

type Telling = (url: string, tokens: ReadonlyMap<string, string>) => Promise<ExitCode>;

async function onServerOfItsOwn(story: Story, telling: Telling): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), 'article33-demo-'));
  try {
    // The environment is not asked: what is configured there is for a register in earnest.
    const reading = readConfig({ ARTICLE33_DATA: folder, ARTICLE33_PORT: '0' }, folder);
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    const server = await startServer(reading.config, createServerLog('fatal'));
    try {
      const { localIssuer } = server;
      if (localIssuer === null) throw new Error('The server is not its own issuer');
      const tokens = new Map<string, string>();
      for (const { key, role, org, name } of castOf(story)) {
        tokens.set(key, await localIssuer.sign({ role, org, sub: key, name, lifeSeconds: 3_600 }, new Date()));
      }
      return await telling(server.url, tokens);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type TokenReading =
  | { readonly ok: true; readonly tokens: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string };

function readTokens(story: Story, file: string | null): TokenReading {
  const cast = castOf(story);
  const needed = cast.map(({ key, role, org }) => `  "${key}": a token of role ${role}, organisation such as "${org}"`);
  const refusal = (why: string): TokenReading => ({
    ok: false,
    problem: [`${why} With --url the story needs --tokens <file>, a JSON object of:`, ...needed].join('\n'),
  });
  if (file === null) return refusal('No tokens are given.');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return refusal(`${file} cannot be read as JSON.`);
  }
  const tokens = new Map<string, string>();
  for (const { key } of cast) {
    const token: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, key) : undefined;
    if (typeof token !== 'string' || !/^[\w.-]+$/.test(token)) return refusal(`${file} holds no token "${key}".`);
    tokens.set(key, token);
  }
  return { ok: true, tokens };
}
