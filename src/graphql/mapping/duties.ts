import { duties } from '../../incident/duties.js';
import type { Duty as DomainDuty } from '../../incident/duty.js';
import type { Instant } from '../../law/instant.js';
import { showRecipient } from '../../law/texts/recipients.js';
import type { Language } from '../../law/vocabulary.js';
import type { Duty } from '../types/duty.js';
import type { Incident } from '../types/incident.js';

/** The incident's duties as of an instant: the record as it stands, its clocks as they stood then. */
export function dutiesOf(incident: Incident, language: Language, at: Instant = incident.view.at): readonly Duty[] {
  return duties(incident.view.incident, incident.view.organisation, at).map((duty) => dutyOf(duty, incident, language));
}

/** A duty as the API shows it. @param incident in the state that it was computed from. */
export function dutyOf(duty: DomainDuty, incident: Incident, language: Language): Duty {
  return {
    ...duty,
    __typename: 'Duty',
    id: `${incident.id}/${duty.key}`,
    incident,
    recipient: showRecipient(duty.recipient, language),
    // Words cost more than all the rest, and a list seldom asks for them.
    get explanation() {
      return duty.explanation(language);
    },
  };
}
