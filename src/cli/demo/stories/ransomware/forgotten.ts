/** The relatives, the order, the end. */
import type { Deed, Say, Step } from '../../story.js';
import { chapter } from '../parts.js';
import { ask, crisis, deed, director, dpo, letter, on } from './cast.js';

export function relatives(say: Say): readonly Step[] {
  return [
    chapter(
      say('The forgotten', 'Les oubliés'),
      say(
        'A daughter calls: the files name relatives too, with addresses and telephone numbers.',
        'Une fille appelle : les dossiers nomment aussi des proches, avec adresses et téléphones.',
      ),
    ),
    deed({
      at: '2024-04-17T11:00:00+02:00',
      by: dpo,
      entry: 'relatives',
      says: say(
        'A second audience: the relatives named in the files.',
        'Un second public : les proches nommés dans les dossiers.',
      ),
      command: 'defineAudience',
      input: {
        name: say('Relatives and persons of trust', 'Proches et personnes de confiance'),
        categories: ['OTHER'],
        count: 21_000,
      },
    }),
    ask(
      '2024-04-17T12:00:00+02:00',
      say(
        'As soon as they are named the duty is open again, and past the hospital’s own target.',
        'Dès qu’ils sont nommés, l’obligation est de nouveau ouverte, et l’objectif propre de l’hôpital est dépassé.',
      ),
      {
        COMMUNICATE_TO_SUBJECTS: 'DUE_SOON',
      },
    ),
  ];
}

export function ordered(say: Say): readonly Step[] {
  const sent = (at: string, audience: string, count: number, says: string): Deed =>
    deed({
      at,
      by: dpo,
      says,
      command: 'notifySubjects',
      input: (made) => ({
        audienceId: made.entry(audience),
        channel: 'LETTER',
        sentAt: at,
        count,
        language: 'fr',
        message: letter(say),
      }),
    });
  return [
    chapter(
      say('The CNIL orders', 'La CNIL ordonne'),
      say(
        'Days pass. The CNIL has heard of it and orders the hospital to tell everybody concerned.',
        'Les jours passent. La CNIL en a eu connaissance et ordonne de prévenir toutes les personnes concernées.',
      ),
    ),
    deed({
      at: '2024-04-22T10:00:00+02:00',
      by: dpo,
      says: say('Records the order and its date.', 'Consigne l’injonction et son échéance.'),
      command: 'recordAuthorityMessage',
      input: {
        kind: 'ORDER_TO_INFORM',
        receivedAt: '2024-04-22T10:00:00+02:00',
        dueAt: '2024-04-29T18:00:00+02:00',
        text: say(
          'Tell all persons concerned, relatives included (art. 34(4)).',
          'Prévenir toutes les personnes concernées, proches compris (art. 34(4)).',
        ),
      },
    }),
    ask(
      '2024-04-23T09:00:00+02:00',
      say('An order overrides what was decided here.', 'Une injonction l’emporte sur ce qui a été décidé ici.'),
      {
        COMPLY_WITH_ORDER: 'OPEN',
        COMMUNICATE_TO_SUBJECTS: 'DUE_SOON',
      },
    ),
    sent(
      '2024-04-26T10:00:00+02:00',
      'relatives',
      21_000,
      say('A letter to the relatives.', 'Une lettre aux proches.'),
    ),
    ask(
      '2024-04-26T12:00:00+02:00',
      say(
        'All are told, yet the order asks that all be told after it.',
        'Tous sont prévenus, mais l’injonction demande que tous le soient après elle.',
      ),
      {
        COMPLY_WITH_ORDER: 'OPEN',
        COMMUNICATE_TO_SUBJECTS: 'MET',
      },
    ),
    sent(
      '2024-04-26T16:00:00+02:00',
      'patients',
      47_350,
      say('And a second letter to the patients.', 'Et une seconde lettre aux patients.'),
    ),
    ask('2024-04-27T09:00:00+02:00', say('The order is obeyed, in time.', 'L’injonction est exécutée, à temps.'), {
      COMPLY_WITH_ORDER: 'MET',
      COMMUNICATE_TO_SUBJECTS: 'MET',
    }),
  ];
}

export function end(say: Say): readonly Step[] {
  return [
    chapter(
      say('Closure', 'Clôture'),
      say('In June the hospital works as before.', 'En juin, l’hôpital fonctionne comme avant.'),
    ),
    deed({
      at: '2024-06-14T10:00:00+02:00',
      by: crisis,
      says: say('What is to keep it from happening again.', 'Ce qui doit empêcher que cela se reproduise.'),
      command: 'recordMeasure',
      input: {
        kind: 'PREVENTION',
        state: 'TAKEN',
        description: say(
          'Second factor for every access from outside, backups out of reach',
          'Double authentification pour tout accès externe, sauvegardes hors d’atteinte',
        ),
        doneAt: '2024-06-14T10:00:00+02:00',
      },
    }),
    deed({
      at: '2024-06-28T15:00:00+02:00',
      by: director,
      says: say('Closes the incident, with lessons.', 'Clôt l’incident, avec ses leçons.'),
      command: 'closeIncident',
      input: {
        occurredAt: '2024-06-28T15:00:00+02:00',
        decidedBy: { name: director.name, capacity: say('director', 'direction') },
        lessons: say(
          'List everybody whose data is in a file before writing the first letter.',
          'Recenser toutes les personnes présentes dans un dossier avant d’écrire la première lettre.',
        ),
      },
    }),
    { is: 'recap', by: dpo, on, says: say('The hospital', 'L’hôpital') },
  ];
}
