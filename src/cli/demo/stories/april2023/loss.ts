/** The platform as processor: found, repaired, and six days of silence. */
import type { Say, Step } from '../../story.js';
import { chapter, look, known, invented } from '../parts.js';
import { facts, lossFrom, lossTo, onCall, platformDpo } from './cast.js';
import { practices } from './controllers.js';

export function found(say: Say): readonly Step[] {
  const on = 'processor';
  return [
    chapter(
      say('The platform, as processor', 'La plateforme, sous-traitant'),
      say(
        'On 27 April the loss is noticed and repaired within the hour.',
        'Le 27 avril, la perte est constatée et réparée dans l’heure.',
      ),
    ),
    known({
      at: '2023-04-27T10:50:00+02:00',
      by: onCall,
      on,
      says: say(
        'Reports that consultation texts are not saved since the update. (The day and the repair within the hour are known, the minute is invented.)',
        'Signale que des textes de consultation ne sont plus enregistrés depuis la mise à jour. (Le jour et la réparation dans l’heure sont connus, la minute est inventée.)',
      ),
      command: 'reportIncident',
      input: {
        title: say('Consultation texts not saved', 'Textes de consultation non enregistrés'),
        summary: say(
          'Four text fields (reason, history, examination, conclusion) of consultations with a shared document were not saved.',
          'Quatre champs (motif, interrogatoire, examen, conclusion) des consultations avec un document partagé n’ont pas été enregistrés.',
        ),
        role: 'PROCESSOR',
        occurredFrom: lossFrom,
        occurredTo: lossTo,
        detectedAt: '2023-04-27T10:50:00+02:00',
        natures: ['AVAILABILITY'],
      },
    }),
    known({
      at: lossTo,
      by: onCall,
      on,
      says: say(
        'The update is rolled back: what is written from now on is saved.',
        'La mise à jour est annulée : ce qui est saisi désormais est enregistré.',
      ),
      command: 'recordMeasure',
      input: {
        kind: 'CONTAINMENT',
        state: 'TAKEN',
        description: say('Rolled the update back', 'Retour à la version précédente'),
        doneAt: lossTo,
      },
    }),
    invented({
      at: '2023-04-27T12:15:00+02:00',
      by: onCall,
      on,
      says: say(
        'The logs leave no doubt: certainty, and with it the clock.',
        'Les journaux ne laissent aucun doute : la certitude, et avec elle le délai.',
      ),
      command: 'establishAwareness',
      input: { awareAt: '2023-04-27T12:15:00+02:00' },
    }),
    known({
      at: '2023-04-27T15:00:00+02:00',
      by: onCall,
      on,
      says: say(
        'Records the facts. No verdict is asked of a processor: whether there is a risk is for each controller to judge.',
        'Consigne les faits. Aucun verdict n’est demandé à un sous-traitant : c’est à chaque responsable d’apprécier le risque.',
      ),
      command: 'recordFacts',
      input: {
        occurredAt: '2023-04-27T15:00:00+02:00',
        facts: {
          ...facts,
          cause: ['INTERNAL_ACCIDENTAL'],
          origins: ['OTHER'],
          otherDetail: say('Defect of an update', 'Défaut d’une mise à jour'),
          subjectsBand: 'FROM_301_TO_5000',
          subjectsEstimated: true,
          circumstances: say(
            'Consultations with at least one shared document; 1.3 % of the practitioners, several thousand patients.',
            'Consultations avec au moins un document partagé ; 1,3 % des praticiens, plusieurs milliers de patients.',
          ),
        },
      },
    }),
  ];
}

export function silence(say: Say): readonly Step[] {
  const on = 'processor';
  const all = practices(say);
  return [
    invented({
      at: '2023-04-27T16:30:00+02:00',
      by: onCall,
      on,
      says: say(
        '1,400 practices concerned are known by name, 900 more are expected.',
        '1 400 cabinets concernés sont identifiés, 900 autres sont attendus.',
      ),
      command: 'identifyControllers',
      input: { occurredAt: '2023-04-27T16:30:00+02:00', controllers: all.slice(0, 1_400), remaining: 900 },
    }),
    look(
      platformDpo,
      on,
      '2023-04-27T18:00:00+02:00',
      say(
        'The duty of art. 33(2) is open: no test of risk, no hour in the law.',
        'L’obligation de l’art. 33(2) est ouverte : sans appréciation du risque, sans heure dans la loi.',
      ),
      {
        NOTIFY_CONTROLLERS: 'OPEN',
      },
    ),
    invented({
      at: '2023-04-28T09:00:00+02:00',
      by: onCall,
      on,
      says: say('The list is whole: 2,300 controllers.', 'La liste est complète : 2 300 responsables de traitement.'),
      command: 'identifyControllers',
      input: { occurredAt: '2023-04-28T09:00:00+02:00', controllers: all.slice(1_400), remaining: 0 },
    }),
    look(
      platformDpo,
      on,
      '2023-05-01T12:00:00+02:00',
      say(
        'Four days later: 2,300 controllers identified, none of them told. A register shows it every day, and since when.',
        'Quatre jours plus tard : 2 300 responsables identifiés, aucun prévenu. Un registre le montre chaque jour, et depuis quand.',
      ),
      { NOTIFY_CONTROLLERS: 'DUE_SOON' },
    ),
  ];
}
