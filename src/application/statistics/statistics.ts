/** Figures over the incidents of a period, from the read models. */
import type { Caller } from '../../identity/caller.js';
import type { StatisticsAsked } from '../../read/queries/statistics.js';
import type { Figures } from './figures.js';

export { INCIDENT_CLOCKS, type IncidentClock, type StatisticsAsked } from '../../read/queries/statistics.js';
export type { Count, CountedBy, Figures, Percentiles } from './figures.js';

export interface Statistics {
  /**
   * Figures over the caller's organisation, or over what the caller reported where its role reads no more; all of one moment. An incident
   * without the instant that the clock asks for is in no period.
   * @throws ApplicationError FORBIDDEN; UNAVAILABLE where there is nothing to read from yet, or too much is read; TIMEOUT where the signal ended it.
   */
  of(caller: Caller, asked: StatisticsAsked, signal?: AbortSignal): Promise<Figures>;
}
