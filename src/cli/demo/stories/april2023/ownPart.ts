/** The platform as controller of its own processing. */
import type { Say, Step } from '../../story.js';
import { chapter, look, invented } from '../parts.js';
import { lossFrom, lossTo, platformDpo } from './cast.js';

export function ownPart(say: Say): readonly Step[] {
  const on = 'own';
  const decidedBy = {
    name: platformDpo.name,
    capacity: say('by delegation of the controller', 'par délégation du responsable'),
  };
  return [
    chapter(
      say('The platform’s own part, as a controller', 'La part propre de la plateforme, responsable de traitement'),
      say(
        'For the accounts of its users the platform decides itself. The same event is a second incident, linked to the first. That the CNIL was not notified is known, and that the company’s lawyers held the criteria not to be met; this incident and its days are invented.',
        'Pour les comptes de ses utilisateurs, la plateforme décide elle-même. Le même événement est un second incident, lié au premier. On sait que la CNIL n’a pas été notifiée et que le service juridique jugeait les critères non remplis ; cet incident et ses jours sont inventés.',
      ),
    ),
    invented({
      at: '2023-04-27T12:15:00+02:00',
      by: platformDpo,
      on,
      says: say(
        'Reports what concerns the platform’s own processing.',
        'Signale ce qui touche aux traitements propres de la plateforme.',
      ),
      command: 'reportIncident',
      input: {
        title: say('Same event: users’ accounts and usage data', 'Même événement : comptes et données d’usage'),
        occurredFrom: lossFrom,
        occurredTo: lossTo,
        detectedAt: '2023-04-27T10:50:00+02:00',
        awareAt: '2023-04-27T12:15:00+02:00',
        natures: ['AVAILABILITY'],
      },
    }),
    invented({
      at: '2023-04-27T12:20:00+02:00',
      by: platformDpo,
      on,
      says: say('Links the two.', 'Lie les deux incidents.'),
      command: 'linkIncidents',
      input: (made) => ({ kind: 'SAME_EVENT', otherIncidentId: made.incident('processor') }),
    }),
    look(
      platformDpo,
      on,
      '2023-04-28T12:00:00+02:00',
      say(
        'Here a clock of 72 hours runs, and an assessment is due.',
        'Ici court un délai de 72 heures, et une appréciation est attendue.',
      ),
      {
        NOTIFY_AUTHORITY: 'OPEN',
        COMMUNICATE_TO_SUBJECTS: 'UNDETERMINED',
      },
    ),
    invented({
      at: '2023-04-28T16:00:00+02:00',
      by: platformDpo,
      on,
      says: say(
        'Assesses: no account and no usage data is lost.',
        'Apprécie : aucun compte, aucune donnée d’usage n’est perdu.',
      ),
      command: 'assessIncident',
      input: {
        occurredAt: '2023-04-28T16:00:00+02:00',
        facts: {
          natures: ['AVAILABILITY'],
          dataCategories: ['USAGE', 'CONTRACT'],
          subjectCategories: ['USERS'],
          exposure: 'NOT_APPLICABLE',
          availability: 'RESTORED',
        },
        likelyConsequences: say('None expected for the accounts', 'Aucune attendue pour les comptes'),
        verdict: 'UNLIKELY',
        reasons: say(
          'No data of the platform’s own processing was lost or shown to anybody.',
          'Aucune donnée des traitements propres n’a été perdue ni montrée.',
        ),
      },
    }),
    invented({
      at: '2023-04-28T17:00:00+02:00',
      by: platformDpo,
      on,
      says: say(
        'Decides not to notify the CNIL of this part, with reasons and by name.',
        'Décide de ne pas notifier cette part à la CNIL, avec ses raisons et sous son nom.',
      ),
      command: 'declineCnilNotification',
      input: {
        occurredAt: '2023-04-28T17:00:00+02:00',
        ground: 'RISK_UNLIKELY',
        reasons: say(
          'A risk to the persons is unlikely as far as the accounts are concerned.',
          'Un risque pour les personnes est peu probable pour ce qui est des comptes.',
        ),
        decidedBy,
      },
    }),
    look(
      platformDpo,
      on,
      '2023-04-29T12:00:00+02:00',
      say(
        'This settles the platform’s own part, and nothing of what it owes its controllers.',
        'Cela règle la part propre, et rien de ce que la plateforme doit à ses clients.',
      ),
      { NOTIFY_AUTHORITY: 'NOT_REQUIRED', COMMUNICATE_TO_SUBJECTS: 'NOT_REQUIRED' },
    ),
  ];
}
