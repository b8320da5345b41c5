/** What came back to the platform. */
import type { Say, Step } from '../../story.js';
import { chapter, look, invented } from '../parts.js';
import { platformDpo } from './cast.js';

export function aftermath(say: Say): readonly Step[] {
  const on = 'processor';
  return [
    chapter(
      say('Afterwards', 'Ensuite'),
      say(
        'Practitioners complained in public. What reaches the platform through the CNIL is invented: no decision of the CNIL on this case is known.',
        'Des praticiens se sont plaints publiquement. Ce qui parvient à la plateforme par la CNIL est inventé : aucune décision de la CNIL sur cette affaire n’est connue.',
      ),
    ),
    invented({
      at: '2023-05-09T11:00:00+02:00',
      by: platformDpo,
      on,
      says: say(
        'Three complaints of practitioners arrive through the CNIL.',
        'Trois plaintes de praticiens arrivent par la CNIL.',
      ),
      command: 'recordAuthorityMessage',
      input: {
        kind: 'COMPLAINT',
        receivedAt: '2023-05-09T11:00:00+02:00',
        text: say(
          'Three practitioners complain of having been told a week later.',
          'Trois praticiens se plaignent d’avoir été prévenus une semaine après.',
        ),
      },
    }),
    invented({
      at: '2023-05-10T09:30:00+02:00',
      by: platformDpo,
      on,
      entry: 'question',
      says: say(
        'The CNIL asks why it took six days, and wants an answer within two weeks.',
        'La CNIL demande pourquoi il a fallu six jours, et attend une réponse sous deux semaines.',
      ),
      command: 'recordAuthorityMessage',
      input: {
        kind: 'QUESTION',
        receivedAt: '2023-05-10T09:30:00+02:00',
        dueAt: '2023-05-24T18:00:00+02:00',
        text: say(
          'When was each controller identified, and when told?',
          'Quand chaque responsable a-t-il été identifié, et quand prévenu ?',
        ),
      },
    }),
    look(
      platformDpo,
      on,
      '2023-05-12T09:00:00+02:00',
      say('The question is a duty with a date.', 'La question est une obligation datée.'),
      { ANSWER_AUTHORITY: 'OPEN' },
    ),
    invented({
      at: '2023-05-22T17:00:00+02:00',
      by: platformDpo,
      on,
      says: say(
        'Answers from the register: every notice with its instants.',
        'Répond d’après le registre : chaque avis avec ses instants.',
      ),
      command: 'answerAuthority',
      input: (made) => ({
        messageId: made.entry('question'),
        answeredAt: '2023-05-22T17:00:00+02:00',
        text: say(
          '2,300 identified on 27 and 28 April, told on 3 May; the list is attached.',
          '2 300 identifiés les 27 et 28 avril, prévenus le 3 mai ; la liste est jointe.',
        ),
      }),
    }),
    look(
      platformDpo,
      on,
      '2023-05-23T09:00:00+02:00',
      say(
        'Nothing is open any more; the six days stay on the record.',
        'Plus rien n’est ouvert ; les six jours restent au registre.',
      ),
      {
        NOTIFY_CONTROLLERS: 'MET',
        ANSWER_AUTHORITY: 'MET',
      },
    ),
    { is: 'recap', by: platformDpo, on, says: say('The platform as processor', 'La plateforme, sous-traitant') },
  ];
}
