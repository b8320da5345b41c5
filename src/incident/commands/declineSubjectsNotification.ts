import { standingAudiences } from '../audiences.js';
import { audienceOf, unknownAudience } from '../checks/entries.js';
import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank, namelessDecider, withoutReasons } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import { presentAssessment } from '../standing.js';
import type { Incident } from '../state.js';
import type { DeclineSubjectsNotification } from './parties.js';
import type { Situation } from './situation.js';

/** Decides not to tell persons, on one of the grounds of GDPR art. 34(1) and (3) or of another law. */
export function declineSubjectsNotification(
  input: DeclineSubjectsNotification,
  { incident, now }: Situation,
): Decided<IncidentEventBody> {
  const measure = input.publicMeasure ?? null;
  const refusals = [
    ...withoutReasons(['reasons'], input.reasons),
    ...namelessDecider(['decidedBy'], input.decidedBy),
    ...unknownAudience(incident, input.audienceId),
    ...groundless(input, incident),
    ...(measure === null ? [] : blank(['publicMeasure', 'text'], measure.text)),
    ...inFuture(now, [['occurredAt'], input.occurredAt], [['publicMeasure', 'at'], measure?.at]),
  ];
  return decided(refusals, () => [
    {
      type: 'SubjectsNotificationDeclined',
      data: {
        audienceId: input.audienceId ?? null,
        ground: input.ground,
        reasons: input.reasons,
        publicMeasure: measure === null ? null : { channel: measure.channel, at: measure.at, text: measure.text },
        decidedBy: input.decidedBy,
        dpoAdvice: input.dpoAdvice ?? null,
      },
    },
  ]);
}

/** The ground must be there: a verdict below high risk, or the public measure that stands in for telling everybody. */
function groundless(
  { ground, audienceId, publicMeasure }: DeclineSubjectsNotification,
  incident: Incident,
): readonly Refusal[] {
  if (ground === 'DISPROPORTIONATE_EFFORT' && (publicMeasure ?? null) === null) {
    return [refusal('MISSING_CONTENT', 'publicMeasureMissing', ['publicMeasure'])];
  }
  if (ground !== 'NOT_HIGH_RISK') return [];
  const verdict = audienceOf(incident, audienceId)?.verdict ?? presentAssessment(incident)?.verdict ?? null;
  if (verdict === null) return [refusal('NOT_ASSESSED', 'highRiskNotAssessed', ['ground'])];
  const forAll = (audienceId ?? null) === null;
  const anyOfAll = forAll && standingAudiences(incident).some((audience) => audience.verdict === 'HIGH_RISK');
  return verdict === 'HIGH_RISK' || anyOfAll ? [refusal('WRONG_VERDICT', 'highRiskFound', ['ground'])] : [];
}
