/** One of the 2,300, in an organisation of its own. */
import type { Say, Step } from '../../story.js';
import { chapter, look, invented } from '../parts.js';
import { doctor, facts, lossFrom, lossTo } from './cast.js';

export function practitioner(say: Say): readonly Step[] {
  const on = 'practice';
  const read = '2023-05-03T13:10:00+02:00';
  const decidedBy = {
    name: doctor.name,
    capacity: say('controller, in person', 'responsable de traitement, en personne'),
  };
  return [
    chapter(
      say('One of the 2,300: a practice, as controller', 'L’un des 2 300 : un cabinet, responsable de traitement'),
      say(
        'An organisation of one, without a data protection officer. It has its own register, its own clock, its own decision. Its story is invented; each of the 2,300 could tell one.',
        'Une organisation d’une seule personne, sans délégué à la protection des données. Elle a son registre, son délai, sa décision. Son histoire est inventée ; chacun des 2 300 pourrait en raconter une.',
      ),
    ),
    invented({
      at: read,
      by: doctor,
      on,
      says: say(
        'Reads the platform’s e-mail between two patients, and reports. The register proposes to establish awareness; it never does so by itself.',
        'Lit le courriel de la plateforme entre deux patients, et signale. Le registre propose d’établir la connaissance ; il ne le fait jamais de lui-même.',
      ),
      command: 'reportIncident',
      input: {
        title: say('Consultation notes of 26 and 27 April lost', 'Observations des 26 et 27 avril perdues'),
        role: 'CONTROLLER',
        occurredFrom: lossFrom,
        occurredTo: lossTo,
        detectedAt: read,
        informedByProcessorAt: read,
        processor: {
          name: say('Appointment platform', 'Plateforme de rendez-vous'),
          reference: 'practice-0042',
          informedAt: read,
        },
        natures: ['AVAILABILITY'],
      },
      warnings: ['NOT_AWARE'],
    }),
    invented({
      at: read,
      by: doctor,
      on,
      says: say(
        'The notice leaves no doubt: aware at its receipt.',
        'L’avis ne laisse aucun doute : connaissance à sa réception.',
      ),
      command: 'establishAwareness',
      input: { awareAt: read },
    }),
    invented({
      at: '2023-05-03T13:15:00+02:00',
      by: doctor,
      on,
      says: say('Links the incident to the platform’s notice.', 'Rattache l’incident à l’avis de la plateforme.'),
      command: 'linkIncidents',
      input: (made) => ({
        kind: 'PROCESSOR_NOTICE',
        externalReference: `${made.reference('processor')}, practice-0042`,
      }),
    }),
    look(
      doctor,
      on,
      '2023-05-03T14:00:00+02:00',
      say('72 hours from the notice, not from the loss.', '72 heures à compter de l’avis, non de la perte.'),
      {
        NOTIFY_AUTHORITY: 'OPEN',
        COMMUNICATE_TO_SUBJECTS: 'UNDETERMINED',
      },
    ),
    ...practitionerActs(say, decidedBy),
  ];
}

function practitionerActs(say: Say, decidedBy: object): readonly Step[] {
  const on = 'practice';
  return [
    invented({
      at: '2023-05-04T19:30:00+02:00',
      by: doctor,
      on,
      says: say(
        'Writes the notes anew from memory and calls two patients back.',
        'Réécrit les observations de mémoire et rappelle deux patients.',
      ),
      command: 'recordMeasure',
      input: {
        kind: 'MITIGATION',
        state: 'TAKEN',
        description: say('Notes written anew, two patients called', 'Observations ressaisies, deux patients rappelés'),
        doneAt: '2023-05-04T19:30:00+02:00',
      },
    }),
    invented({
      at: '2023-05-04T20:00:00+02:00',
      by: doctor,
      on,
      says: say('Gives a verdict: a risk, not a high one.', 'Rend un verdict : un risque, mais pas élevé.'),
      command: 'assessIncident',
      input: {
        occurredAt: '2023-05-04T20:00:00+02:00',
        facts: { ...facts, cause: ['EXTERNAL_ACCIDENTAL'], subjectsCount: 11, recordsCount: '11' },
        severity: 'LIMITED',
        likelihood: 'LIMITED',
        likelyConsequences: say(
          'A detail of an examination may be missing at the next visit',
          'Un détail d’examen peut manquer à la prochaine visite',
        ),
        verdict: 'RISK',
        reasons: say(
          'Health data lost for good, though most could be written anew.',
          'Des données de santé perdues sans retour, même si l’essentiel a pu être ressaisi.',
        ),
      },
    }),
    invented({
      at: '2023-05-05T18:30:00+02:00',
      by: doctor,
      on,
      says: say(
        'Notifies the CNIL in person, complete and in time.',
        'Notifie à la CNIL en personne, de façon complète et à temps.',
      ),
      command: 'notifyCnil',
      input: {
        kind: 'COMPLETE',
        filedAt: '2023-05-05T18:30:00+02:00',
        filedBy: decidedBy,
        contactPoint: { name: doctor.name },
      },
    }),
    look(doctor, on, '2023-05-06T09:00:00+02:00', say('Done within the 72 hours.', 'Fait dans les 72 heures.'), {
      NOTIFY_AUTHORITY: 'MET',
      COMPLETE_NOTIFICATION: 'NOT_REQUIRED',
      COMMUNICATE_TO_SUBJECTS: 'NOT_REQUIRED',
    }),
    invented({
      at: '2023-05-12T18:00:00+02:00',
      by: doctor,
      on,
      says: say(
        'Closes the incident: whoever decides is named, and in what capacity.',
        'Clôt l’incident : qui décide est nommé, et en quelle qualité.',
      ),
      command: 'closeIncident',
      input: {
        occurredAt: '2023-05-12T18:00:00+02:00',
        decidedBy,
        lessons: say(
          'Ask the platform for an hour in the contract',
          'Demander à la plateforme un délai chiffré au contrat',
        ),
      },
    }),
    { is: 'recap', by: doctor, on, says: say('The practice', 'Le cabinet') },
  ];
}
