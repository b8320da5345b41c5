/** What people send to a register: any command, on any incident, in any state, and now and then once more. */
import type { Caller } from '../../src/identity/caller.js';
import type { ActorId } from '../../src/identity/directory.js';
import { COMMAND_NAMES, type CommandName } from '../../src/incident/commands/command.js';
import type { EntryId } from '../../src/incident/ids.js';
import type { InputOf } from '../../src/application/application.js';
import { askedFor, type Asked } from '../../src/application/incidents.js';
import { instantAt, type Instant } from '../../src/law/instant.js';
import {
  AUTHORITY_MESSAGE_KINDS,
  CONTROLLER_ROLES,
  DUTY_KINDS,
  MEASURE_KINDS,
  MEASURE_STATES,
  RISK_VERDICTS,
} from '../../src/law/vocabulary.js';
import { somebody } from '../application/register.js';
import type { Chance } from './chance.js';

/** A command with its address, ready to be sent as often as one likes. */
export interface Letter {
  readonly caller: Caller;
  readonly command: Asked;
  /** Absent for reports. */
  readonly incidentId: string | null;
  readonly commandId: string;
  readonly expectedRevision: number | null;
}

export interface Known {
  /** Incidents with their organisation. */
  readonly incidents: readonly { readonly id: string; readonly organisation: string }[];
  readonly entries: readonly string[];
}

/** Two organisations of three people each; ids from the seed, so that a script can be run again. */
export function peopleOf(chance: Chance): readonly Caller[] {
  const uuid = () =>
    Array.from({ length: 8 }, () => chance.below(0x10000).toString(16).padStart(4, '0'))
      .join('')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return [uuid(), uuid()].flatMap((organisation) =>
    (['HANDLER', 'DPO', 'DECIDER'] as const).map((role) => ({
      ...somebody(role, organisation),
      actor: uuid() as ActorId,
    })),
  );
}

export function letterFrom(
  chance: Chance,
  people: readonly Caller[],
  known: Known,
  number: number,
  now: number,
): Letter {
  const caller = chance.pick(people);
  const own = known.incidents.filter(
    ({ organisation }) => organisation === caller.organisation || chance.happens(0.02),
  );
  const reports = own.length === 0 || chance.happens(0.15);
  const name = reports ? 'reportIncident' : chance.pick(COMMAND_NAMES.slice(1));
  return {
    caller,
    command: askedFor(name, inputs(chance, known, now)[name]),
    incidentId: reports ? null : chance.pick(own).id,
    // Few names among many commands: some are used twice with other words.
    commandId: chance.happens(0.05) ? `again-${chance.below(3)}` : `command-${number}`,
    expectedRevision: !reports && chance.happens(0.2) ? chance.below(12) : null,
  };
}

