/** A register over a log in a folder of its own, and people who use it. */
import { randomUUID } from 'node:crypto';
import type { Application, CommandAddress, CommandAnswer, InputOf } from '../../src/application/application.js';
import { createApplication } from '../../src/application/createApplication.js';
import type { ApplicationOptions } from '../../src/application/options.js';
import { SigningKeys } from '../../src/application/signing/keys.js';
import type { Caller } from '../../src/identity/caller.js';
import type { ActorId, OrganisationId } from '../../src/identity/directory.js';
import type { Role } from '../../src/identity/roles.js';
import type { CommandName } from '../../src/incident/commands/command.js';
import { isSealed, openEmbeddedLog, type EmbeddedLog } from '../../src/log/index.js';
import type { EventLog, RecordedEvent, StreamName } from '../../src/log/port.js';
import { openReadModels, type ReadModels } from '../../src/read/index.js';
import { ReadLogStore } from '../../src/store/readLogStore.js';
import { aFolder } from '../log/folder.js';

export const SECRET = 'a secret for tests only, of no use elsewhere';

/** The same in every test: a register that is opened again believes its own heads. */
const KEYS = testKeys();

/** What every register of the tests signs its heads with. */
export function testKeys(): SigningKeys {
  const keys = SigningKeys.parse(`${Buffer.alloc(32, 7).toString('base64')}\n`);
  if (keys === null) throw new Error('No keys');
  return keys;
}

export interface TestRegister {
  readonly application: Application;
  readonly log: EmbeddedLog;
  readonly readModels: ReadModels;
  /** A second application on the same log, with a memory of its own; nothing stands between it and the log. */
  anotherNode(options?: Partial<ApplicationOptions>): Promise<Application>;
  /** Closes the register and opens it again on the same file, as after the end of the process. */
  restart(options?: Partial<ApplicationOptions>): Promise<TestRegister>;
  end(): Promise<void>;
}

/** @param wrap puts something between the application and the log. */
export async function openRegister(
  options: Partial<ApplicationOptions> = {},
  wrap: (log: EventLog) => EventLog = (log) => log,
): Promise<TestRegister> {
  const folder = aFolder();
  const open = async (own: Partial<ApplicationOptions>): Promise<TestRegister> => {
    const log = openEmbeddedLog({ file: folder.path('events.sqlite'), positionStep: 7 });
    const directory = { names: () => Promise.resolve(new Map<string, string>()) };
    const readModels = await openReadModels({ folder: folder.path('.'), log });
    const store = await ReadLogStore.open(folder.path('reads.sqlite'));
    const reads = { store, days: 365 };
    const signing = { keys: KEYS, host: 'register.example' };
    const all = { directory, readModels, secret: SECRET, seals: log.seals, signing, reads, ...options, ...own };
    const application = await createApplication({ log: wrap(log), ...all });
    const close = async () => {
      await application.close();
      await store.close();
      await readModels.close();
      await log.close();
    };
    return {
      application,
      log,
      readModels,
      anotherNode: (other = {}) => createApplication({ log, ...all, ...other }),
      restart: async (next = {}) => {
        await close();
        return open(next);
      },
      end: async () => {
        await close();
        folder.remove();
      },
    };
  };
  return open({});
}

/** Somebody of an organisation; a new one unless told. */
export function somebody(role: Role = 'DPO', organisation: string = randomUUID(), orgClaim = 'acme'): Caller {
  return {
    actor: randomUUID() as ActorId,
    organisation: organisation as OrganisationId,
    role,
    name: 'Dominique Martin',
    orgClaim,
    tokenExpiresAt: new Date('2999-01-01T00:00:00Z'),
  };
}

/** What the caller says, in few words. */
export function by(application: Application, caller: Caller) {
  return async <N extends CommandName>(
    name: N,
    input: InputOf<N>,
    address: CommandAddress = {},
  ): Promise<CommandAnswer> => application.execute(caller, name, input, address);
}

/** The incident of an answer that recorded something. */
export function incidentIn(answer: CommandAnswer) {
  if (answer.view === null || answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return answer.view.incident;
}

export function codes(answer: { readonly userErrors: readonly { readonly code: string }[] }): readonly string[] {
  return answer.userErrors.map(({ code }) => code);
}

export async function eventsOf(log: EventLog, stream: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of log.readStream(stream as StreamName)) events.push(event);
  return events;
}

/** All that was recorded; what the signer remembers for itself is none of it. */
export async function allEvents(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of log.readAll()) if (isSealed(event.stream)) events.push(event);
  return events;
}
