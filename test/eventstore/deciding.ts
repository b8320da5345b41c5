/** What becomes of an append, whichever call it came by: written, refused, or struck by a fault. */
import type { ExpectedRevision, ProposedEvent, Written } from './decisions.js';
import type { AppendFault } from './faults.js';
import type { Serving } from './serving.js';

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
}

export type Result = Written | { readonly outcome: 'tooLarge' };

/** The fault decides whether anything is written, and what its writer is told in place of the result. */
export function decided(serving: Serving, append: Append): { result: Result | null; then: AppendFault['then'] | null } {
  const fault = serving.faults.nextAppend();
  const result = fault?.writes === false ? null : written(serving, append);
  return { result, then: fault?.then ?? null };
}

function written({ log, maxAppendSize }: Serving, { stream, events, expected }: Append): Result {
  const size = events.reduce(
    (sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length,
    0,
  );
  return size > maxAppendSize ? { outcome: 'tooLarge' } : log.append(stream, events, expected);
}

/** Both calls propose events in this form. */
interface Proposal {
  getId(): { getString(): string } | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

export function proposed(message: Proposal): ProposedEvent {
  const about = message.getMetadataMap();
  return {
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: about.get('type') ?? '',
    isJson: about.get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Answers keep their order: equal delays end in the order in which they began. */
export function later({ faults: { delay } }: Serving, act: () => void): void {
  if (delay === 0) act();
  else setTimeout(act, delay);
}
