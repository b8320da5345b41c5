/** Audiences and what they were told, as the API shows them. */
import type { IncidentView } from '../../application/application.js';
import { informationOf } from '../../incident/audiences.js';
import { stands } from '../../incident/standing.js';
import type { Audience as DomainAudience, SubjectCommunication as DomainCommunication } from '../../incident/state.js';
import type { Audience, SubjectCommunication } from '../types/subjects.js';
import { actorOf, codesOf } from './parts.js';

/** An audience that was struck is shown too, where what refers to it stands. */
export type AudiencesById = ReadonlyMap<string, Audience>;

export function audiencesById(view: IncidentView): AudiencesById {
  return new Map(view.incident.audiences.map((audience) => [audience.id, audienceOf(audience, view)]));
}

function audienceOf(audience: DomainAudience, { incident, at }: IncidentView): Audience {
  const { id, name, categories, count, verdict, plannedFor } = audience;
  return { id, name, categories, count, verdict, plannedFor, information: informationOf(incident, audience, at) };
}

/** Standing communications, in the order they were recorded. */
export function communicationsOf(view: IncidentView, audiences: AudiencesById): readonly SubjectCommunication[] {
  return view.incident.communications
    .filter(stands)
    .map((communication) => communicationOf(communication, view, audiences));
}

function communicationOf(
  { audienceId, irregularities, recordedBy, ...same }: DomainCommunication,
  view: IncidentView,
  audiences: AudiencesById,
): SubjectCommunication {
  const audience = audiences.get(audienceId);
  if (audience === undefined) throw new Error('A communication is to an audience on record');
  return {
    ...same,
    audience,
    view,
    irregularities: codesOf(irregularities),
    recordedBy: actorOf(recordedBy),
  };
}
