/** Explications des obligations en français : messages ICU. */
import type { ExplanationKey } from './keys.js';

const anchors = `{anchorKind, select, AWARENESS {de la prise de connaissance} PREVIOUS_STAGE {de la notification initiale} RECORDING {de l’enregistrement de l’incident} other {de {anchorKind}}}`;

export const fr: Readonly<Record<ExplanationKey, string>> = {
  'document.rule':
    'Toute violation de données à caractère personnel est documentée, quel que soit le risque : faits, effets et mesures prises pour y remédier ({provision} ; règle {rule}, version du {version}).',
  'document.processorRule':
    'Le sous-traitant conserve ce dont ses responsables de traitement ont besoin pour agir et pour en justifier : faits et mesures prises ({provision} ; règle {rule}, version du {version}).',
  'document.met': 'Tout figure au registre depuis le {metAt}.',
  'document.lacksFacts': 'Aucun fait ne figure encore au registre.',
  'document.lacksConsequences': 'Les conséquences probables ne figurent pas encore au registre.',
  'document.lacksMeasure': 'Aucune mesure en vigueur ne figure encore au registre.',
  'notify.rule':
    'Le responsable du traitement notifie la violation à la {recipient} dans les meilleurs délais{limit, select, none { après en avoir pris connaissance} other { et, si possible, {limit} heures écoulées au plus tard après en avoir pris connaissance}} ; fins de semaine, jours fériés et changements d’heure n’y changent rien ({provision} ; règle {rule}, version du {version}).',
  'notify.state':
    '{state, select, NOT_STARTED {Rien n’est encore dû.} OPEN {L’obligation est ouverte.} DUE_SOON {Les {warning} dernières heures courent.} OVERDUE {Le délai est dépassé : l’obligation demeure et la notification doit donner les motifs du retard.} other {}}',
  'notify.unlikely':
    'L’évaluation juge un risque peu probable ; l’obligation reste ouverte tant que personne n’a décidé, motifs à l’appui, de ne pas notifier.',
  'notify.declined':
    '{ground, select, RISK_UNLIKELY {Non requise : il a été décidé le {decidedAt} qu’un risque est peu probable.} AUTHORITY_ALREADY_INFORMED {Levée par la décision du {decidedAt} : l’autorité était déjà informée.} other {Levée par la décision du {decidedAt} : une autre disposition s’applique.}} Une évaluation ultérieure plus grave rend cette décision caduque.',
  'notify.met':
    '{precision, select, INSTANT {Remplie par la notification du {metAt}{late, select, yes {, en retard de {lateBy} selon le délai d’alors} other {, à temps selon le délai d’alors}}.} DAY {Remplie par une notification dont seul le jour est connu ({metAt}) : aucun retard n’est affirmé.} other {Remplie par une notification dont seul le mois est connu ({metAt}) : aucun retard n’est affirmé.}}',
  'notify.corrected':
    'La prise de connaissance a été enregistrée ou corrigée après cette notification : par rapport à celle d’aujourd’hui, elle était {late, select, yes {en retard de {lateBy}} other {à temps}}.',
  'complete.rule':
    'Ce que la notification initiale ne pouvait pas encore dire suit sans autre retard indu ({provision} ; règle {rule}, version du {version}).',
  'complete.notFiled': 'Aucune notification n’a été déposée : il n’y a encore rien à compléter.',
  'complete.whole': 'Non requise : la première notification était complète.',
  'complete.declined': 'Non requise : il a été décidé de ne pas notifier.',
  'complete.withdrawn': 'Non requise : la notification a été retirée auprès de l’autorité.',
  'complete.met': 'Remplie par la notification du {metAt}, à laquelle rien ne manquait.',
  'complete.lacking': 'Éléments de l’article 33(3) absents du dernier dépôt : {items}.',
  'state.ruledOut': 'Non requise : il a été établi qu’il n’y a pas eu de violation de données à caractère personnel.',
  'clock.notAware':
    'Aucune prise de connaissance, c’est-à-dire aucun degré raisonnable de certitude, n’est enregistrée pour cet instant : le délai n’a pas commencé ; un soupçon seul n’en ouvre aucun.',
  'clock.notRecorded': 'À cet instant, l’incident n’était pas encore enregistré.',
  'clock.limit': `Le délai court à compter ${anchors}, {anchor}, et expire le {due}.`,
  'clock.target': `À compter ${anchors}, {anchor}, {aim, select, own {l’objectif propre à l’organisme} other {l’objectif}} est le {target} : ce n’est pas un délai légal.`,
  'clock.otherAnchor':
    'À titre d’information : à compter {other, select, DETECTION {de la découverte} PROCESSOR_NOTICE {de l’information par le sous-traitant} other {des faits nouveaux}}, {anchor}, il expirerait le {due}.',
};
