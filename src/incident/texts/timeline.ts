/** Events as a reader of the timeline meets them: a title in the reader's language, and the words that people gave. */
import { showInstant } from '../../law/texts/show.js';
import type { Language } from '../../law/vocabulary.js';
import type { IncidentEventBody } from '../events/registry.js';
import { formatted } from './icu.js';
import { timelineEn, type TimelineTitle } from './timelineEn.js';
import { timelineFr } from './timelineFr.js';

export const timelineTitles: Readonly<Record<Language, Readonly<Record<TimelineTitle, string>>>> = {
  en: timelineEn,
  fr: timelineFr,
};

export interface Told {
  readonly title: string;
  /** Free words, as they were given; null where nobody gave any. */
  readonly detail: string | null;
}

/**
 * @param timeZone IANA zone that instants in titles are shown in.
 * @param withheld the reader may know that there is something, and not what it says.
 */
export function tellEvent(event: IncidentEventBody, language: Language, timeZone: string, withheld = false): Told {
  const title = withheld && event.type === 'NoteAdded' ? 'NoteWithheld' : event.type;
  const values = valuesOf(event, (instant) => showInstant(instant, language, timeZone));
  return {
    title: formatted(timelineTitles[language][title], language, values),
    detail: withheld ? null : detailOf(event),
  };
}

type Show = (instant: Parameters<typeof showInstant>[0]) => string;

/** What a title has places for. */
function valuesOf(event: IncidentEventBody, show: Show): Readonly<Record<string, string | number>> {
  switch (event.type) {
    case 'AwarenessCorrected':
      return { awareAt: show(event.data.awareAt) };
    case 'IncidentAssessed':
      return { verdict: event.data.verdict };
    case 'MeasureRecorded':
      return { state: event.data.state };
    case 'CnilNotified':
    case 'AuthorityMessageReceived':
      return { authority: event.data.authority, kind: event.data.kind };
    case 'AudienceDefined':
      return { again: event.data.audienceId === null ? 'no' : 'yes', name: event.data.name };
    case 'SubjectsNotificationDeferred':
      return { reviewAt: show(event.data.reviewAt) };
    case 'ControllersIdentified':
      return { count: event.data.controllers.length };
    case 'ControllersNotified':
    case 'ControllerNoticeAcknowledged':
    case 'ControllerNoticeFailed':
      return { count: event.data.externalIds.length };
    case 'RegimeFilingRecorded':
      return { regime: event.data.regime, recipient: event.data.recipient };
    case 'IncidentClassified':
      return { regime: event.data.regime, classification: event.data.classification };
    case 'EvidenceAttached':
      return { name: event.data.name };
    case 'IncidentsLinked':
      return { kind: event.data.kind };
    case 'IncidentDetected':
    case 'IncidentCorrected':
    case 'AwarenessEstablished':
    case 'FactsRecorded':
    case 'CnilNotificationDeclined':
    case 'SubjectsNotified':
    case 'SubjectsNotificationDeclined':
    case 'AuthorityAnswered':
    case 'NoteAdded':
    case 'EntryWithdrawn':
    case 'IncidentClosed':
    case 'IncidentReopened':
    case 'IncidentRuledOut':
      return {};
  }
}

function detailOf(event: IncidentEventBody): string | null {
  switch (event.type) {
    case 'IncidentDetected':
      return event.data.title;
    case 'AwarenessEstablished':
    case 'AwarenessCorrected':
      return event.data.explanation;
    case 'FactsRecorded':
      return event.data.facts.circumstances ?? null;
    case 'MeasureRecorded':
    case 'EvidenceAttached':
      return event.data.description;
    case 'CnilNotified':
      return event.data.text ?? event.data.reasonsForDelay;
    case 'SubjectsNotified':
      return event.data.message.fullText ?? event.data.message.nature;
    case 'ControllersNotified':
      return event.data.message;
    case 'ControllerNoticeAcknowledged':
    case 'ControllerNoticeFailed':
      return event.data.source;
    case 'AuthorityMessageReceived':
    case 'AuthorityAnswered':
    case 'RegimeFilingRecorded':
    case 'NoteAdded':
      return event.data.text;
    case 'IncidentsLinked':
      return event.data.reasons ?? event.data.externalReference;
    case 'IncidentClosed':
      return event.data.lessons;
    case 'IncidentCorrected':
    case 'IncidentAssessed':
    case 'CnilNotificationDeclined':
    case 'SubjectsNotificationDeclined':
    case 'SubjectsNotificationDeferred':
    case 'EntryWithdrawn':
    case 'IncidentReopened':
    case 'IncidentRuledOut':
    case 'IncidentClassified':
      return event.data.reasons;
    case 'AudienceDefined':
    case 'ControllersIdentified':
      return null;
  }
}
