import type { Instant } from '../../law/instant.js';
import { impossible, inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank, nameless } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { ReportIncident } from './command.js';

/**
 * Begins an incident. Detection and awareness are never taken for granted: what is not said stays unknown, and only awareness starts the
 * clock of GDPR art. 33(1).
 */
export function reportIncident(input: ReportIncident, now: Instant): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['title'], input.title),
    ...nameless(['processor'], input.processor),
    ...inFuture(
      now,
      [['occurredFrom'], input.occurredFrom],
      [['occurredTo'], input.occurredTo],
      [['detectedAt'], input.detectedAt],
      [['informedByProcessorAt'], input.informedByProcessorAt],
      [['processor', 'informedAt'], input.processor?.informedAt],
      [['awareAt'], input.awareAt],
    ),
    ...impossible(input, input),
  ];
  return decided(refusals, () => events(input), proposedAwareness(input, input.awareAt ?? null));
}

function events(input: ReportIncident): IncidentEventBody[] {
  const detected: IncidentEventBody = {
    type: 'IncidentDetected',
    data: {
      reference: input.reference,
      title: input.title,
      summary: input.summary ?? null,
      role: input.role ?? 'CONTROLLER',
      exercise: input.exercise ?? false,
      occurredFrom: input.occurredFrom ?? null,
      occurredTo: input.occurredTo ?? null,
      ongoing: input.ongoing ?? null,
      detectedAt: input.detectedAt ?? null,
      informedByProcessorAt: input.informedByProcessorAt ?? null,
      processor: input.processor ?? null,
      natures: [...(input.natures ?? [])],
    },
  };
  const awareAt = input.awareAt ?? null;
  if (awareAt === null) return [detected];
  return [detected, { type: 'AwarenessEstablished', data: { awareAt, explanation: null } }];
}

/** At a processor's notice awareness is proposed, never set: when certainty came is for a person to say. */
export function proposedAwareness(
  said: Pick<ReportIncident, 'informedByProcessorAt'>,
  awareAt: Instant | null,
): readonly Refusal[] {
  const informed = said.informedByProcessorAt ?? null;
  return informed === null || awareAt !== null
    ? []
    : [refusal('NOT_AWARE', 'awarenessProposed', ['informedByProcessorAt'], { informed })];
}
