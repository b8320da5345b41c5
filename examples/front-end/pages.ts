/** What the pages of docs/front-end.md need, in terms of the register. */
import {
  AsItWasDocument,
  BecomeAwareDocument,
  BoardDocument,
  DutyAlertsDocument,
  EventsDocument,
  FileDocument,
  FollowIncidentDocument,
  HistoryDocument,
  IncidentPageDocument,
  NextStepsDocument,
  NotesDocument,
  OpenDutiesDocument,
  ReportDocument,
  WhatChangedDocument,
  type BoardQuery,
  type DutyFilter,
  type EventsSubscription,
  type EstablishAwarenessInput,
  type HistoryQuery,
  type IncidentFilter,
  type NotifyCnilInput,
  type OutcomeFragment,
  type ReportIncidentInput,
} from './generated/graphql.js';
import type { Answer, Register } from './register.js';

export type Row = NonNullable<BoardQuery['incidents']>['nodes'][number];
export type PastEvent = NonNullable<NonNullable<HistoryQuery['incident']>['history']>['nodes'][number];
export type Step = EventsSubscription['events'];

const pageSize = 50;

/** The board's rows, and the position from which to follow them: the position is read before the rows, so that nothing falls between. */
export async function loadBoard(
  register: Register,
  filter: IncidentFilter,
  minPosition?: string,
): Promise<{ readonly rows: readonly Row[]; readonly position: string | null }> {
  const rows: Row[] = [];
  let position: string | null = null;
  let after: string | null = null;
  do {
    const { incidents, position: read }: BoardQuery = whole(
      await register.ask(BoardDocument, { filter, first: pageSize, after }, minPosition),
    );
    position ??= read;
    rows.push(...(incidents?.nodes ?? []));
    after = incidents?.pageInfo.hasNextPage === true ? incidents.pageInfo.endCursor : null;
  } while (after !== null);
  return { rows, position };
}

/** The events after a position, in their order. The socket comes back by itself, and this goes on behind the last one that it got. */
export async function* followBoard(
  register: Register,
  after: string | null,
): AsyncGenerator<Step & { readonly event: NonNullable<Step['event']> }, void> {
  const variables = { after };
  for await (const answer of register.follow(EventsDocument, variables)) {
    const { event, ...step } = whole(answer).events;
    // Heartbeats move the place too, and carry no event.
    if (event !== null) yield { ...step, event };
    variables.after = step.position;
  }
}

/** The first page of what is due, in the order in which it presses. */
export async function mostPressing(register: Register, filter: DutyFilter) {
  return whole(await register.ask(OpenDutiesDocument, { filter, first: pageSize })).duties?.nodes ?? [];
}

/** Duties that come to be due soon, overdue, met or waived after an instant; the same alert always has the same id. */
export async function* followAlerts(register: Register, since: string | null) {
  const variables = { since };
  for await (const answer of register.follow(DutyAlertsDocument, variables)) {
    const alert = whole(answer).dutyAlerts;
    yield alert;
    variables.since = alert.at;
  }
}

/** The incident now, and again whenever it or one of its clocks changes: the last one is what to show. */
export async function* followIncident(register: Register, id: string) {
  for await (const answer of register.follow(FollowIncidentDocument, { id })) yield whole(answer).incident;
}

/** The first page of notes, oldest first. */
export async function firstNotes(register: Register, id: string) {
  return whole(await register.ask(NotesDocument, { id, first: pageSize })).incident?.notes.nodes ?? [];
}

export async function loadIncident(register: Register, id: string, minPosition?: string) {
  return whole(await register.ask(IncidentPageDocument, { id }, minPosition)).incident;
}

/** What may be done next: names of mutations, each with what would refuse it now. The wizard needs no rules of its own. */
export async function nextSteps(register: Register, id: string) {
  return whole(await register.ask(NextStepsDocument, { id })).incident?.actions ?? [];
}

export async function report(register: Register, input: ReportIncidentInput): Promise<OutcomeFragment> {
  return outcome(whole(await register.ask(ReportDocument, { input })).reportIncident);
}

export async function becomeAware(register: Register, input: EstablishAwarenessInput): Promise<OutcomeFragment> {
  return outcome(whole(await register.ask(BecomeAwareDocument, { input })).establishAwareness);
}

export async function file(register: Register, input: NotifyCnilInput): Promise<OutcomeFragment> {
  return outcome(whole(await register.ask(FileDocument, { input })).notifyCnil);
}

/** The whole history, oldest first. */
export async function loadHistory(register: Register, id: string): Promise<readonly PastEvent[]> {
  const events: PastEvent[] = [];
  let after: string | null = null;
  do {
    const answer: HistoryQuery = whole(await register.ask(HistoryDocument, { id, first: pageSize, after }));
    const history: NonNullable<HistoryQuery['incident']>['history'] = answer.incident?.history ?? null;
    events.push(...(history?.nodes ?? []));
    after = history?.pageInfo.hasNextPage === true ? history.pageInfo.endCursor : null;
  } while (after !== null);
  return events;
}

export async function asItWas(register: Register, id: string, revision: number) {
  return whole(await register.ask(AsItWasDocument, { id, asOf: { revision } })).incident;
}

export async function whatChanged(register: Register, id: string, from: number, to: number) {
  const revisions = { from: { revision: from }, to: { revision: to } };
  return whole(await register.ask(WhatChangedDocument, { id, ...revisions })).compare ?? [];
}

/** Of an answer that is of use only as a whole. A page that can show parts reads `data` and `errors` side by side instead. */
function whole<Result>({ data, errors }: Answer<Result>): Result {
  const [first] = errors;
  if (first !== undefined) throw new RegisterError(first.message, String(first.extensions?.['code']));
  if (data === null) throw new RegisterError('The register answered nothing', 'INTERNAL_SERVER_ERROR');
  return data;
}

function outcome(payload: OutcomeFragment | null): OutcomeFragment {
  if (payload === null) throw new RegisterError('The register answered nothing', 'INTERNAL_SERVER_ERROR');
  return payload;
}

/** One of the codes of docs/front-end.md. */
export class RegisterError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = 'RegisterError';
  }
}
