import { lateness } from '../../law/clocks.js';
import { DAY, epoch, isAfter, type Instant } from '../../law/instant.js';
import type { TimePrecision } from '../../law/vocabulary.js';
import { decidedAct } from '../checks/acts.js';
import { authorityOf } from '../checks/authority.js';
import { inFuture } from '../checks/instants.js';
import { refusal } from '../checks/refusal.js';
import { isBlank, nameless, namelessDecider } from '../checks/texts.js';
import { missingContent } from '../content.js';
import { authorityClock } from '../duties.js';
import type { IncidentEventBody } from '../events/registry.js';
import type { EntryId } from '../ids.js';
import type { Decided, Refusal } from '../refusal.js';
import { isNotification, standingNotifications, stands } from '../standing.js';
import type { Filing, Incident } from '../state.js';
import type { NotifyCnil } from './command.js';
import type { Situation } from './situation.js';

/** Milliseconds by which an instant may be off that was given for a whole day or month. */
const SLACK: Readonly<Record<TimePrecision, number>> = { INSTANT: 0, DAY: DAY, MONTH: 31 * DAY };

/** The filing as it will be recorded, with the clock and the register as they stand. */
interface Assembled {
  readonly authority: string;
  readonly refersTo: EntryId | null;
  readonly precision: TimePrecision;
  readonly dueAt: Instant | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  /** How late: of the first notification alone, where its instant is known. */
  readonly lateBy: string | null;
  readonly missing: string[];
}

/**
 * Records what was filed with the supervisory authority. The clock, the lateness and the items of art. 33(3) that were missing are frozen in
 * the event, as they stood. A filing that took place is a fact: with `recordAsHappened` its irregularities are kept beside it instead of
 * keeping it out; only what cannot be (the future, an entry that is not there) is refused all the same.
 */
export function notifyCnil(input: NotifyCnil, situation: Situation): Decided<IncidentEventBody> {
  const { incident, now } = situation;
  const filing = assemble(input, situation);
  const impossible = [
    ...namelessDecider(['filedBy'], input.filedBy),
    ...nameless(['contactPoint'], input.contactPoint),
    ...unknownFiling(input, incident),
    ...inFuture(now, [['filedAt'], input.filedAt]),
  ];
  const irregular = [
    ...situation.against,
    ...ruledOut(input, incident),
    ...withoutReasonsForDelay(input, filing),
    ...withoutNotification(input, incident),
    ...tooEarly(input, filing, incident),
    ...incomplete(input, filing),
  ];
  return decidedAct(input, impossible, irregular, (irregularities) => [event(input, filing, irregularities)]);
}

function assemble(input: NotifyCnil, { incident, organisation }: Situation): Assembled {
  const notifications = standingNotifications(incident);
  const follows = !isNotification(input);
  const precision = input.filedAtPrecision ?? 'INSTANT';
  const clock = authorityClock(incident);
  const canBeLate = !follows && notifications.length === 0 && precision === 'INSTANT' && clock !== null;
  // Information given in phases adds up (art. 33(4)): a follow-up need not name the contact point again.
  const namedBefore = follows && incident.filings.some((filing) => stands(filing) && filing.contactPoint !== null);
  return {
    authority: authorityOf(input.authority),
    refersTo: input.refersTo ?? (follows ? (notifications.at(-1)?.id ?? null) : null),
    precision,
    dueAt: clock?.dueAt ?? null,
    rule: clock?.rule ?? null,
    ruleVersion: clock?.ruleVersion ?? null,
    lateBy: canBeLate ? lateness(clock.dueAt, input.filedAt) : null,
    missing: missingContent(incident, organisation, namedBefore || (input.contactPoint ?? null) !== null),
  };
}

function event(input: NotifyCnil, filing: Assembled, irregularities: string[]): IncidentEventBody {
  return {
    type: 'CnilNotified',
    data: {
      kind: input.kind,
      authority: filing.authority,
      filedAt: input.filedAt,
      filedAtPrecision: filing.precision,
      receiptNumber: input.receiptNumber ?? null,
      caseNumber: input.caseNumber ?? null,
      refersTo: filing.refersTo,
      filedBy: input.filedBy ?? null,
      contactPoint: input.contactPoint ?? null,
      channel: input.channel ?? null,
      reasonsForDelay: input.reasonsForDelay ?? null,
      text: input.text ?? null,
      dueAt: filing.dueAt,
      rule: filing.rule,
      ruleVersion: filing.ruleVersion,
      lateBy: filing.lateBy,
      missing: filing.missing,
      irregularities,
    },
  };
}

function standing(id: EntryId | null, incident: Incident): Filing | undefined {
  return incident.filings.find((filing) => filing.id === id && stands(filing));
}

function unknownFiling({ refersTo }: NotifyCnil, incident: Incident): readonly Refusal[] {
  if (refersTo === null || refersTo === undefined || standing(refersTo, incident) !== undefined) return [];
  return [refusal('UNKNOWN_ENTRY', 'unknownFiling', ['refersTo'])];
}

/** Where there was no breach, only the withdrawal of what was filed remains to be filed. */
function ruledOut({ kind }: NotifyCnil, { phase }: Incident): readonly Refusal[] {
  if (phase !== 'RULED_OUT' || kind === 'WITHDRAWAL') return [];
  return [refusal('ALREADY_CLOSED', 'alreadyRuledOut', ['kind'])];
}

function withoutReasonsForDelay({ filedAt, reasonsForDelay }: NotifyCnil, filing: Assembled): readonly Refusal[] {
  if (filing.lateBy === null || filing.dueAt === null || !isBlank(reasonsForDelay)) return [];
  const values = { filed: filedAt, due: filing.dueAt, late: filing.lateBy };
  return [refusal('REASONS_FOR_DELAY_REQUIRED', 'reasonsForDelayRequired', ['reasonsForDelay'], values)];
}

function withoutNotification(input: NotifyCnil, incident: Incident): readonly Refusal[] {
  if (isNotification(input) || standingNotifications(incident).length > 0) return [];
  return [refusal('NO_INITIAL_NOTIFICATION', 'noInitialNotification', ['kind'])];
}

function tooEarly({ filedAt }: NotifyCnil, filing: Assembled, incident: Incident): readonly Refusal[] {
  const latest = epoch(filedAt) + SLACK[filing.precision];
  const detected = incident.detectedAt;
  const earlier = standing(filing.refersTo, incident);
  const refusals: Refusal[] = [];
  if (detected !== null && latest < epoch(detected)) {
    refusals.push(refusal('DATE_ORDER', 'filedBeforeDetection', ['filedAt'], { filed: filedAt, detected }));
  }
  if (
    earlier !== undefined &&
    isAfter(earlier.filedAt, filedAt) &&
    latest < epoch(earlier.filedAt) - SLACK[earlier.filedAtPrecision]
  ) {
    const values = { filed: filedAt, earlier: earlier.filedAt };
    refusals.push(refusal('DATE_ORDER', 'filedBeforeEarlier', ['filedAt'], values));
  }
  return refusals;
}

function incomplete({ kind }: NotifyCnil, { missing }: Assembled): readonly Refusal[] {
  if (kind !== 'COMPLETE' || missing.length === 0) return [];
  return [refusal('MISSING_CONTENT', 'missingContent', ['kind'], { items: missing.join(', ') })];
}
