import { LogError, type AppendResult, type NewEvent, type StreamName } from '../../src/log/port.js';
import { between, isIncident, lost } from './between.js';
import { allEvents, by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

const dpo = somebody();
let register: TestRegister;
type Fault = (next: () => Promise<AppendResult>) => Promise<AppendResult>;
/** What befalls the next appends to an incident; those after them go through. */
let faults: Fault[] = [];
let elsewhere: Fault[] = [];
/** How many reads of incidents go through before one fails; none fails where it is null. */
let readsLeft: number | null = null;
const written: { readonly stream: StreamName; readonly bytes: string }[] = [];

const losesTheAnswer: Fault = async (next) => {
  await next();
  throw lost();
};
const losesTheAppend: Fault = () => Promise.reject(lost());
const refusesWork: Fault = () => Promise.reject(new LogError('UNAVAILABLE', 'the disk is full'));

function bytesOf(events: readonly NewEvent[]): string {
  return events.map(({ id, data, metadata }) => `${id} ${data} ${metadata}`).join('\n');
}

beforeEach(async () => {
  faults = [];
  elsewhere = [];
  readsLeft = null;
  written.length = 0;
  register = await openRegister({}, (log) =>
    between(log, {
      append: (next, stream, events) => {
        written.push({ stream, bytes: bytesOf(events) });
        const fault = (isIncident(stream) ? faults : elsewhere).shift();
        return fault === undefined ? next() : fault(next);
      },
      read: (stream) => {
        if (!isIncident(stream) || readsLeft === null) return;
        readsLeft -= 1;
        if (readsLeft < 0) throw new LogError('UNAVAILABLE', 'the disk cannot be read');
      },
    }),
  );
});

afterEach(() => register.end());

async function anIncident(): Promise<string> {
  return incidentIn(await by(register.application, dpo)('reportIncident', { title: 'Perte de textes' })).id;
}

async function faultOf(work: Promise<unknown>): Promise<Error> {
  const [outcome] = await Promise.allSettled([work]);
  if (outcome.status !== 'rejected' || !(outcome.reason instanceof Error)) throw new Error('it was answered');
  return outcome.reason;
}

describe('an append whose answer was lost', () => {
  test.each([
    ['after it was written', losesTheAnswer],
    ['before it was written', losesTheAppend],
  ])('%s is asked for again with the same bytes, recorded once and answered', async (_when, fault) => {
    const incidentId = await anIncident();
    faults = [fault, fault];
    written.length = 0;
    const answer = await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId });
    expect(codes(answer)).toEqual([]);
    expect(answer.revision).toBe(1);
    expect(written).toHaveLength(3);
    expect(new Set(written.map(({ bytes }) => bytes)).size).toBe(1);
    expect((await register.application.incident(dpo, incidentId))?.incident).toEqual(incidentIn(answer));
    expect((await allEvents(register.log)).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
  });

  test('leaves the outcome unknown, and not refused, while the log cannot be reached', async () => {
    const incidentId = await anIncident();
    faults = [losesTheAnswer, refusesWork, refusesWork];
    const answer = await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId });
    expect(answer.revision).toBe(1);
  });

  test('of a report gives it one number and records it once', async () => {
    elsewhere = [(next) => next(), losesTheAnswer];
    faults = [losesTheAnswer];
    const answer = await by(register.application, dpo)('reportIncident', { title: 'Perte de textes' });
    expect(incidentIn(answer).reference).toMatch(/-0001$/);
    const types = (await allEvents(register.log)).map(({ type }) => type);
    expect(types).toEqual(['OrganisationRegistered', 'ReferenceReserved', 'IncidentDetected']);
  });
});

