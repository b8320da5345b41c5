/**
 * The register under random commands and random misfortunes, from a seed that is printed: run one again with ARTICLE33_SEED=<seed>.
 * ARTICLE33_LONG=1 runs the long series.
 */
import type { Application } from '../../src/application/application.js';
import { incidentStream } from '../../src/application/ids.js';
import type { IncidentId } from '../../src/incident/ids.js';
import { openRegister, type TestRegister } from '../application/register.js';
import { chanceOf, type Chance } from './chance.js';
import { faultyLog, noFaults, someFaults, type Faults } from './faultyLog.js';
import { faultsIn, foldTo, recordOf, said } from './invariants.js';
import { Ledger } from './ledger.js';
import { letterFrom, peopleOf, type Letter } from './script.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const given = process.env['ARTICLE33_SEED'];
const firstSeed = given === undefined ? Math.floor(Date.now() % 1_000_000_000) : Number(given);
const seeds = Array.from({ length: given !== undefined ? 1 : long ? 60 : 3 }, (_, index) => firstSeed + index);
const ROUNDS = long ? 150 : 80;

/** A register of which everything is known: what was sent, by whom, and what came back. */
class Simulation {
  readonly ledger = new Ledger();
  readonly people;
  #register: TestRegister | null = null;
  #applications: readonly Application[] = [];
  #now = Date.parse('2026-06-01T12:00:00Z');
  #sent = 0;
  #faults: Faults = someFaults;

  constructor(private readonly chance: Chance) {
    this.people = peopleOf(chance);
  }

  get register(): TestRegister {
    if (this.#register === null) throw new Error('it is not open');
    return this.#register;
  }

  async open(): Promise<void> {
    this.#register = await openRegister({}, (log) => faultyLog(log, this.chance, this.#faults));
    await this.restart(someFaults);
  }

  /** Two nodes on one log, each with its faults, its clock and a small memory; one has no patience at all. */
  async restart(faults: Faults): Promise<void> {
    this.#faults = faults;
    const options = (patience: number) => ({
      now: () => this.#now,
      keptIncidents: this.chance.pick([1, 3, 100]),
      patience,
    });
    this.#register = await this.register.restart(options(300));
    const log = faultyLog(this.register.log, this.chance, faults);
    this.#applications = [this.register.application, await this.register.anotherNode({ ...options(0), log })];
  }

  async round(): Promise<void> {
    // The clock of the machine goes back now and then.
    this.#now += this.chance.below(3_600_000) - 600_000;
    const letters = Array.from({ length: 1 + this.chance.below(10) }, () => this.#letter());
    await Promise.all(letters.map((letter) => this.#send(letter)));
    if (this.chance.happens(0.05)) await this.restart(someFaults);
  }

  /** Sends again, on a register without misfortunes, all that was acknowledged. */
  async sendAllAgain(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const { accepted } of this.ledger.accounts.values()) {
      const [first] = accepted;
      if (first === undefined) continue;
      const again = await this.#execute(first.letter);
      const same =
        JSON.stringify([said(again), again.view?.incident]) ===
        JSON.stringify([said(first.answer), first.answer.view?.incident]);
      if (!same) faults.push(`${first.letter.command.name} ${first.letter.commandId} was answered in another way`);
    }
    return faults;
  }

  #letter(): Letter {
    const { letters } = this.ledger;
    if (letters.length > 0 && this.chance.happens(0.25)) return this.chance.pick(letters.slice(-30));
    const accepted = [...this.ledger.accounts.values()].flatMap((account) => account.accepted.slice(0, 1));
    const incidents = new Map(
      accepted.flatMap(({ answer, letter }) =>
        answer.view === null ? [] : [[answer.view.incident.id, letter.caller.organisation] as const],
      ),
    );
    const known = {
      incidents: [...incidents].slice(-8).map(([id, organisation]) => ({ id, organisation })),
      entries: accepted.flatMap(({ answer }) => answer.entryId ?? []).slice(-40),
    };
    this.#sent += 1;
    const letter = letterFrom(this.chance, this.people, known, this.#sent, this.#now);
    letters.push(letter);
    return letter;
  }

  async #send(letter: Letter): Promise<void> {
    try {
      this.ledger.answered(letter, await this.#execute(letter));
    } catch (error) {
      this.ledger.failed(letter, error);
    }
  }

  #execute({ caller, command, incidentId, commandId, expectedRevision }: Letter) {
    const address = { ...(incidentId === null ? {} : { incidentId }), commandId, expectedRevision };
    return this.chance.pick(this.#applications).execute(caller, command.name, command.input, address);
  }
}

describe.each(seeds)('a register under misfortunes (ARTICLE33_SEED=%d)', (seed) => {
  const simulation = new Simulation(chanceOf(seed));

  beforeAll(async () => {
    await simulation.open();
    for (let round = 0; round < ROUNDS; round += 1) await simulation.round();
  }, 300_000);

  afterAll(() => simulation.register.end());

  test('has recorded what it acknowledged, once and as it said, and nothing else', async () => {
    const record = await recordOf(simulation.register.log);
    expect(faultsIn(record, simulation.ledger)).toEqual([]);
  });

  test('was under way: commands were accepted, refused, repeated, and left without an answer', () => {
    const accounts = [...simulation.ledger.accounts.values()];
    const count = (of: (account: (typeof accounts)[number]) => number) =>
      accounts.reduce((sum, account) => sum + of(account), 0);
    expect(count(({ accepted }) => accepted.length)).toBeGreaterThan(ROUNDS);
    expect(count(({ refused }) => refused)).toBeGreaterThan(ROUNDS / 4);
    expect(count(({ unavailable }) => unavailable)).toBeGreaterThan(0);
    expect(count(({ unknown }) => unknown)).toBeGreaterThan(0);
    expect(accounts.some(({ accepted }) => accepted.length > 1)).toBe(true);
  });

  test('after a restart shows every incident to its own organisation, as its log tells it, and to no other', async () => {
    await simulation.restart(noFaults);
    const { application, log } = simulation.register;
    const record = await recordOf(log);
    const [one, , , other] = simulation.people;
    if (one === undefined || other === undefined) throw new Error('there are two organisations');
    for (const [stream, told] of record.streams) {
      if (!stream.startsWith('incident-')) continue;
      const id = stream.slice('incident-'.length);
      const [own, foreign] = told[0]?.recorded.organisation === one.organisation ? [one, other] : [other, one];
      const view = await application.incident(own, id);
      expect(view?.incident).toEqual(foldTo(record, incidentStream(id as IncidentId), told.length - 1));
      expect(await application.incident(foreign, id)).toBeNull();
    }
  });

  test('answers every acknowledged command alike when it is sent again, and writes nothing', async () => {
    const { events } = await recordOf(simulation.register.log);
    expect(await simulation.sendAllAgain()).toEqual([]);
    expect((await recordOf(simulation.register.log)).events).toBe(events);
  });
});