function inputs(chance: Chance, known: Known, now: number): { readonly [N in CommandName]: InputOf<N> } {
  const past = (): Instant => instantAt(now - chance.below(10 * 24 * 3_600_000));
  const maybe = <T>(value: () => T): T | null => (chance.happens(0.5) ? value() : null);
  const entry = (): EntryId => (known.entries.length === 0 ? 'none' : chance.pick(known.entries)) as EntryId;
  const words = `mots ${chance.below(1_000_000)}`;
  const decidedBy = { name: 'A. Martin', capacity: 'DPO' };
  return {
    reportIncident: {
      title: chance.happens(0.1) ? ' ' : words,
      exercise: chance.happens(0.2),
      awareAt: maybe(past),
      informedByProcessorAt: maybe(past),
    },
    correctIncident: {
      title: words,
      reasons: words,
      ...(chance.happens(0.3) ? { role: chance.pick(CONTROLLER_ROLES) } : {}),
    },
    establishAwareness: { awareAt: past(), explanation: maybe(() => words) },
    recordFacts: {
      facts: {
        subjectsCount: chance.below(5_000),
        dataCategories: ['HEALTH'],
        subjectCategories: null,
        recordsCount: null,
      },
    },
    assessIncident: { verdict: chance.pick(RISK_VERDICTS), reasons: words, likelyConsequences: maybe(() => words) },
    recordMeasure: {
      kind: chance.pick(MEASURE_KINDS),
      state: chance.pick(MEASURE_STATES),
      description: words,
      measureId: chance.happens(0.2) ? entry() : null,
      recordAsHappened: chance.happens(0.5),
    },
    notifyCnil: {
      kind: chance.pick(['INITIAL', 'COMPLETE', 'COMPLEMENTARY'] as const),
      filedAt: past(),
      reasonsForDelay: maybe(() => words),
      recordAsHappened: chance.happens(0.5),
    },
    declineCnilNotification: { ground: 'RISK_UNLIKELY', reasons: words, decidedBy },
    defineAudience: {
      name: words,
      categories: ['PATIENTS'],
      audienceId: chance.happens(0.2) ? entry() : null,
      verdict: maybe(() => chance.pick(RISK_VERDICTS)),
    },
    notifySubjects: {
      audienceId: entry(),
      channel: 'EMAIL',
      sentAt: past(),
      message: { nature: words, contactPoint: words, likelyConsequences: words, measures: maybe(() => words) },
      complete: chance.happens(0.5),
      recordAsHappened: chance.happens(0.5),
    },
    declineSubjectsNotification: { ground: 'RISK_REMOVED', reasons: words, decidedBy },
    deferSubjectsNotification: {
      requestedBy: words,
      from: past(),
      reviewAt: instantAt(now + chance.below(10 * 24 * 3_600_000)),
      reasons: words,
      decidedBy,
    },
    identifyControllers: { controllers: practitioners(chance), remaining: maybe(() => chance.below(9)) },
    notifyControllers: {
      ...(chance.happens(0.5) ? { allIdentified: true } : { controllers: practitioners(chance) }),
      channel: 'EMAIL',
      sentAt: past(),
      message: words,
      recordAsHappened: chance.happens(0.5),
    },
    acknowledgeControllerNotice: {
      externalIds: practitioners(chance).map(({ externalId }) => externalId),
      receivedAt: past(),
      state: maybe(() => chance.pick(['ACKNOWLEDGED', 'FAILED'] as const)),
      recordAsHappened: chance.happens(0.5),
    },
    recordAuthorityMessage: { kind: chance.pick(AUTHORITY_MESSAGE_KINDS), receivedAt: past(), text: words },
    answerAuthority: { messageId: entry(), answeredAt: past(), text: words },
    recordRegimeFiling: { duty: 'LOPMI/OTHER_REGIME/COMPLAINT', recipient: words, filedAt: past() },
    classifyIncident: {
      regime: 'NIS2',
      classification: chance.pick(['SIGNIFICANT', 'NOT_SIGNIFICANT', 'UNHEARD_OF']),
      at: past(),
      reasons: words,
    },
    attachEvidence: { name: words, mediaType: 'text/plain', size: '12', sha256: 'ab'.repeat(32) },
    linkIncidents: { kind: 'SAME_EVENT', externalReference: words },
    addNote: { text: words },
    withdrawEntry: { entryId: entry(), reasons: words },
    closeIncident: {
      decidedBy,
      openDuties: DUTY_KINDS.slice(0, 4).map((kind) => ({ duty: `GDPR/${kind}`, reasons: words })),
    },
    reopenIncident: { reasons: words, decidedBy },
    ruleOutIncident: { reasons: words, decidedBy },
  };
}

/** A few of ten controllers, each at most once. */
function practitioners(chance: Chance): readonly { readonly externalId: string; readonly name: string }[] {
  const first = chance.below(8);
  return Array.from({ length: 1 + chance.below(3) }, (_, index) => ({
    externalId: `p-${first + index}`,
    name: `Cabinet ${first + index}`,
  }));
}
