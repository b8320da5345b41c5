/** Explanations of duties in English: ICU messages. Instants and durations arrive as they are shown. */
const anchors = `{anchorKind, select, AWARENESS {awareness} PREVIOUS_STAGE {the initial notification} RECORDING {the recording of the incident} other {{anchorKind}}}`;

export const en = {
  'document.rule':
    'Every personal data breach is documented, whatever its risk: facts, effects and remedial action ({provision}; rule {rule}, version of {version}).',
  'document.processorRule':
    'A processor keeps what its controllers need to show and to act: facts and remedial action ({provision}; rule {rule}, version of {version}).',
  'document.met': 'All of it has been on record since {metAt}.',
  'document.lacksFacts': 'No facts are on record yet.',
  'document.lacksConsequences': 'No likely consequences are on record yet.',
  'document.lacksMeasure': 'No standing measure is on record yet.',
  'notify.rule':
    'The controller notifies the {recipient} without undue delay {limit, select, none {after} other {and, where feasible, within {limit} elapsed hours of}} becoming aware of the breach; weekends, holidays and changes of the clock make no difference ({provision}; rule {rule}, version of {version}).',
  'notify.state':
    '{state, select, NOT_STARTED {Nothing is due yet.} OPEN {It is open.} DUE_SOON {The last {warning} hours are running.} OVERDUE {The limit has passed: the duty stands, and the notification must give the reasons for the delay.} other {}}',
  'notify.unlikely':
    'The assessment finds a risk unlikely; the duty stays open until somebody decides, with reasons, not to notify.',
  'notify.declined':
    '{ground, select, RISK_UNLIKELY {Not required: it was decided on {decidedAt} that a risk is unlikely.} AUTHORITY_ALREADY_INFORMED {Waived by the decision of {decidedAt}: the authority had already been informed.} other {Waived by the decision of {decidedAt}: another provision applies.}} A later assessment that finds more lapses the decision.',
  'notify.met':
    '{precision, select, INSTANT {Met by the filing of {metAt}{late, select, yes {, {lateBy} late as the clock stood then} other {, in time as the clock stood then}}.} DAY {Met by a filing of which only the day is known ({metAt}): no lateness is told.} other {Met by a filing of which only the month is known ({metAt}): no lateness is told.}}',
  'notify.corrected':
    'Awareness was recorded or corrected after that filing: against the present one it was {late, select, yes {{lateBy} late} other {in time}}.',
  'complete.rule':
    'What the initial notification could not say yet follows without undue further delay ({provision}; rule {rule}, version of {version}).',
  'complete.notFiled': 'No notification has been filed: nothing is to be completed yet.',
  'complete.whole': 'Not required: the first notification was complete.',
  'complete.declined': 'Not required: it was decided not to notify.',
  'complete.withdrawn': 'Not required: the notification was withdrawn with the authority.',
  'complete.met': 'Met by the filing of {metAt}, in which nothing was missing.',
  'complete.lacking': 'Items of art. 33(3) missing from the last filing: {items}.',
  'state.ruledOut': 'Not required: it was ruled out that there was a personal data breach.',
  'clock.notAware':
    'No awareness, that is no reasonable certainty of a breach, is on record for this instant: the clock has not started; suspicion alone starts none.',
  'clock.notRecorded': 'The incident had not been recorded at this instant.',
  'clock.limit': `The clock runs from ${anchors}, {anchor}, and ends on {due}.`,
  'clock.target': `Counted from ${anchors}, {anchor}, {aim, select, own {the organisation’s own aim} other {the target}} is {target}: not a legal limit.`,
  'clock.otherAnchor':
    'For information: counted from {other, select, DETECTION {detection} PROCESSOR_NOTICE {the processor’s notice} other {the new facts}}, {anchor}, it would end on {due}.',
} as const;
