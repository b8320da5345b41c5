import type { Caller } from '../../identity/caller.js';
import { scopeOf } from '../../identity/permissions.js';
import type { Organisation } from '../../incident/organisation.js';
import { inUtc, type Instant } from '../../law/instant.js';
import { compilerFor, type ReadDialect } from '../../read/queries/compiler.js';
import { StatisticsQuery, type StatisticsAsked } from '../../read/queries/statistics.js';
import { demand } from '../authorisation.js';
import type { Reads } from '../lists/reads.js';
import { figuresOf, type Figures } from './figures.js';
import type { Statistics } from './statistics.js';

export interface RegisterStatisticsParts {
  /** Of what the reads ask. */
  readonly dialect: ReadDialect;
  readonly reads: Reads;
  readonly organisation: (caller: Caller) => Promise<Organisation>;
  readonly now: () => Instant;
}

export class RegisterStatistics implements Statistics {
  readonly #query: StatisticsQuery;

  constructor(private readonly parts: RegisterStatisticsParts) {
    this.#query = new StatisticsQuery(compilerFor(parts.dialect));
  }

  async of(caller: Caller, asked: StatisticsAsked, signal?: AbortSignal): Promise<Figures> {
    demand(caller, 'statistics');
    const organisation = await this.parts.organisation(caller);
    const view = {
      organisation: caller.organisation,
      actor: caller.actor,
      ownOnly: scopeOf(caller.role, 'statistics') !== 'ALL',
      at: inUtc(this.parts.now()),
    };
    const rows = await this.parts.reads.slowly(this.#query.rows(view, asked), signal);
    return figuresOf(rows, organisation);
  }
}
