/**
 * Ids that a repeated command derives again: name-based UUIDs (RFC 9562, version 5) under one namespace of the project. The names begin
 * with two UUIDs of fixed length, so that no text of a client's can make one name of another.
 */
import * as crypto from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { parse, stringify } from 'uuid';
import type { ActorId, IncidentId, OrganisationId } from '../incident/ids.js';
import type { EventId, StreamName } from '../log/port.js';

/** STORED IDS ARE DERIVED FROM IT: never changed. */
const NAMESPACE = 'f88efe6b-7d20-4c46-89e9-4dc576f3e570';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A client's name for a command is of 1 to so many UTF-16 units. */
export const COMMAND_ID_CHARACTERS = 200;

/** Who records, for whom: the scope of a command's id. */
export interface Author {
  readonly organisation: OrganisationId;
  readonly actor: ActorId;
}

/** What an event's metadata says of its command: never the client's own text. Lower-case UUID. */
export function causationIdOf({ organisation, actor }: Author, commandId: string): string {
  return named(`${organisation}|${actor}|${commandId}`);
}

/** The incident that a report makes: a repeated report makes the same one. */
export function incidentIdOf(author: Author, commandId: string): IncidentId {
  return causationIdOf(author, commandId) as IncidentId;
}

/** Of the event number `index`, from 0, that a command writes in a stream whose revision it does not know. */
export function eventIdOf(
  { organisation, actor }: Author,
  stream: StreamName,
  commandId: string,
  index: number,
): EventId {
  return named(`${organisation}|${actor}|${stream}|${commandId}|${index}`) as EventId;
}

/** Of a duty's coming into a state at an instant (UTC): a name that begins with no UUID is none of the others. */
export function alertIdOf(incident: IncidentId, dutyKey: string, state: string, at: string): string {
  return named(`alert|${incident}/${dutyKey}|${state}|${at}`);
}

/** One command asks for the same ids several times on its way. */
const recent = new LRUCache<string, string>({ max: 1_000 });

function named(name: string): string {
  const known = recent.get(name);
  if (known !== undefined) return known;
  const id = nameBased(name);
  recent.set(name, id);
  return id;
}

const namespace = parse(NAMESPACE);

/** RFC 9562, 5.5, over the platform's one-shot SHA-1: the library hashes by an object of its own each time, a twentieth of a whole report. */
function nameBased(name: string): string {
  const hash = sha1(Buffer.concat([namespace, Buffer.from(name)]));
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return stringify(bytes);
}

/** Missing before Node 20.12. */
const oneShot: typeof crypto.hash | undefined = crypto.hash;

function sha1(bytes: Uint8Array): Uint8Array {
  return oneShot === undefined ? crypto.createHash('sha1').update(bytes).digest() : oneShot('sha1', bytes, 'buffer');
}

/** Null where the text is no lower-case UUID, hence the id of no incident. */
export function parseIncidentId(text: string): IncidentId | null {
  return UUID.test(text) ? (text as IncidentId) : null;
}

export function incidentStream(incident: IncidentId): StreamName {
  return `incident-${incident}` as StreamName;
}

/** The incident whose stream it is; null for a stream of another kind. */
export function incidentIdIn(stream: StreamName): IncidentId | null {
  return stream.startsWith('incident-') ? parseIncidentId(stream.slice('incident-'.length)) : null;
}

export function organisationStream(organisation: OrganisationId): StreamName {
  return `organisation-${organisation}` as StreamName;
}

/** What the signer remembers of an organisation's log. */
export function checkpointStream(organisation: OrganisationId): StreamName {
  return `checkpoint-${organisation}` as StreamName;
}

/** The register itself, where it acts for an organisation by its own: no person's pseudonym. */
export function registerActorOf(organisation: OrganisationId): ActorId {
  return named(`register|${organisation}`) as ActorId;
}

/** References of a year; drills are numbered apart. */
export function referenceStream(organisation: OrganisationId, year: string, exercise: boolean): StreamName {
  return `reference-${organisation}-${year}${exercise ? '-exercise' : ''}` as StreamName;
}