describe('an outcome that stays unknown', () => {
  beforeEach(async () => {
    register = await register.restart({ patience: 40 });
  });

  test('is said to be, with the commandId; the command repeated with it is recorded once', async () => {
    const incidentId = await anIncident();
    faults = Array.from({ length: 100 }, () => losesTheAnswer);
    const say = by(register.application, dpo);
    const fault = await faultOf(say('addNote', { text: 'Vu' }, { incidentId, commandId: 'my-note' }));
    expect(fault).toMatchObject({ name: 'ApplicationError', code: 'UNKNOWN_OUTCOME' });
    expect(fault.message).toContain('"my-note"');
    faults = [];
    const answer = await say('addNote', { text: 'Vu' }, { incidentId, commandId: 'my-note' });
    expect(incidentIn(answer).notes).toHaveLength(1);
  });

  test('names a commandId that can be repeated where the caller gave none', async () => {
    const incidentId = await anIncident();
    faults = Array.from({ length: 100 }, () => losesTheAnswer);
    const say = by(register.application, dpo);
    const { message } = await faultOf(say('addNote', { text: 'Vu' }, { incidentId }));
    const commandId = /"([0-9a-f-]{36})"/.exec(message)?.[1] ?? '';
    faults = [];
    const answer = await say('addNote', { text: 'Vu' }, { incidentId, commandId });
    expect(incidentIn(answer).notes).toHaveLength(1);
  });

  test('is not where the append went through in the end: what stands there is its own, and nothing has to be read for that', async () => {
    const incidentId = await anIncident();
    faults = [losesTheAnswer];
    readsLeft = 1;
    const say = by(register.application, dpo);
    const answer = await say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' });
    readsLeft = null;
    expect(incidentIn(answer).notes).toHaveLength(1);
    expect(incidentIn(await say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' })).notes).toHaveLength(1);
  });

  test('is said to a repeated command whose first answer cannot be read now, and not that nothing is recorded', async () => {
    const incidentId = await anIncident();
    const say = by(register.application, dpo);
    await say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' });
    readsLeft = 1;
    const fault = await faultOf(say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' }));
    expect(fault).toMatchObject({ code: 'UNKNOWN_OUTCOME' });
  });

  test('of the number of a report is no unknown report: nothing was recorded, and the report is told so', async () => {
    await anIncident();
    elsewhere = Array.from({ length: 100 }, () => losesTheAnswer);
    const say = by(register.application, dpo);
    const fault = await faultOf(say('reportIncident', { title: 'Autre perte' }, { commandId: 'r' }));
    expect(fault).toMatchObject({ code: 'UNAVAILABLE' });
    elsewhere = [];
    expect(incidentIn(await say('reportIncident', { title: 'Autre perte' }, { commandId: 'r' })).reference).toMatch(
      /-0002$/,
    );
  });

  test('is said at once where the log is closed meanwhile', async () => {
    const incidentId = await anIncident();
    faults = [losesTheAppend, () => Promise.reject(new LogError('CLOSED', 'closed'))];
    const fault = await faultOf(by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId }));
    expect(fault).toMatchObject({ code: 'UNKNOWN_OUTCOME' });
    expect(faults).toEqual([]);
  });
});

describe('a log that cannot be written', () => {
  test('is UNAVAILABLE in words without any detail of storage; nothing is recorded, reading goes on', async () => {
    const incidentId = await anIncident();
    faults = [refusesWork];
    const say = by(register.application, dpo);
    const fault = await faultOf(say('addNote', { text: 'Vu' }, { incidentId }));
    expect(fault).toMatchObject({ name: 'ApplicationError', code: 'UNAVAILABLE' });
    expect(fault.message).not.toContain('disk');
    expect((await register.application.incident(dpo, incidentId))?.incident.revision).toBe(0);
    expect(codes(await say('addNote', { text: 'Vu' }, { incidentId }))).toEqual([]);
  });

  test('by an append that is too large refuses the command with LIMIT_EXCEEDED', async () => {
    const incidentId = await anIncident();
    faults = [() => Promise.reject(new LogError('LIMIT_EXCEEDED', 'too large'))];
    const answer = await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId });
    expect(codes(answer)).toEqual(['LIMIT_EXCEEDED']);
    expect(answer.view?.incident.revision).toBe(0);
  });

  test('lets a fault of the program through as it is', async () => {
    const incidentId = await anIncident();
    faults = [() => Promise.reject(new LogError('INVALID_APPEND', 'a fault of ours'))];
    const fault = await faultOf(by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId }));
    expect(fault).toMatchObject({ name: 'LogError', code: 'INVALID_APPEND' });
  });
});

test('a register that is shut down finishes what was begun, and takes nothing more', async () => {
  const incidentId = await anIncident();
  const say = by(register.application, dpo);
  const begun = say('addNote', { text: 'Vu' }, { incidentId });
  await register.application.close();
  expect((await begun).revision).toBe(1);
  expect(await faultOf(say('addNote', { text: 'Trop tard' }, { incidentId }))).toMatchObject({ code: 'UNAVAILABLE' });
});
