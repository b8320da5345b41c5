import { CLASSIFICATIONS, classificationIn } from '../../law/regimes.js';
import { isClassifiable, regimeNamed, REGIMES_TO_CLASSIFY } from '../../law/regimeNames.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { ClassifyIncident } from './regimes.js';
import type { Situation } from './situation.js';

/** Says what the incident is under a regime: that starts its clocks, or ends them. Another regime's clocks do not stop with the incident's closure. */
export function classifyIncident(
  input: ClassifyIncident,
  { organisation, now }: Situation,
): Decided<IncidentEventBody> {
  const regime = regimeNamed(input.regime);
  const classification = regime === null ? null : classificationIn(regime, input.classification);
  const refusals = [
    ...unknownRegime(input),
    ...unknownClassification(input, classification),
    ...withoutReasons(['reasons'], input.reasons),
    ...inFuture(now, [['at'], input.at]),
  ];
  const { at, reasons } = input;
  return decided(
    refusals,
    () =>
      regime === null || classification === null
        ? []
        : [{ type: 'IncidentClassified', data: { regime, classification, at, reasons } }],
    regime === null || organisation.regimes.includes(regime)
      ? []
      : [refusal('CONTRADICTORY_FACTS', 'regimeNotInScope', ['regime'], { regime })],
  );
}

function unknownRegime({ regime }: ClassifyIncident): readonly Refusal[] {
  const known = regimeNamed(regime);
  if (known !== null && isClassifiable(known)) return [];
  const regimes = REGIMES_TO_CLASSIFY.join(', ');
  return [refusal('INVALID_INPUT', 'regimeNotClassified', ['regime'], { regimes })];
}

function unknownClassification(input: ClassifyIncident, classification: string | null): readonly Refusal[] {
  const regime = regimeNamed(input.regime);
  if (regime === null || !isClassifiable(regime) || classification !== null) return [];
  const classifications = CLASSIFICATIONS[regime].join(', ');
  return [refusal('INVALID_INPUT', 'unknownClassification', ['classification'], { regime, classifications })];
}
