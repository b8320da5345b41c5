import type { Brand } from '../brand.js';

/** Lower-case UUID. */
export type IncidentId = Brand<string, 'IncidentId'>;
/** Lower-case UUID: an entry (measure, filing, note, …) is named by the id of the event that made it. */
export type EntryId = Brand<string, 'EventId'>;
/** Random pseudonym of a person or service, from a directory that can be erased. */
export type ActorId = Brand<string, 'ActorId'>;
export type OrganisationId = Brand<string, 'OrganisationId'>;
