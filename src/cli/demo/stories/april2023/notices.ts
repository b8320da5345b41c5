/** The platform as processor: the 2,300 are told. */
import type { Deed, Say, Step } from '../../story.js';
import { chapter, look, known, invented } from '../parts.js';
import { noticesSent, onCall, platformDpo } from './cast.js';
import { bounced, keysOf, practices } from './controllers.js';

export function told(say: Say): readonly Step[] {
  const on = 'processor';
  const all = practices(say);
  const message = say(
    'From 26 April 17:40 to 27 April 11:40 the reason, history, examination and conclusion of some of your consultations were not saved. Please enter them again.',
    'Du 26 avril 17 h 40 au 27 avril 11 h 40, le motif, l’interrogatoire, l’examen et la conclusion de certaines de vos consultations n’ont pas été enregistrés. Merci de les saisir à nouveau.',
  );
  return [
    chapter(
      say('3 May: the practitioners are told', '3 mai : les praticiens sont prévenus'),
      say(
        'By e-mail, six days after the repair. The hour is invented.',
        'Par courriel, six jours après la réparation. L’heure est inventée.',
      ),
    ),
    known({
      at: noticesSent,
      by: onCall,
      on,
      says: say('Writes to all 2,300 in one go.', 'Écrit aux 2 300 d’un seul coup.'),
      command: 'notifyControllers',
      input: { allIdentified: true, channel: 'EMAIL', sentAt: noticesSent, message, remaining: 0 },
    }),
    invented({
      at: '2023-05-03T10:20:00+02:00',
      by: onCall,
      on,
      says: say(
        '37 messages come back: whoever was not reached is untold.',
        '37 messages reviennent : qui n’a pas été joint n’est pas prévenu.',
      ),
      command: 'acknowledgeControllerNotice',
      input: {
        externalIds: keysOf(bounced(all)),
        receivedAt: '2023-05-03T10:20:00+02:00',
        state: 'FAILED',
        source: say('mail server', 'serveur de messagerie'),
      },
    }),
    look(platformDpo, on, '2023-05-03T12:00:00+02:00', say('Not done yet.', 'Ce n’est pas encore fait.'), {
      NOTIFY_CONTROLLERS: 'DUE_SOON',
    }),
    invented({
      at: '2023-05-03T16:30:00+02:00',
      by: onCall,
      on,
      says: say('Shows the notice to those 37 in the application.', 'Affiche l’avis à ces 37 dans l’application.'),
      command: 'notifyControllers',
      input: { allIdentified: true, channel: 'IN_APP', sentAt: '2023-05-03T16:30:00+02:00', message },
    }),
    look(
      platformDpo,
      on,
      '2023-05-03T20:00:00+02:00',
      say(
        'Every controller known to be concerned has been told.',
        'Chaque responsable que l’on sait concerné est prévenu.',
      ),
      {
        NOTIFY_CONTROLLERS: 'MET',
      },
    ),
    ...acknowledged(say),
  ];
}

function acknowledged(say: Say): readonly Deed[] {
  const all = practices(say);
  const waves: readonly (readonly [string, number, number])[] = [
    ['2023-05-03T21:00:00+02:00', 0, 611],
    ['2023-05-04T18:00:00+02:00', 611, 1_520],
    ['2023-05-09T18:00:00+02:00', 1_520, 2_104],
  ];
  return waves.map(([at, from, to]) =>
    invented({
      at,
      by: onCall,
      on: 'processor',
      says: say(`${to - from} acknowledgements trickle in.`, `${to - from} accusés de réception arrivent.`),
      command: 'acknowledgeControllerNotice',
      input: {
        externalIds: keysOf(all.slice(from, to)),
        receivedAt: at,
        source: say('link in the message', 'lien dans le message'),
      },
    }),
  );
}
