/** A register of its own for every test, with a clock that the test moves, and the lists of it. */
import type { Caller } from '../../../src/identity/caller.js';
import type { DutiesAsked, IncidentsAsked, ListedDuty, ListPage } from '../../../src/application/lists/lists.js';
import type { IncidentView } from '../../../src/application/application.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';

/** Milliseconds since 1970: Tuesday 17 November 2026, noon in Paris. */
export const START = Date.parse('2026-11-17T11:00:00.000Z');

export class Desk {
  now = START;
  dpo = somebody('DPO');
  #register: TestRegister | null = null;

  get register(): TestRegister {
    if (this.#register === null) throw new Error('The register is not open');
    return this.#register;
  }

  async open(): Promise<void> {
    this.now = START;
    this.dpo = somebody('DPO');
    this.#register = await openRegister({ now: () => this.now });
  }

  /** Reports an incident, a minute after the one before. */
  async report(input: object = {}, caller = this.dpo): Promise<string> {
    this.now += 60_000;
    const said = { title: 'Accès non autorisé', ...input };
    return incidentIn(await by(this.register.application, caller)('reportIncident', said)).id;
  }

  async list(more: Partial<IncidentsAsked> = {}, caller = this.dpo): Promise<ListPage<IncidentView>> {
    return pageIn(await this.register.application.lists.incidents(caller, asked(more)));
  }

  async ids(more: Partial<IncidentsAsked> = {}, caller: Caller = this.dpo): Promise<readonly string[]> {
    return (await this.list(more, caller)).entries.map(({ incident }) => incident.id);
  }

  async dutyList(more: Partial<DutiesAsked> = {}, caller = this.dpo): Promise<ListPage<ListedDuty>> {
    const page = { filter: {}, first: 100, after: null, ...more };
    return pageIn(await this.register.application.lists.duties(caller, page));
  }

  /** Everything in pages of so many; @param between is done between one page and the next. */
  async leafed(
    first: number,
    more: Partial<IncidentsAsked>,
    between: () => Promise<unknown> = () => Promise.resolve(),
    caller = this.dpo,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const page: ListPage<IncidentView> = await this.list({ ...more, first, after }, caller);
      found.push(...page.entries.map(({ incident }) => incident.id));
      after = page.cursorAt(-1);
      if (!page.hasNextPage) return found;
      await between();
    }
  }

  end(): Promise<void> {
    return this.register.end();
  }
}

export function aDesk(): Desk {
  const desk = new Desk();
  beforeEach(() => desk.open());
  afterEach(() => desk.end());
  return desk;
}

/** The first hundred, newest first, unless told. */
export function asked(more: Partial<IncidentsAsked> = {}): IncidentsAsked {
  return { filter: {}, orderBy: 'RECORDED_DESC', first: 100, after: null, asOf: null, ...more };
}

function pageIn<Entry>(page: ListPage<Entry> | null): ListPage<Entry> {
  if (page === null) throw new Error('The cursor was refused');
  return page;
}
