/** Where a register lives, or is to live: the files of one folder, or servers. */
import { dirname, join, resolve } from 'node:path';
import { isRegisterName } from '../../log/index.js';
import { isPostgres, postgresName } from '../../store/postgres.js';
import type { Config, ServersConfig } from '../config.js';
import { settings } from '../settings.js';

export interface FilePlace {
  readonly kind: 'file';
  /** Of the embedded log. Paths are absolute. */
  readonly log: string;
  readonly directory: string;
  readonly reads: string;
}

export interface ServersPlace extends ServersConfig {
  readonly kind: 'servers';
}

export type Place = FilePlace | ServersPlace;

/** As somebody writes it on the command line. */
export interface NamedPlace {
  /** `sqlite:<file>`, or the address of an event store. */
  readonly place: string;
  readonly database?: string | undefined;
  readonly register?: string | undefined;
}

export function configuredPlace({ servers, dataFolder, eventLogFile }: Config): Place {
  return servers === null ? filesIn(eventLogFile, dataFolder) : { kind: 'servers', ...servers };
}

/** @param folder where relative paths start. @returns words where it names no place. */
export function namedPlace({ place, database, register }: NamedPlace, folder: string): Place | string {
  const file = /^sqlite:(.+)$/.exec(place)?.[1];
  if (file !== undefined) {
    if (database !== undefined || register !== undefined) return 'A database and a register go with an event store.';
    const path = resolve(folder, file);
    return filesIn(path, dirname(path));
  }
  if (!/^(esdb|kurrentdb)(\+discover)?:\/\/.+$/.test(place)) {
    return 'The other place is sqlite:<file>, or the address of an event store: esdb://….';
  }
  if (database === undefined || !isPostgres(database)) {
    return 'With an event store goes the database of its register, postgres://…: the actor directory and the log of reads move too.';
  }
  const name = register ?? settings.ARTICLE33_REGISTER.fallback;
  return isRegisterName(name)
    ? { kind: 'servers', eventStore: place, database, register: name }
    : `The name of a register is ${settings.ARTICLE33_REGISTER.allowed}.`;
}

/** As an operator is told: an address without who logs in and without options, which may hold a password. */
export function nameOf(place: Place): string {
  if (place.kind === 'file') return place.log;
  const [scheme = '', rest = ''] = place.eventStore.split('://');
  const hosts = rest.slice(rest.lastIndexOf('@') + 1).split(/[/?]/)[0] ?? '';
  return `${scheme}://${hosts} (register ${place.register}, ${postgresName(place.database)})`;
}

function filesIn(log: string, folder: string): FilePlace {
  return { kind: 'file', log, directory: join(folder, 'directory.sqlite'), reads: join(folder, 'reads.sqlite') };
}
