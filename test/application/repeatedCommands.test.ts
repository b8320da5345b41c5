import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../../src/application/application.js';
import type { ActorId } from '../../src/identity/directory.js';
import { parseInstant, type Instant } from '../../src/law/instant.js';
import { allEvents, by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

let register: TestRegister;
const dpo = somebody();
const informed = {
  title: 'Perte de textes',
  informedByProcessorAt: parseInstant('2026-01-05T10:00:00+01:00') as Instant,
};

/** What a repeat must answer alike; the instant that clocks are shown at goes on. */
function lasting({ view, ...rest }: CommandAnswer) {
  return { ...rest, incident: view?.incident };
}

async function eventsWritten(): Promise<number> {
  return (await allEvents(register.log)).length;
}

beforeEach(async () => {
  register = await openRegister();
});

afterEach(() => register.end());

describe('a command repeated', () => {
  test('answers what it answered, warnings included, and writes nothing', async () => {
    const say = by(register.application, dpo);
    const first = await say('reportIncident', informed, { commandId: 'report' });
    expect(first.warnings.map(({ code }) => code)).toEqual(['NOT_AWARE']);
    const written = await eventsWritten();
    expect(lasting(await say('reportIncident', informed, { commandId: 'report' }))).toEqual(lasting(first));
    expect(await eventsWritten()).toBe(written);
  });

  test('answers the state after its own last event, whatever came later', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', informed));
    const first = await say('addNote', { text: 'Premier constat' }, { incidentId, commandId: 'note' });
    await say('addNote', { text: 'Second constat' }, { incidentId });
    const again = await say('addNote', { text: 'Premier constat' }, { incidentId, commandId: 'note' });
    expect(lasting(again)).toEqual(lasting(first));
    expect(again.revision).toBe(1);
    expect(incidentIn(again).notes).toHaveLength(1);
  });

  test('is answered though what it expected, or the state that it needed, has gone by', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', informed));
    const address = { incidentId, commandId: 'out', expectedRevision: 0 };
    const decision = { reasons: 'Aucune donnée personnelle', decidedBy: { name: 'A. Martin', capacity: 'DPO' } };
    const first = await say('ruleOutIncident', decision, address);
    expect(lasting(await say('ruleOutIncident', decision, address))).toEqual(lasting(first));
  });

  test('ten times at once is recorded once, and answered ten times alike', async () => {
    const say = by(register.application, dpo);
    const reports = await Promise.all(
      Array.from({ length: 10 }, () => say('reportIncident', informed, { commandId: 'report' })),
    );
    const [report] = reports.map(lasting);
    expect(reports.map(lasting)).toEqual(Array.from({ length: 10 }, () => report));
    // Registration of the organisation, one number, one incident.
    expect(await eventsWritten()).toBe(3);

    const incidentId = report?.incident?.id ?? '';
    const notes = await Promise.all(
      Array.from({ length: 10 }, () =>
        say('addNote', { text: 'Vu' }, { incidentId, commandId: 'note', expectedRevision: 0 }),
      ),
    );
    expect(notes.map(lasting)).toEqual(Array.from({ length: 10 }, () => lasting(notes[0] as CommandAnswer)));
    expect(notes.flatMap(codes)).toEqual([]);
    expect(await eventsWritten()).toBe(4);
  });

  test('is known again after a restart', async () => {
    const first = await by(register.application, dpo)('reportIncident', informed, { commandId: 'report' });
    const written = await eventsWritten();
    register = await register.restart();
    const again = await by(register.application, dpo)('reportIncident', informed, { commandId: 'report' });
    expect(lasting(again)).toEqual(lasting(first));
    expect(await eventsWritten()).toBe(written);
  });

  test('is known to another node on the same log, which never saw it', async () => {
    const first = await by(register.application, dpo)('reportIncident', informed, { commandId: 'report' });
    const node = await register.anotherNode();
    expect(lasting(await by(node, dpo)('reportIncident', informed, { commandId: 'report' }))).toEqual(lasting(first));
  });

  test('is known though its incident has been dropped from memory', async () => {
    register = await register.restart({ keptIncidents: 1 });
    const say = by(register.application, dpo);
    const first = await say('reportIncident', informed, { commandId: 'a' });
    await say('reportIncident', informed, { commandId: 'b' });
    const { id: incidentId } = incidentIn(await say('addNote', { text: 'Vu' }, { incidentId: incidentIn(first).id }));
    expect(lasting(await say('reportIncident', informed, { commandId: 'a' }))).toEqual(lasting(first));
    expect((await register.application.incident(dpo, incidentId))?.incident.notes).toHaveLength(1);
  });

  test('with another input, or under the name of another command, is refused as a reuse of its id', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', informed, { commandId: 'x' }));
    const written = await eventsWritten();
    const other = await say('reportIncident', { ...informed, title: 'Autre perte' }, { commandId: 'x' });
    expect(codes(other)).toEqual(['COMMAND_ID_REUSED']);
    const note = await say('addNote', { text: 'Vu' }, { incidentId, commandId: 'x' });
    expect(codes(note)).toEqual(['COMMAND_ID_REUSED']);
    expect(note.revision).toBeNull();
    expect(await eventsWritten()).toBe(written);
  });

  test('with another input at the very same moment is refused too: one of the two is recorded, and only that one is said to be', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', informed));
    const texts = ['A', 'B', 'C', 'D', 'E'];
    const answers = await Promise.all(texts.map((text) => say('addNote', { text }, { incidentId, commandId: 'same' })));
    const recorded = answers.filter(({ userErrors }) => userErrors.length === 0);
    expect(recorded).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: 4 }, () => 'COMMAND_ID_REUSED'));
    const present = await register.application.incident(dpo, incidentId);
    expect(present?.incident).toEqual(recorded[0]?.view?.incident);
  });

  test('by another actor, or from another organisation, is another command', async () => {
    const colleague = { ...dpo, actor: randomUUID() as ActorId };
    const stranger = somebody();
    const mine = incidentIn(await by(register.application, dpo)('reportIncident', informed, { commandId: 'x' }));
    const theirs = incidentIn(
      await by(register.application, colleague)('reportIncident', informed, { commandId: 'x' }),
    );
    const elsewhere = incidentIn(
      await by(register.application, stranger)('reportIncident', informed, { commandId: 'x' }),
    );
    expect(new Set([mine.id, theirs.id, elsewhere.id]).size).toBe(3);
    expect([mine, theirs, elsewhere].map(({ reference }) => reference.slice(-4))).toEqual(['0001', '0002', '0001']);
  });

  test('after a refusal is decided afresh: refusals are not remembered', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', informed));
    const address = { incidentId, commandId: 'assess' };
    const assessment = { verdict: 'UNLIKELY', reasons: 'Données chiffrées' } as const;
    expect(codes(await say('assessIncident', assessment, address))).toEqual(['NOT_AWARE']);
    await say('establishAwareness', { awareAt: parseInstant('2026-01-06T10:00:00+01:00') as Instant }, { incidentId });
    expect(codes(await say('assessIncident', assessment, address))).toEqual([]);
  });

  test('counts an instant as it was written: another offset is another input', async () => {
    const say = by(register.application, dpo);
    await say('reportIncident', informed, { commandId: 'x' });
    const sameMoment = { ...informed, informedByProcessorAt: parseInstant('2026-01-05T09:00:00Z') as Instant };
    expect(codes(await say('reportIncident', sameMoment, { commandId: 'x' }))).toEqual(['COMMAND_ID_REUSED']);
  });

  test('configuring the organisation is told from a reuse in the same way', async () => {
    const admin = { ...dpo, role: 'ADMIN' } as const;
    const { application } = register;
    const first = await application.configureOrganisation(admin, { name: 'Acme Santé' }, 'conf');
    expect(first.organisation).toMatchObject({ name: 'Acme Santé', revision: 1 });
    await application.configureOrganisation(admin, { name: 'Acme Soins' }, null);
    expect(await application.configureOrganisation(admin, { name: 'Acme Santé' }, 'conf')).toEqual(first);
    expect(codes(await application.configureOrganisation(admin, { name: 'Autre' }, 'conf'))).toEqual([
      'COMMAND_ID_REUSED',
    ]);
    expect((await application.organisation(dpo)).name).toBe('Acme Soins');
  });
});

