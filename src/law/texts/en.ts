/** Explanations of duties in English: ICU messages. Instants and durations arrive as they are shown. */
const anchors = `{anchorKind, select, AWARENESS {awareness} DETECTION {detection} CLASSIFICATION {the classification} PREVIOUS_STAGE {the initial notification} RECORDING {the recording of the incident} HIGH_RISK {the finding that they must be told} AUTHORITY_REQUEST {the receipt of the authority’s message} other {{anchorKind}}}`;

const stages = `{stage, select, EARLY_WARNING {the early warning} NOTIFICATION {the notification} FINAL_REPORT {the final report} REPORT {the report} COMPLAINT {the criminal complaint, for whoever wants the insurer to pay,} INITIAL_NOTIFICATION {the initial notification} INTERMEDIATE_REPORT {the intermediate report} SECOND_NOTIFICATION {the second notification} SUBSCRIBERS {the notice to subscribers} FINAL_REPORT_ON_VULNERABILITY {the final report on the vulnerability} FINAL_REPORT_ON_INCIDENT {the final report on the incident} other {{stage}}}`;

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
  'communicate.rule':
    'The controller tells the persons concerned, without undue delay, of a breach that is likely to result in a high risk to them; the law names no hour ({provision}; rule {rule}, version of {version}).',
  'communicate.undetermined':
    'Nobody has assessed the risk by this instant: whether the persons must be told is not known, and what is not known is not no.',
  'communicate.notHigh':
    'Not required: the assessment finds {verdict, select, UNLIKELY {a risk unlikely} other {a risk that is not high}}, no audience has a verdict of high risk of its own, and no order to inform stands.',
  'communicate.since':
    '{why, select, ORDER {The authority’s order to inform was received on {since}.} AUDIENCE {An audience has been on record as at high risk since {since}.} other {A high risk was assessed on {since}.}}',
  'communicate.noAudience': 'No audience to be told is defined yet.',
  'communicate.uncovered':
    '{count, plural, one {# audience is} other {# audiences are}} neither told nor covered by a decision: {names}.',
  'communicate.insufficient':
    'What was sent to some of them does not count as telling them: it lacks items of art. 34(2), or is a press release or a website alone.',
  'communicate.deferred':
    'Deferred from {from} at the request of {requestedBy}, until {reviewAt}: from then on it is open again by itself. Art. 33(1) is not deferred.',
  'communicate.cover':
    '{ground, select, UNINTELLIGIBLE {Decided on {since}: the data are unintelligible to whoever had access to them (art. 34(3)(a)).} RISK_REMOVED {Decided on {since}: measures taken since make the high risk no longer likely (art. 34(3)(b)).} DISPROPORTIONATE_EFFORT {A public communication took place on {since} instead of telling everybody (art. 34(3)(c)).} LEGAL_DEROGATION {Decided on {since}: another provision of law derogates.} EXEMPTION_CONFIRMED {The authority confirmed an exemption on {since} (art. 34(4)).} other {Decided on {since}: the risk is not high.}}',
  'communicate.met': 'Everybody to be told has been covered since {metAt}.',
  'controllers.rule':
    'A processor tells each controller concerned, without undue delay after becoming aware, whatever the risk; the law names no hour ({provision}; rule {rule}, version of {version}).',
  'controllers.nobody': 'No controller concerned is identified yet.',
  'controllers.untold':
    '{untold, plural, one {# controller of {known} known to be concerned is} other {# controllers of {known} known to be concerned are}} untold, the first of them since {since}{failed, plural, =0 {} one {; to # a notice was sent that came back} other {; to # a notice was sent that came back}}.',
  'controllers.remaining':
    '{known, select, yes {{count, plural, one {# more controller is} other {# more controllers are}} said to be still unidentified.} other {More controllers are said to be still unidentified, nobody knows how many.}}',
  'controllers.met':
    '{count, plural, one {The # controller} other {All # controllers}} known to be concerned had been told by {metAt}.',
  'message.answer':
    'Whoever the authority asks or orders cooperates and answers ({provision}; rule {rule}, version of {version}).',
  'message.inform':
    'The authority may order that the persons concerned be told; complied with once every audience on record has been told in full after the order ({provision}; rule {rule}, version of {version}).',
  'message.received':
    '{kind, select, QUESTION {A question} FORMAL_NOTICE {A formal notice} INSPECTION {The notice of an inspection} ORDER_TO_INFORM {An order to inform} other {An order}} of the authority, received on {receivedAt}.',
  'message.notReceived': 'It had not been received at this instant.',
  'message.undated': 'The message names no date, and the law names no hour.',
  'message.unanswered': 'No answer is on record.',
  'message.untold':
    '{count, plural, one {# audience has} other {# audiences have}} not been told in full since the order: {names}.',
  'message.exempted': 'Waived: the authority confirmed an exemption on {exemptedAt}, after the order.',
  'message.met': 'Met on {metAt}{late, select, yes {, {lateBy} late} other {}}.',
  'regime.rule': `{regime}: ${stages} goes to {recipient} {unit, select, HOURS {within {count, plural, one {# elapsed hour} other {# elapsed hours}}} DAYS {within {count, plural, one {# day} other {# days}}, by the calendar} MONTHS {within {count, plural, one {# month} other {# months}}, by the calendar} other {without undue delay; the law names no hour}} ({provision}; rule {rule}, version of {version}).`,
  'regime.notClassified':
    'It is asked only of what is classified {needs}. No such classification is on record for this instant: the clock has not started.',
  'regime.classified': 'Classified {classification} on {classifiedAt}.',
  'regime.excluded': 'Not required: classified {classification} on {classifiedAt}.',
  'regime.notAnchored':
    '{anchorKind, select, DETECTION {No detection} PREVIOUS_STAGE {No filing of the stage before} other {No awareness}} is on record for this instant: the clock has not started.',
  'regime.clock':
    'The clock runs from {anchorKind, select, AWARENESS {awareness} DETECTION {detection} CLASSIFICATION {the classification} other {the filing of the stage before}}, {anchor}, and ends on {due}{unit, select, HOURS {; weekends, holidays and changes of the clock make no difference} other {, the end of that day: a last day that is no working day gives way to the next one (Regulation 1182/71 art. 3(4))}}.',
  'regime.cap':
    '{applies, select, yes {It ends {hours} hours after awareness at the latest.} other {The {hours} hours from awareness had passed before it was classified: they do not count.}}',
  'regime.met': 'Met by the filing of {metAt}{late, select, yes {, {lateBy} late as the clock stood then} other {}}.',
  'regime.corrected':
    'The clock has changed since that filing: by the present one it was {late, select, yes {{lateBy} late} other {in time}}.',
  'regime.notAsked': 'A filing is on record, although nothing says that the regime asked it of the organisation then.',
  'state.ruledOut': 'Not required: it was ruled out that there was a personal data breach.',
  'clock.notAware':
    'No awareness, that is no reasonable certainty of a breach, is on record for this instant: the clock has not started; suspicion alone starts none.',
  'clock.notRecorded': 'The incident had not been recorded at this instant.',
  'clock.limit': `The clock runs from ${anchors}, {anchor}, and ends on {due}.`,
  'clock.target': `Counted from ${anchors}, {anchor}, {aim, select, own {the organisation’s own aim} other {the target}} is {target}: not a legal limit.`,
  'clock.otherAnchor':
    'For information: counted from {other, select, DETECTION {detection} AWARENESS {awareness} CLASSIFICATION {the classification} PROCESSOR_NOTICE {the processor’s notice} other {the new facts}}, {anchor}, it would end on {due}.',
  'clock.otherTarget':
    'For information: counted from {other, select, AWARENESS {awareness} PROCESSOR_NOTICE {the processor’s notice} other {detection}}, {anchor}, it would be {target}.',
} as const;
