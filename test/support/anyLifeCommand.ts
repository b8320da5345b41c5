/** Any command on persons, controllers, the authority, evidence and links; conventions as in anyCommand.ts. */
import fc from 'fast-check';
import type { CommandInputs } from '../../src/incident/commands/command.js';
import type { IncidentId } from '../../src/incident/ids.js';
import * as law from '../../src/law/vocabulary.js';
import { deciders, flags, ids, instants, names, oneOf, someOf, storyId, texts, unknown } from './anyValue.js';

const otherIncidentId = '44444444-4444-4444-8444-444444444444' as IncidentId;
const occurredAt = unknown(instants);
const recordAsHappened = unknown(flags);
const persons = unknown(fc.constantFrom(0, 3, 2_300, 2_147_483_647));
const channel = oneOf(law.COMMUNICATION_CHANNELS);
const message = fc.oneof(
  fc.record(
    {
      nature: unknown(texts),
      contactPoint: unknown(texts),
      likelyConsequences: unknown(texts),
      measures: unknown(texts),
      advice: unknown(texts),
      fullText: unknown(texts),
    },
    { requiredKeys: [] },
  ),
  fc.constant({ nature: 'fuite', contactPoint: 'dpo', likelyConsequences: 'hameçonnage', measures: 'clés changées' }),
);

/** Few keys, so that the same controllers are met again and again. */
const key = fc.oneof(
  { arbitrary: fc.constantFrom('c-1', 'c-2', 'c-3', 'c-4'), weight: 30 },
  { arbitrary: fc.constantFrom('', '__proto__', '42'), weight: 1 },
);
const controllers = fc.array(
  fc.record({ externalId: key, name: names, note: unknown(texts) }, { requiredKeys: ['externalId', 'name'] }),
  { maxLength: 3 },
);

export const lifeInputs = {
  defineAudience: fc.record(
    {
      audienceId: unknown(ids),
      name: texts,
      categories: someOf(law.SUBJECT_CATEGORIES),
      count: persons,
      verdict: unknown(oneOf(law.RISK_VERDICTS)),
      information: unknown(oneOf(law.SUBJECTS_INFORMATIONS)),
      plannedFor: unknown(instants),
    },
    { requiredKeys: ['name', 'categories'] },
  ),
  notifySubjects: fc.record(
    {
      recordAsHappened,
      audienceId: ids,
      channel,
      sentAt: instants,
      count: persons,
      failed: persons,
      language: unknown(fc.constantFrom('fr', 'en')),
      message,
      complete: flags,
    },
    { requiredKeys: ['audienceId', 'channel', 'sentAt', 'message', 'complete'] },
  ),
  declineSubjectsNotification: fc.record(
    {
      occurredAt,
      audienceId: unknown(ids),
      ground: oneOf(law.ART34_GROUNDS),
      reasons: texts,
      publicMeasure: unknown(fc.record({ channel, at: instants, text: texts })),
      decidedBy: deciders,
      dpoAdvice: unknown(texts),
    },
    { requiredKeys: ['ground', 'reasons', 'decidedBy'] },
  ),
  deferSubjectsNotification: fc.record(
    {
      requestedBy: texts,
      reference: unknown(names),
      from: instants,
      reviewAt: instants,
      reasons: texts,
      decidedBy: deciders,
    },
    { requiredKeys: ['requestedBy', 'from', 'reviewAt', 'reasons', 'decidedBy'] },
  ),
  identifyControllers: fc.record({ occurredAt, controllers, remaining: persons }, { requiredKeys: ['controllers'] }),
  notifyControllers: fc.record(
    {
      recordAsHappened,
      controllers: unknown(controllers),
      allIdentified: unknown(flags),
      channel,
      sentAt: instants,
      message: texts,
      remaining: persons,
    },
    { requiredKeys: ['channel', 'sentAt', 'message'] },
  ),
  acknowledgeControllerNotice: fc.record(
    {
      recordAsHappened,
      externalIds: fc.array(key, { maxLength: 2 }),
      receivedAt: instants,
      state: unknown(oneOf(law.NOTICE_STATES)),
      source: unknown(names),
    },
    { requiredKeys: ['externalIds', 'receivedAt'] },
  ),
  recordAuthorityMessage: fc.record(
    {
      authority: unknown(names),
      kind: oneOf(law.AUTHORITY_MESSAGE_KINDS),
      receivedAt: instants,
      dueAt: unknown(instants),
      reference: unknown(names),
      text: texts,
    },
    { requiredKeys: ['kind', 'receivedAt', 'text'] },
  ),
  answerAuthority: fc.record({ messageId: ids, answeredAt: instants, text: texts }),
  recordRegimeFiling: fc.record(
    {
      duty: fc.constantFrom(
        'NIS2/OTHER_REGIME/EARLY_WARNING',
        'LOPMI/OTHER_REGIME/COMPLAINT',
        'NIS2/OTHER_REGIME/NOTHING',
        'GDPR/DOCUMENT',
      ),
      recipient: texts,
      filedAt: instants,
      reference: unknown(names),
      text: unknown(texts),
    },
    { requiredKeys: ['duty', 'recipient', 'filedAt'] },
  ),
  classifyIncident: fc.record({
    regime: fc.constantFrom(...law.REGIMES, 'RGPD'),
    classification: fc.constantFrom('SIGNIFICANT', 'significant incident', 'NOT_SIGNIFICANT', 'MAJOR', ''),
    at: instants,
    reasons: texts,
  }),
  attachEvidence: fc.record(
    {
      name: names,
      mediaType: fc.constantFrom('application/pdf', 'text/plain; charset=utf-8', 'image/png', 'pdf', 'text/'),
      size: fc.constantFrom('0', '48213', '9223372036854775807', '9223372036854775808', '01'),
      sha256: fc.constantFrom('a1'.repeat(32), 'A1'.repeat(32), 'b2'.repeat(32), 'a1'),
      description: unknown(texts),
      location: unknown(texts),
      collectedBy: unknown(names),
      collectedAt: unknown(instants),
      aboutRevision: unknown(fc.constantFrom(0, 1, 7, -1, 0.5, 1_000)),
    },
    { requiredKeys: ['name', 'mediaType', 'size', 'sha256'] },
  ),
  linkIncidents: fc.record(
    {
      kind: oneOf(law.LINK_KINDS),
      otherIncidentId: unknown(fc.constantFrom(storyId, otherIncidentId)),
      externalReference: unknown(texts),
      reasons: unknown(texts),
      otherExists: flags,
    },
    { requiredKeys: ['kind', 'otherExists'] },
  ),
} satisfies { readonly [N in keyof CommandInputs]?: fc.Arbitrary<CommandInputs[N]> };
