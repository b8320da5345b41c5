import type { Application, CommandAnswer } from '../../src/application/application.js';
import { between, isIncident } from './between.js';
import { by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

const dpo = somebody();
let register: TestRegister;
let otherNode: Application;
/** What happens on another node between this one's decision and its append; each entry once. */
let meanwhile: (() => Promise<unknown>)[] = [];
let appends = 0;

beforeEach(async () => {
  meanwhile = [];
  register = await openRegister({}, (log) =>
    between(log, {
      append: async (next, stream) => {
        if (!isIncident(stream)) return next();
        appends += 1;
        await meanwhile.shift()?.();
        return next();
      },
    }),
  );
  otherNode = await register.anotherNode();
  appends = 0;
});

afterEach(() => register.end());

async function anIncident(): Promise<string> {
  const answer = await by(otherNode, dpo)('reportIncident', { title: 'Perte de textes' });
  return incidentIn(answer).id;
}

const ruleOut = { reasons: 'Aucune donnée', decidedBy: { name: 'A. Martin', capacity: 'DPO' } };

describe('a command that another writer overtook', () => {
  test('is decided again on what the other wrote', async () => {
    const incidentId = await anIncident();
    meanwhile.push(() => by(otherNode, dpo)('addNote', { text: 'Avant' }, { incidentId }));
    const answer = await by(register.application, dpo)('addNote', { text: 'Après' }, { incidentId });
    expect(incidentIn(answer).notes.map(({ text }) => text)).toEqual(['Avant', 'Après']);
    expect(answer.revision).toBe(2);
    expect(appends).toBe(2);
  });

  test('is refused where what the other wrote stands against it', async () => {
    const incidentId = await anIncident();
    meanwhile.push(() => by(otherNode, dpo)('ruleOutIncident', ruleOut, { incidentId }));
    const answer = await by(register.application, dpo)('ruleOutIncident', ruleOut, { incidentId });
    expect(codes(answer)).toEqual(['ALREADY_CLOSED']);
    expect(answer.view?.incident.decisions).toHaveLength(1);
  });

  test('is refused with CONFLICT, and the present state, where the caller said what it expects', async () => {
    const incidentId = await anIncident();
    meanwhile.push(() => by(otherNode, dpo)('addNote', { text: 'Avant' }, { incidentId }));
    const address = { incidentId, expectedRevision: 0 };
    const answer = await by(register.application, dpo)('addNote', { text: 'Après' }, address);
    expect(codes(answer)).toEqual(['CONFLICT']);
    expect(answer.view?.incident.notes.map(({ text }) => text)).toEqual(['Avant']);
    expect(appends).toBe(1);
  });

  test('by itself, sent twice to two nodes, answers what the other node recorded, not what it had decided', async () => {
    const incidentId = await anIncident();
    const address = { incidentId, commandId: 'note', expectedRevision: 0 };
    const there: CommandAnswer[] = [];
    meanwhile.push(async () => there.push(await by(otherNode, dpo)('addNote', { text: 'Vu' }, address)));
    const here = await by(register.application, dpo)('addNote', { text: 'Vu' }, address);
    expect(here.view?.incident).toEqual(there[0]?.view?.incident);
    expect((await register.application.incident(dpo, incidentId))?.incident).toEqual(here.view?.incident);
  });

  test('by another input under its id is refused', async () => {
    const incidentId = await anIncident();
    const address = { incidentId, commandId: 'note' };
    meanwhile.push(() => by(otherNode, dpo)('addNote', { text: 'Ceci' }, address));
    const answer = await by(register.application, dpo)('addNote', { text: 'Cela' }, address);
    expect(codes(answer)).toEqual(['COMMAND_ID_REUSED']);
    expect(answer.view?.incident.notes.map(({ text }) => text)).toEqual(['Ceci']);
  });

  test('by a report of the same id is answered with that report and its number', async () => {
    const title = 'Perte de textes';
    meanwhile.push(() => by(otherNode, dpo)('reportIncident', { title }, { commandId: 'r' }));
    const answer = await by(register.application, dpo)('reportIncident', { title }, { commandId: 'r' });
    expect(incidentIn(answer).reference).toMatch(/-0001$/);
    expect(answer.revision).toBe(0);
  });

  test('again and again gives up with CONFLICT in the end, and has written nothing', async () => {
    const incidentId = await anIncident();
    meanwhile = Array.from(
      { length: 20 },
      (_, index) => () => by(otherNode, dpo)('addNote', { text: `Avant ${index}` }, { incidentId }),
    );
    const answer = await by(register.application, dpo)('addNote', { text: 'Après' }, { incidentId });
    expect(codes(answer)).toEqual(['CONFLICT']);
    expect(appends).toBe(10);
    const present = await otherNode.incident(dpo, incidentId);
    expect(present?.incident.notes.filter(({ text }) => text === 'Après')).toEqual([]);
  });
});

describe('fifty commands at once', () => {
  test('that expect the same revision: exactly one is recorded, the others are told of the conflict', async () => {
    const incidentId = await anIncident();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        by(register.application, dpo)('addNote', { text: `Note ${index}` }, { incidentId, expectedRevision: 0 }),
      ),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: 49 }, () => 'CONFLICT'));
    expect((await otherNode.incident(dpo, incidentId))?.incident.revision).toBe(1);
  });

  test('of two nodes that take the incident as it is are all recorded, each once', async () => {
    const incidentId = await anIncident();
    const texts = Array.from({ length: 50 }, (_, index) => `Note ${index}`);
    const answers = await Promise.all(
      texts.map((text, index) =>
        by(index % 2 === 0 ? register.application : otherNode, dpo)('addNote', { text }, { incidentId }),
      ),
    );
    expect(answers.flatMap(codes)).toEqual([]);
    const present = await otherNode.incident(dpo, incidentId);
    expect(present?.incident.notes.map(({ text }) => text).sort()).toEqual(texts.sort());
  });
});
