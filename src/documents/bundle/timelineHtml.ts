/** The history for reading: one page, French and English side by side, that runs nothing and fetches nothing. */
import { incidentKind } from '../../read/stored/kinds.js';
import { readStored } from '../../read/stored/kinds.js';
import { tellEvent } from '../../incident/texts/timeline.js';
import type { IncidentEvent } from '../../incident/record.js';
import { epoch } from '../../law/instant.js';
import { showInstant } from '../../law/texts/show.js';
import type { SealedEvent } from '../../log/port.js';
import { Privilege } from './payloadLines.js';

export interface TimelineContext {
  readonly title: string;
  readonly organisation: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** Names of actors for display; one that is not known is absent. */
  readonly names: (actors: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Names are asked for so many events at once. */
const AT_ONCE = 200;

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}',
  'table{border-collapse:collapse;width:100%}',
  'th,td{border-top:1px solid #8888;padding:.5rem .75rem;text-align:left;vertical-align:top}',
  'td:first-child{white-space:nowrap}',
  'small{display:block;opacity:.75}',
  'q,blockquote{white-space:pre-wrap;margin:.25rem 0;quotes:none}',
  '@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}',
].join('');

/** The page in pieces. Events that are no incident's are passed over. */
export async function* timelineHtml(
  events: AsyncIterable<SealedEvent>,
  context: TimelineContext,
): AsyncGenerator<string> {
  yield head(context);
  const privilege = new Privilege();
  let waiting: Row[] = [];
  for await (const sealed of events) {
    const withheld = privilege.withholds(sealed);
    const row = rowOf(sealed, withheld);
    if (row !== null) waiting.push(row);
    if (waiting.length < AT_ONCE) continue;
    yield await rowsHtml(waiting, context);
    waiting = [];
  }
  yield await rowsHtml(waiting, context);
  yield '</tbody></table></main></body></html>\n';
}

interface Row {
  readonly seq: number;
  readonly event: IncidentEvent;
  readonly withheld: boolean;
}

function rowOf({ event: recorded, leaf }: SealedEvent, withheld: boolean): Row | null {
  if (!recorded.stream.startsWith('incident-')) return null;
  const stored = readStored(incidentKind, recorded, recorded.organisation);
  if (typeof stored === 'string') throw new Error(`Event ${leaf.seq} of the log cannot be shown: ${stored}`);
  return { seq: leaf.seq, event: stored.event, withheld };
}

function head({ title, organisation }: TimelineContext): string {
  const csp = "default-src 'none'; style-src 'unsafe-inline'";
  return [
    '<!doctype html>',
    `<html lang="fr"><head><meta charset="utf-8"><title>${escaped(title)}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="${csp}">`,
    '<meta name="viewport" content="width=device-width">',
    `<style>${STYLE}</style></head><body><main>`,
    `<h1>${escaped(title)}</h1><p>${escaped(organisation)}</p>`,
    '<p>Chaque événement dans l’ordre de son enregistrement. Cette page est une aide à la lecture ; font foi les fichiers <code>incident.jsonl</code> et <code>envelopes.jsonl</code>.</p>',
    '<p lang="en">Every event in the order of its recording. This page is an aid to reading; the files <code>incident.jsonl</code> and <code>envelopes.jsonl</code> are what is proven.</p>',
    '<table><thead><tr><th scope="col">Enregistré<small lang="en">Recorded</small></th><th scope="col">Par<small lang="en">By</small></th>',
    '<th scope="col">Français</th><th scope="col" lang="en">English</th></tr></thead><tbody>\n',
  ].join('\n');
}

async function rowsHtml(rows: readonly Row[], context: TimelineContext): Promise<string> {
  if (rows.length === 0) return '';
  const names = await context.names([...new Set(rows.map(({ event }) => event.actor))]);
  return rows.map((row) => rowHtml(row, names.get(row.event.actor) ?? null, context.timeZone)).join('');
}

function rowHtml({ seq, event, withheld }: Row, name: string | null, timeZone: string): string {
  const told = (language: 'fr' | 'en') => {
    const { title, detail } = tellEvent(event, language, timeZone, withheld);
    const happened =
      epoch(event.occurredAt) === epoch(event.recordedAt)
        ? ''
        : `<small>${language === 'fr' ? 'Survenu' : 'Happened'} : ${escaped(showInstant(event.occurredAt, language, timeZone))}</small>`;
    const words = detail === null ? '' : `<blockquote>${escaped(detail)}</blockquote>`;
    return `<td lang="${language}">${escaped(title)}${happened}${words}</td>`;
  };
  const when = `<td><time datetime="${event.recordedAt}">${escaped(event.recordedAt)}</time><small>n° ${seq}, révision ${event.revision}</small></td>`;
  const who = `<td>${escaped(name ?? event.actor)}<small>${escaped(event.role)}</small></td>`;
  return `<tr>${when}${who}${told('fr')}${told('en')}</tr>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it; what would be markup is text. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
