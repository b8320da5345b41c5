import { lateness } from '../../law/clocks.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import { isAskedIn, regimeClock, stageOf } from '../duties/otherRegimes.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided } from '../refusal.js';
import type { RecordRegimeFiling } from './regimes.js';
import type { Situation } from './situation.js';

/**
 * Records what was filed under another regime, with the clock as it stood. It has happened: never refused for the incident's state, nor because the
 * organisation is not configured for the regime.
 */
export function recordRegimeFiling(input: RecordRegimeFiling, situation: Situation): Decided<IncidentEventBody> {
  const { incident, organisation, now } = situation;
  const place = stageOf(input.duty);
  const refusals = [
    ...(place === null ? [refusal('UNKNOWN_ENTRY', 'unknownRegimeDuty', ['duty'])] : []),
    ...blank(['recipient'], input.recipient),
    ...inFuture(now, [['filedAt'], input.filedAt]),
  ];
  const asked = place !== null && isAskedIn({ incident, organisation, at: now }, place);
  return decided(
    refusals,
    () => {
      if (place === null) return [];
      const clock = regimeClock({ incident, organisation, at: now }, place);
      const dueAt = clock?.dueAt ?? null;
      return [
        {
          type: 'RegimeFilingRecorded',
          data: {
            regime: place.regime,
            stage: place.stage,
            recipient: input.recipient,
            filedAt: input.filedAt,
            reference: input.reference ?? null,
            text: input.text ?? null,
            dueAt,
            rule: clock?.rule.id ?? null,
            ruleVersion: clock?.rule.version ?? null,
            lateBy: dueAt === null ? null : lateness(dueAt, input.filedAt),
          },
        },
      ];
    },
    place === null || asked
      ? []
      : [refusal('CONTRADICTORY_FACTS', 'regimeNotAsked', ['duty'], { regime: place.regime })],
  );
}
