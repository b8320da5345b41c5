/** Data have left; the patients are told. */
import type { Say, Step } from '../../story.js';
import { chapter } from '../parts.js';
import { ask, crisis, deed, director, dpo, letter } from './cast.js';

export function exfiltration(say: Say): readonly Step[] {
  return [
    chapter(
      say('Day 3: data have left', 'Troisième jour : des données sont sorties'),
      say(
        'The firewall’s logs show 80 GB to an unknown address.',
        'Les journaux du pare-feu montrent 80 Go vers une adresse inconnue.',
      ),
    ),
    deed({
      at: '2024-04-02T14:00:00+02:00',
      by: dpo,
      says: say(
        'Assessed again, upwards: a high risk. When the new facts became known is shown beside the clock.',
        'Nouvelle appréciation, à la hausse : un risque élevé. L’instant où les faits nouveaux ont été connus figure à côté du délai.',
      ),
      command: 'assessIncident',
      input: {
        occurredAt: '2024-04-02T14:00:00+02:00',
        newFactsKnownAt: '2024-04-02T11:20:00+02:00',
        facts: {
          natures: ['CONFIDENTIALITY', 'AVAILABILITY'],
          dataCategories: ['CIVIL_STATUS', 'CONTACT', 'NATIONAL_IDENTIFIER', 'HEALTH'],
          exposure: 'CONFIRMED',
          recipientHostile: true,
          protection: 'NONE',
          subjectsCount: 48_000,
          subjectsEstimated: true,
        },
        severity: 'SIGNIFICANT',
        likelihood: 'SIGNIFICANT',
        likelyConsequences: say(
          'Disclosure of health data, blackmail, fraud',
          'Divulgation de données de santé, chantage, fraude',
        ),
        verdict: 'HIGH_RISK',
        reasons: say(
          'Health data in the hands of criminals, readable.',
          'Des données de santé lisibles entre les mains de criminels.',
        ),
      },
    }),
    ask(
      '2024-04-02T15:00:00+02:00',
      say(
        'Now the persons must be told, and nobody is named yet.',
        'Il faut désormais prévenir les personnes, et aucune n’est encore désignée.',
      ),
      {
        COMMUNICATE_TO_SUBJECTS: 'OPEN',
      },
    ),
    deed({
      at: '2024-04-03T10:00:00+02:00',
      by: dpo,
      says: say('A complement to the CNIL: the exfiltration.', 'Un complément à la CNIL : l’exfiltration.'),
      command: 'notifyCnil',
      input: (made) => ({
        kind: 'COMPLEMENTARY',
        filedAt: '2024-04-03T10:00:00+02:00',
        refersTo: made.entry('initial'),
        contactPoint: { name: dpo.name, email: 'dpo@hospital.example' },
      }),
    }),
    deed({
      at: '2024-04-03T12:00:00+02:00',
      by: director,
      says: say(
        'The police ask to wait until Friday morning, so as not to warn the attackers.',
        'La police demande d’attendre vendredi matin, pour ne pas alerter les attaquants.',
      ),
      command: 'deferSubjectsNotification',
      input: {
        requestedBy: say('Cybercrime unit of the police', 'Service de lutte contre la cybercriminalité'),
        from: '2024-04-03T12:00:00+02:00',
        reviewAt: '2024-04-05T08:00:00+02:00',
        reasons: say('Arrests are being prepared.', 'Des interpellations se préparent.'),
        decidedBy: { name: director.name, capacity: say('director', 'direction') },
      },
    }),
    ask(
      '2024-04-04T09:00:00+02:00',
      say(
        'Deferred: until an instant, and never the notification to the CNIL.',
        'Reporté : jusqu’à un instant, et jamais la notification à la CNIL.',
      ),
      {
        COMMUNICATE_TO_SUBJECTS: 'DEFERRED',
        NOTIFY_AUTHORITY: 'MET',
      },
    ),
  ];
}

export function patients(say: Say): readonly Step[] {
  return [
    chapter(
      say('The patients are told', 'Les patients sont prévenus'),
      say('On Friday, when the deferral has ended by itself.', 'Vendredi, le report ayant pris fin de lui-même.'),
    ),
    deed({
      at: '2024-04-05T09:00:00+02:00',
      by: dpo,
      entry: 'patients',
      says: say('Whom to tell: the patients.', 'Qui prévenir : les patients.'),
      command: 'defineAudience',
      input: { name: say('Patients', 'Patients'), categories: ['PATIENTS'], count: 48_000 },
    }),
    deed({
      at: '2024-04-05T14:00:00+02:00',
      by: dpo,
      says: say('A letter to each of them; 1,210 come back.', 'Une lettre à chacun ; 1 210 reviennent.'),
      command: 'notifySubjects',
      input: (made) => ({
        audienceId: made.entry('patients'),
        channel: 'LETTER',
        sentAt: '2024-04-05T14:00:00+02:00',
        count: 48_000,
        failed: 1_210,
        language: 'fr',
        message: letter(say),
      }),
    }),
    ask('2024-04-06T09:00:00+02:00', say('All done, or so it seems.', 'Tout est fait, du moins en apparence.'), {
      COMMUNICATE_TO_SUBJECTS: 'MET',
    }),
    deed({
      at: '2024-04-12T17:00:00+02:00',
      by: crisis,
      says: say('The count is in: 61,400 records.', 'Le compte est établi : 61 400 enregistrements.'),
      command: 'recordFacts',
      input: { occurredAt: '2024-04-12T17:00:00+02:00', facts: { recordsCount: '61400', subjectsCount: 47_350 } },
    }),
    deed({
      at: '2024-04-12T18:00:00+02:00',
      by: dpo,
      says: say('The last complement: nothing is missing any more.', 'Dernier complément : plus rien ne manque.'),
      command: 'notifyCnil',
      input: (made) => ({
        kind: 'COMPLEMENTARY',
        filedAt: '2024-04-12T18:00:00+02:00',
        refersTo: made.entry('initial'),
        contactPoint: { name: dpo.name, email: 'dpo@hospital.example' },
      }),
    }),
    ask('2024-04-12T19:00:00+02:00', say('The notification is complete.', 'La notification est complète.'), {
      COMPLETE_NOTIFICATION: 'MET',
    }),
  ];
}
