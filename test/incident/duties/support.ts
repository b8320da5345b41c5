import type { Duty } from '../../../src/incident/duty.js';
import { duties } from '../../../src/incident/duties.js';
import type { Incident } from '../../../src/incident/state.js';
import type { Instant } from '../../../src/law/instant.js';
import type { DutyKind, DutyState } from '../../../src/law/vocabulary.js';
import { incidentOf, organisation, type Step } from '../../support/story.js';

/** The duty of a kind, which must be listed. */
export function dutyOf(incident: Incident, kind: DutyKind, at: Instant, whose = organisation): Duty {
  const found = duties(incident, whose, at).find((duty) => duty.kind === kind);
  if (found === undefined) throw new Error(`no duty ${kind}`);
  return found;
}

/** The state of a duty at an instant of a story. */
export function stateOf(kind: DutyKind, at: Instant, steps: readonly Step[], whose = organisation): DutyState {
  return dutyOf(incidentOf(...steps), kind, at, whose).state;
}
