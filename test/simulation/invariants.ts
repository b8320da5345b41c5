/** What must be true of the log and of all that was said of it, whatever befell. */
import { isDeepStrictEqual } from 'node:util';
import { incidentKind } from '../../src/read/stored/kinds.js';
import { parseMetadata, type Metadata } from '../../src/read/stored/metadata.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import type { Incident } from '../../src/incident/state.js';
import type { EventLog, RecordedEvent, StreamName } from '../../src/log/port.js';
import { allEvents } from '../application/register.js';
import type { Account, Ledger } from './ledger.js';

interface Told {
  readonly recorded: RecordedEvent;
  readonly metadata: Metadata;
}

export interface Record {
  readonly streams: ReadonlyMap<StreamName, readonly Told[]>;
  readonly events: number;
}

export async function recordOf(log: EventLog): Promise<Record> {
  const streams = new Map<StreamName, Told[]>();
  const all = await allEvents(log);
  for (const recorded of all) {
    const metadata = parseMetadata(recorded.metadata);
    if (metadata === null) throw new Error(`metadata of ${recorded.stream} ${recorded.revision}`);
    const told = streams.get(recorded.stream) ?? [];
    told.push({ recorded, metadata });
    streams.set(recorded.stream, told);
  }
  return { streams, events: all.length };
}

/** The incident up to a revision, folded from its own events and nothing else. */
export function foldTo(record: Record, stream: StreamName, revision: number): Incident | null {
  const events = (record.streams.get(stream) ?? [])
    .slice(0, revision + 1)
    .map(({ recorded, metadata }): IncidentEvent => {
      const event = incidentKind.read(recorded, metadata);
      if (typeof event === 'string') throw new Error(event);
      return event;
    });
  return incidentKind.fold(stream, events, null);
}

/** Everything that is wrong; nothing, where all is well. */
export function faultsIn(record: Record, ledger: Ledger): readonly string[] {
  return [
    ...[...record.streams].flatMap(([stream, told]) => [
      ...faultsOfStream(stream, told),
      ...unexplained(stream, told, ledger),
    ]),
    ...[...ledger.accounts.values()].flatMap((account) => faultsOfAccount(record, account)),
    ...referencesTwice(record),
  ];
}

function faultsOfStream(stream: StreamName, told: readonly Told[]): readonly string[] {
  const ids = new Set(told.map(({ recorded }) => recorded.id));
  const organisations = new Set(told.map(({ recorded }) => recorded.organisation));
  const instants = told.map(({ recorded }) => recorded.recordedAt);
  const sparse = told.some(({ recorded }, index) => recorded.revision !== BigInt(index));
  const back = stream.startsWith('incident-') && !isDeepStrictEqual(instants, [...instants].sort());
  return [
    ...(sparse ? [`${stream}: its revisions are not dense`] : []),
    ...(ids.size < told.length ? [`${stream}: an event is there twice`] : []),
    ...(organisations.size > 1 ? [`${stream}: it is of several organisations`] : []),
    ...(back ? [`${stream}: its instants go back`] : []),
  ];
}

/** Every event of an incident was written by a command that somebody of its organisation sent there. */
function unexplained(stream: StreamName, told: readonly Told[], ledger: Ledger): readonly string[] {
  if (!stream.startsWith('incident-')) return [];
  return told
    .filter(({ recorded, metadata }) => {
      const account = ledger.accounts.get(`${stream} ${metadata.causationId}`);
      return account?.organisation !== recorded.organisation;
    })
    .map(({ recorded }) => `${stream}: nobody sent event ${recorded.revision}`);
}

function faultsOfAccount(record: Record, account: Account): readonly string[] {
  const { stream, causationId, accepted, unknown } = account;
  const revisions = (record.streams.get(stream) ?? []).flatMap(({ metadata }, revision) =>
    metadata.causationId === causationId ? [revision] : [],
  );
  const what = `${stream} ${causationId}`;
  if (accepted.length === 0) {
    return revisions.length > 0 && unknown === 0 ? [`${what}: it was refused, and is there all the same`] : [];
  }
  const [first, last] = [revisions[0] ?? -1, revisions.at(-1) ?? -1];
  const there = revisions.length > 0 && last - first === revisions.length - 1;
  const folded = foldTo(record, stream, last);
  return [
    ...(there ? [] : [`${what}: it was acknowledged and is not there once and whole (${revisions.join()})`]),
    ...accepted.flatMap(({ answer, letter }) => [
      ...(answer.revision === last
        ? []
        : [`${what}: ${letter.command.name} was said to be revision ${answer.revision}, and is ${last}`]),
      ...(isDeepStrictEqual(answer.view?.incident, folded)
        ? []
        : [`${what}: another state was answered than the log tells`]),
      ...(isDeepStrictEqual(said(answer), said(accepted[0]?.answer)) ? [] : [`${what}: it was answered in two ways`]),
    ]),
  ];
}

/** What every answer to a command must have in common. */
export function said(answer: Account['accepted'][number]['answer'] | undefined) {
  return {
    entryId: answer?.entryId,
    position: answer?.position,
    revision: answer?.revision,
    warnings: answer?.warnings,
  };
}

function referencesTwice(record: Record): readonly string[] {
  const references = [...record.streams.entries()].flatMap(([stream, told]) => {
    const incident = stream.startsWith('incident-') ? foldTo(record, stream, 0) : null;
    return incident === null ? [] : [`${told[0]?.recorded.organisation ?? ''} ${incident.reference}`];
  });
  return references
    .filter((reference, index) => references.indexOf(reference) < index)
    .map((twice) => `${twice}: it is there twice`);
}
