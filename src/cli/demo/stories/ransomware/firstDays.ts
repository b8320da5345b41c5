/** From Saturday night to Easter Monday. */
import type { Say, Step } from '../../story.js';
import { chapter } from '../parts.js';
import { ask, crisis, deed, dpo, night } from './cast.js';

export function firstNight(say: Say): readonly Step[] {
  const detectedAt = '2024-03-30T23:40:00+01:00';
  const awareAt = '2024-03-31T01:15:00+01:00';
  return [
    chapter(
      say('Saturday night', 'Samedi, dans la nuit'),
      say(
        'A ransom note on the screens of the emergency department.',
        'Une demande de rançon sur les écrans des urgences.',
      ),
    ),
    deed({
      at: detectedAt,
      by: night,
      says: say(
        'Reports from the ward: whoever finds it can report it.',
        'Signale depuis le service : qui trouve peut signaler.',
      ),
      command: 'reportIncident',
      input: {
        title: say('Patient records encrypted', 'Dossiers patients chiffrés'),
        summary: say(
          'Ransom note on all screens of the emergency department.',
          'Demande de rançon sur tous les écrans des urgences.',
        ),
        occurredFrom: '2024-03-30T22:00:00+01:00',
        ongoing: true,
        detectedAt,
        natures: ['AVAILABILITY'],
      },
    }),
    deed({
      at: '2024-03-30T23:55:00+01:00',
      by: night,
      says: say(
        'Hands in a copy of the note: the file is kept, its hash is on the record.',
        'Remet une copie de la demande : le fichier est conservé, son empreinte est au registre.',
      ),
      command: 'attachEvidence',
      file: say(
        'YOUR FILES ARE ENCRYPTED. (Copy of the note, for the demonstration.)',
        'VOS FICHIERS SONT CHIFFRÉS. (Copie de la demande, pour la démonstration.)',
      ),
      input: {
        name: say('ransom-note.txt', 'demande-de-rancon.txt'),
        mediaType: 'text/plain',
        description: say('Copy of the ransom note', 'Copie de la demande de rançon'),
        collectedBy: night.name,
        collectedAt: '2024-03-30T23:50:00+01:00',
      },
    }),
    deed({
      at: awareAt,
      by: crisis,
      says: say(
        'Certain: personal data are encrypted. The 72 hours begin, and lose none to the change of the clock.',
        'Certain : des données personnelles sont chiffrées. Les 72 heures commencent, et le changement d’heure n’en retire aucune.',
      ),
      command: 'establishAwareness',
      input: { awareAt },
    }),
    deed({
      at: '2024-03-31T03:30:00+02:00',
      by: crisis,
      says: say(
        'Facts before any verdict: what is known is on record while nobody has judged it yet.',
        'Les faits avant tout verdict : ce qui est connu est consigné sans que personne ait encore jugé.',
      ),
      command: 'recordFacts',
      input: {
        occurredAt: '2024-03-31T03:30:00+02:00',
        facts: {
          natures: ['AVAILABILITY'],
          cause: ['EXTERNAL_MALICIOUS'],
          origins: ['HACKING_MALWARE_PHISHING'],
          dataCategories: ['CIVIL_STATUS', 'HEALTH'],
          sensitiveData: true,
          subjectCategories: ['PATIENTS'],
          subjectsBand: 'MORE_THAN_5000',
          exposure: 'NOT_EXCLUDED',
          recipients: 'UNKNOWN',
          availability: 'CRITICAL',
        },
      },
    }),
    ask(
      '2024-03-31T04:00:00+02:00',
      say('What the night shift needs to know.', 'Ce que l’équipe de nuit doit savoir.'),
      {
        NOTIFY_AUTHORITY: 'OPEN',
        COMPLETE_NOTIFICATION: 'NOT_STARTED',
        COMMUNICATE_TO_SUBJECTS: 'UNDETERMINED',
      },
    ),
    deed({
      at: '2024-03-31T06:00:00+02:00',
      by: crisis,
      says: say(
        'The network is cut off, care goes on with paper.',
        'Le réseau est coupé, les soins continuent sur papier.',
      ),
      command: 'recordMeasure',
      input: {
        kind: 'CONTAINMENT',
        state: 'TAKEN',
        description: say('Servers isolated, paper procedures', 'Serveurs isolés, procédures papier'),
        doneAt: '2024-03-31T06:00:00+02:00',
      },
    }),
  ];
}

export function filed(say: Say): readonly Step[] {
  return [
    chapter(
      say('Easter Monday: what is known is filed', 'Lundi de Pâques : on notifie ce que l’on sait'),
      say('Holidays do not stop the clock.', 'Les jours fériés n’arrêtent pas le délai.'),
    ),
    deed({
      at: '2024-04-01T11:00:00+02:00',
      by: dpo,
      says: say(
        'First verdict: a risk, for care is delayed.',
        'Premier verdict : un risque, car les soins sont retardés.',
      ),
      command: 'assessIncident',
      input: {
        occurredAt: '2024-04-01T11:00:00+02:00',
        verdict: 'RISK',
        reasons: say(
          'Records are out of reach; nothing shows so far that data left the house.',
          'Les dossiers sont inaccessibles ; rien n’indique à ce stade que des données soient sorties.',
        ),
      },
    }),
    deed({
      at: '2024-04-01T16:00:00+02:00',
      by: dpo,
      entry: 'initial',
      says: say(
        'Initial notification to the CNIL. It may be incomplete; the register keeps what it lacks.',
        'Notification initiale à la CNIL. Elle peut être incomplète ; le registre retient ce qui manque.',
      ),
      command: 'notifyCnil',
      input: { kind: 'INITIAL', filedAt: '2024-04-01T16:00:00+02:00', filedBy: { name: dpo.name, capacity: 'DPO' } },
    }),
    ask(
      '2024-04-01T18:00:00+02:00',
      say('Notified in time; the complement is the next thing.', 'Notifié à temps ; la suite est le complément.'),
      {
        NOTIFY_AUTHORITY: 'MET',
        COMPLETE_NOTIFICATION: 'OPEN',
        COMMUNICATE_TO_SUBJECTS: 'NOT_REQUIRED',
      },
    ),
  ];
}
