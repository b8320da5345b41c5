/**
 * A walk through the pages against a running server, as a front end would do it: reports a breach, follows it, files it, replays it, and prints
 * what it saw as JSON. `node dist/front-end/walk.js <url>`, with a DPO's token in ARTICLE33_TOKEN.
 */
import {
  asItWas,
  becomeAware,
  file,
  firstNotes,
  followAlerts,
  followBoard,
  followIncident,
  loadBoard,
  loadHistory,
  loadIncident,
  mostPressing,
  nextSteps,
  report,
  whatChanged,
} from './pages.js';
import { Register } from './register.js';
import { WebSocket } from 'ws';

const [, , url = 'http://127.0.0.1:4000'] = process.argv;
const register = new Register({
  url,
  token: () => process.env['ARTICLE33_TOKEN'] ?? '',
  language: 'en',
  webSocket: WebSocket,
});

const before = await loadBoard(register, {});
const reported = await report(register, {
  title: 'Four fields of consultations were not saved',
  detectedAt: '2023-04-27T08:55:00+02:00',
  natures: ['AVAILABILITY'],
});
const id = reported.incident?.incidentId ?? '';
const refused = await file(register, { incidentId: id, kind: 'INITIAL', filedAt: '2023-04-28T10:00:00+02:00' });
const blocked = (await nextSteps(register, id)).find(({ action }) => action === 'notifyCnil');
const aware = await becomeAware(register, { incidentId: id, awareAt: '2023-04-27T10:00:00+02:00' });
const filed = await file(register, { incidentId: id, kind: 'INITIAL', filedAt: '2023-04-28T10:00:00+02:00' });

const followed: string[] = [];
for await (const { event, incident } of followBoard(register, before.position)) {
  if (event.incidentId !== id) continue;
  followed.push(`${String(event.revision)} ${event.type} ${incident?.status ?? ''}`);
  if (event.revision === filed.incident?.revision) break;
}
const board = await loadBoard(register, {}, filed.position ?? undefined);
const page = await loadIncident(register, id, filed.position ?? undefined);
const pressing = await mostPressing(register, { incidentId: id });
const notes = await firstNotes(register, id);
const present = await followIncident(register, id).next();
const alert = await followAlerts(register, '2023-04-01T00:00:00Z').next();
const history = await loadHistory(register, id);
const first = await asItWas(register, id, 0);
const changes = await whatChanged(register, id, 0, 1);

process.stdout.write(
  `${JSON.stringify({
    refused: refused.userErrors.map(({ code }) => code),
    blocked: blocked?.allowed,
    statuses: [reported, aware, filed].map(({ incident }) => incident?.status),
    followed,
    row: board.rows.find(({ incidentId }) => incidentId === id)?.status,
    filings: page?.filings.map(({ kind, late }) => ({ kind, late })),
    pressing: pressing.every(({ incident }) => incident.reference === page?.reference) && pressing.length > 0,
    notes: notes.length,
    present: present.done === true ? null : present.value.status,
    alert: alert.done === true ? null : alert.value.duty.incident.reference === page?.reference,
    history: history.map(({ type }) => type),
    changed: changes.some(({ path }) => path === '/awareAt'),
    first: { id: first?.id === `${id}@0`, status: first?.status },
  })}\n`,
);
await register.close();
