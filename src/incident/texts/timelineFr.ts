/** Ce que fut un événement, en quelques mots, pour qui lit le français. Messages ICU ; les mots libres des personnes sont à côté. */
import type { TimelineTitle } from './timelineEn.js';

export const timelineFr: Readonly<Record<TimelineTitle, string>> = {
  IncidentDetected: 'Violation signalée',
  IncidentCorrected: 'Signalement corrigé',
  AwarenessEstablished: 'Prise de connaissance établie',
  AwarenessCorrected: 'Prise de connaissance corrigée : {awareAt}',
  FactsRecorded: 'Faits consignés',
  IncidentAssessed:
    'Risque évalué : {verdict, select, UNLIKELY {risque peu probable} RISK {risque} other {risque élevé}}',
  MeasureRecorded: '{state, select, PLANNED {Mesure prévue} ABANDONED {Mesure abandonnée} other {Mesure prise}}',
  CnilNotified:
    '{authority} : {kind, select, INITIAL {notification initiale déposée} COMPLEMENTARY {complément déposé} COMPLETE {notification complète déposée} CORRECTION {rectification déposée} other {retrait déposé}}',
  CnilNotificationDeclined: 'Décision de ne pas notifier l’autorité',
  AudienceDefined: '{again, select, yes {Public redéfini : {name}} other {Public défini : {name}}}',
  SubjectsNotified: 'Personnes concernées informées',
  SubjectsNotificationDeclined: 'Décision de ne pas informer les personnes concernées',
  SubjectsNotificationDeferred: 'Information des personnes concernées différée jusqu’au {reviewAt}',
  ControllersIdentified:
    '{count, plural, =0 {Nombre de responsables encore attendus consigné} one {# responsable de traitement identifié} other {# responsables de traitement identifiés}}',
  ControllersNotified:
    '{count, plural, one {Avis envoyé à # responsable de traitement} other {Avis envoyé à # responsables de traitement}}',
  ControllerNoticeAcknowledged:
    '{count, plural, one {Avis confirmé par # responsable de traitement} other {Avis confirmé par # responsables de traitement}}',
  ControllerNoticeFailed:
    '{count, plural, one {Avis à # responsable de traitement revenu} other {Avis à # responsables de traitement revenus}}',
  AuthorityMessageReceived:
    '{authority} : {kind, select, ACKNOWLEDGEMENT {accusé de réception} QUESTION {question reçue} FORMAL_NOTICE {mise en demeure} INSPECTION {contrôle annoncé} ORDER_TO_INFORM {injonction d’informer les personnes concernées} OTHER_ORDER {injonction reçue} EXEMPTION_CONFIRMED {dispense confirmée} COMPLAINT {plainte transmise} SANCTION {sanction} other {dossier clos}}',
  AuthorityAnswered: 'Réponse à l’autorité',
  RegimeFilingRecorded: '{regime} : dépôt auprès de {recipient}',
  IncidentClassified: '{regime} : qualification {classification}',
  EvidenceAttached: 'Pièce jointe : {name}',
  IncidentsLinked:
    '{kind, select, DUPLICATE_OF {Lien : doublon d’un autre incident} SAME_EVENT {Lien : même événement qu’un autre incident} PROCESSOR_NOTICE {Lien : avis entre sous-traitant et responsable} SPLIT_FROM {Lien : séparé d’un autre incident} other {Lien : récidive d’un autre incident}}',
  NoteAdded: 'Note',
  NoteWithheld: 'Note couverte par le secret professionnel, non communiquée',
  EntryWithdrawn: 'Entrée rayée',
  IncidentClosed: 'Incident clos',
  IncidentReopened: 'Incident rouvert',
  IncidentRuledOut: 'Écarté : pas de violation de données personnelles',
};