describe('the id of a command', () => {
  test.each([
    ['empty', '', 'blank'],
    ['of 201 characters', 'x'.repeat(201), 'tooLong'],
    ['with half a surrogate pair', 'a\ud800', 'notWellFormed'],
  ])('%s is refused, and nothing is written', async (_what, commandId, message) => {
    const answer = await by(register.application, dpo)('reportIncident', informed, { commandId });
    expect(answer.userErrors).toEqual([
      expect.objectContaining({ code: 'INVALID_INPUT', message, field: ['commandId'] }),
    ]);
    expect((await allEvents(register.log)).filter(({ type }) => type !== 'OrganisationRegistered')).toEqual([]);
  });

  test('may be of 200 characters', async () => {
    const answer = await by(register.application, dpo)('reportIncident', informed, { commandId: 'é'.repeat(200) });
    expect(codes(answer)).toEqual([]);
  });
});

test('a text with half a surrogate pair is refused where it stands, whichever door let it through', async () => {
  const processor = { name: 'Sous-traitant \udc00', contact: null, reference: null, informedAt: null };
  const answer = await by(register.application, dpo)('reportIncident', { ...informed, processor });
  expect(answer.userErrors).toEqual([
    expect.objectContaining({ code: 'INVALID_INPUT', message: 'notWellFormed', field: ['processor', 'name'] }),
  ]);
});
