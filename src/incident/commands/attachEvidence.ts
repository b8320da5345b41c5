import { inFuture } from '../checks/instants.js';
import { decided, refusal } from '../checks/refusal.js';
import { blank } from '../checks/texts.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { Decided, Refusal } from '../refusal.js';
import type { Incident } from '../state.js';
import type { AttachEvidence } from './parties.js';
import type { Situation } from './situation.js';

const SHA256 = /^[0-9a-f]{64}$/i;
/** RFC 6838, with parameters: `text/plain; charset=utf-8`. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}(;.*)?$/i;
const SIZE = /^(0|[1-9]\d{0,18})$/;
const SIZE_MAX = 2n ** 63n - 1n;

/** Records a file that proves something, by its hash: the file itself may lie anywhere. Never refused for the incident's state. */
export function attachEvidence(input: AttachEvidence, { incident, now }: Situation): Decided<IncidentEventBody> {
  const refusals = [
    ...blank(['name'], input.name),
    ...(MEDIA_TYPE.test(input.mediaType) ? [] : [refusal('INVALID_INPUT', 'notAMediaType', ['mediaType'])]),
    ...(isSize(input.size) ? [] : [refusal('INVALID_INPUT', 'notASize', ['size'])]),
    ...(SHA256.test(input.sha256) ? [] : [refusal('INVALID_INPUT', 'notASha256', ['sha256'])]),
    ...inFuture(now, [['collectedAt'], input.collectedAt]),
    ...unknownRevision(input, incident),
  ];
  return decided(refusals, () => [
    {
      type: 'EvidenceAttached',
      data: {
        name: input.name,
        mediaType: input.mediaType,
        size: input.size,
        sha256: input.sha256.toLowerCase(),
        description: input.description ?? null,
        location: input.location ?? null,
        collectedBy: input.collectedBy ?? null,
        collectedAt: input.collectedAt ?? null,
        aboutRevision: input.aboutRevision ?? null,
      },
    },
  ]);
}

function isSize(size: string): boolean {
  return SIZE.test(size) && BigInt(size) <= SIZE_MAX;
}

function unknownRevision({ aboutRevision }: AttachEvidence, { revision }: Incident): readonly Refusal[] {
  if (aboutRevision === null || aboutRevision === undefined) return [];
  if (Number.isSafeInteger(aboutRevision) && aboutRevision >= 0 && aboutRevision <= revision) return [];
  return [refusal('UNKNOWN_ENTRY', 'unknownRevision', ['aboutRevision'])];
}
