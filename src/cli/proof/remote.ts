/** What a running server hands out to whoever has a token. */
import { Readable } from 'node:stream';
import { exitCodes } from '../exitCodes.js';
import type { Exported, ExportOptions } from './exported.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Got = { readonly response: Response } | { readonly words: string };

export async function remoteBundle(
  url: string,
  token: string,
  { incident, level }: Pick<ExportOptions, 'incident' | 'level'>,
): Promise<Exported> {
  const failed = (words: string) => ({ code: exitCodes.FAILURE, words });
  const id = incident === undefined || ID.test(incident) ? incident : await idOf(url, token, incident);
  if (typeof id === 'object') return failed(id.words);
  const asked = id === undefined ? 'all=true' : `incident=${id}`;
  const got = await get(url, `/log/bundle?${asked}&level=${level}`, token);
  if ('words' in got) return failed(got.words);
  const { body } = got.response;
  return body === null ? failed('The server sent nothing.') : { zip: Readable.from(body) };
}

/** The text at a path, or why there is none. */
export async function remoteText(
  url: string,
  path: string,
  token: string,
): Promise<{ readonly text: string } | { readonly words: string }> {
  const got = await get(url, path, token);
  return 'words' in got ? got : { text: await got.response.text() };
}

async function idOf(url: string, token: string, reference: string): Promise<string | { readonly words: string }> {
  const query = 'query ($reference: String!) { incidentByReference(reference: $reference) { incidentId } }';
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables: { reference } });
  const got = await get(url, '/graphql', token, { method: 'POST', headers, body });
  if ('words' in got) return got;
  const answer: unknown = await got.response.json();
  const id = /"incidentId":"([0-9a-f-]{36})"/.exec(JSON.stringify(answer))?.[1];
  return id ?? { words: 'There is no such incident for you.' };
}

async function get(url: string, path: string, token: string, init: RequestInit = {}): Promise<Got> {
  try {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'error' });
    if (response.ok) return { response };
    return { words: `The server refuses (HTTP ${response.status}): ${messageIn(await response.text())}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : 'no answer';
    return { words: `${url} cannot be reached: ${cause}` };
  }
}

/** The first message of an answer in errors, else its beginning. */
function messageIn(text: string): string {
  return /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.slice(0, 200);
}
