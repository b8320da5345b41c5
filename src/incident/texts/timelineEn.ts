/** What an event was, in a few words, for a reader of English. ICU messages; the free words of people stand beside them. */
import type { IncidentEventType } from '../events/registry.js';

/** An event by its type; `NoteWithheld` stands for a note that the reader may not have. */
export type TimelineTitle = IncidentEventType | 'NoteWithheld';

export const timelineEn: Readonly<Record<TimelineTitle, string>> = {
  IncidentDetected: 'Breach reported',
  IncidentCorrected: 'Report corrected',
  AwarenessEstablished: 'Awareness established',
  AwarenessCorrected: 'Awareness corrected: {awareAt}',
  FactsRecorded: 'Facts recorded',
  IncidentAssessed: 'Risk assessed: {verdict, select, UNLIKELY {a risk is unlikely} RISK {a risk} other {a high risk}}',
  MeasureRecorded: '{state, select, PLANNED {Measure planned} ABANDONED {Measure abandoned} other {Measure taken}}',
  CnilNotified:
    '{authority}: {kind, select, INITIAL {initial notification filed} COMPLEMENTARY {complement filed} COMPLETE {complete notification filed} CORRECTION {correction filed} other {withdrawal filed}}',
  CnilNotificationDeclined: 'Decision not to notify the authority',
  AudienceDefined: '{again, select, yes {Audience redefined: {name}} other {Audience defined: {name}}}',
  SubjectsNotified: 'Persons concerned told',
  SubjectsNotificationDeclined: 'Decision not to tell the persons concerned',
  SubjectsNotificationDeferred: 'Telling the persons concerned put off until {reviewAt}',
  ControllersIdentified:
    '{count, plural, =0 {Number of controllers still expected recorded} one {# controller identified} other {# controllers identified}}',
  ControllersNotified: '{count, plural, one {Notice sent to # controller} other {Notice sent to # controllers}}',
  ControllerNoticeAcknowledged:
    '{count, plural, one {Notice acknowledged by # controller} other {Notice acknowledged by # controllers}}',
  ControllerNoticeFailed:
    '{count, plural, one {Notice to # controller came back} other {Notices to # controllers came back}}',
  AuthorityMessageReceived:
    '{authority}: {kind, select, ACKNOWLEDGEMENT {acknowledgement received} QUESTION {question received} FORMAL_NOTICE {formal notice received} INSPECTION {inspection announced} ORDER_TO_INFORM {order to inform the persons concerned} OTHER_ORDER {order received} EXEMPTION_CONFIRMED {exemption confirmed} COMPLAINT {complaint passed on} SANCTION {sanction} other {case closed}}',
  AuthorityAnswered: 'Authority answered',
  RegimeFilingRecorded: '{regime}: filed with {recipient}',
  IncidentClassified: '{regime}: classified {classification}',
  EvidenceAttached: 'Evidence attached: {name}',
  IncidentsLinked:
    '{kind, select, DUPLICATE_OF {Linked: duplicate of another incident} SAME_EVENT {Linked: same event as another incident} PROCESSOR_NOTICE {Linked: notice between processor and controller} SPLIT_FROM {Linked: split from another incident} other {Linked: another incident come back}}',
  NoteAdded: 'Note',
  NoteWithheld: 'Note under legal privilege, withheld',
  EntryWithdrawn: 'Entry struck',
  IncidentClosed: 'Incident closed',
  IncidentReopened: 'Incident reopened',
  IncidentRuledOut: 'Ruled out: no personal-data breach',
};
