/** Explications des obligations en français : messages ICU. */
import type { ExplanationKey } from './keys.js';

const anchors = `{anchorKind, select, AWARENESS {de la prise de connaissance} DETECTION {de la découverte} CLASSIFICATION {de la qualification} PREVIOUS_STAGE {de la notification initiale} RECORDING {de l’enregistrement de l’incident} HIGH_RISK {du constat qu’elles doivent être informées} AUTHORITY_REQUEST {de la réception du message de l’autorité} other {de {anchorKind}}}`;

const stages = `{stage, select, EARLY_WARNING {l’alerte précoce} NOTIFICATION {la notification} FINAL_REPORT {le rapport final} REPORT {le signalement} COMPLAINT {le dépôt de plainte, pour qui veut être indemnisé par son assureur,} INITIAL_NOTIFICATION {la notification initiale} INTERMEDIATE_REPORT {le rapport intermédiaire} SECOND_NOTIFICATION {la seconde notification} SUBSCRIBERS {l’information des abonnés} FINAL_REPORT_ON_VULNERABILITY {le rapport final sur la vulnérabilité} FINAL_REPORT_ON_INCIDENT {le rapport final sur l’incident} other {{stage}}}`;

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
  'communicate.rule':
    'Le responsable du traitement communique aux personnes concernées, dans les meilleurs délais, une violation susceptible d’engendrer un risque élevé pour elles ; la loi ne fixe aucune heure ({provision} ; règle {rule}, version du {version}).',
  'communicate.undetermined':
    'À cet instant, personne n’a évalué le risque : on ne sait pas si les personnes doivent être informées, et ne pas savoir ne vaut pas non.',
  'communicate.notHigh':
    'Non requise : l’évaluation juge {verdict, select, UNLIKELY {un risque peu probable} other {que le risque n’est pas élevé}}, aucun public n’est jugé à risque élevé pour lui-même et aucun ordre d’informer n’est en vigueur.',
  'communicate.since':
    '{why, select, ORDER {L’ordre d’informer donné par l’autorité a été reçu le {since}.} AUDIENCE {Un public figure au registre comme exposé à un risque élevé depuis le {since}.} other {Un risque élevé a été évalué le {since}.}}',
  'communicate.noAudience': 'Aucun public à informer n’est encore défini.',
  'communicate.uncovered':
    '{count, plural, one {# public n’est ni informé ni couvert} other {# publics ne sont ni informés ni couverts}} par une décision : {names}.',
  'communicate.insufficient':
    'Ce qui a été envoyé à certains d’entre eux ne vaut pas information : il y manque des éléments de l’article 34(2), ou ce n’est qu’un communiqué de presse ou un site internet.',
  'communicate.deferred':
    'Différée à compter du {from}, comme l’a demandé {requestedBy}, jusqu’au {reviewAt} : dès lors, elle est de nouveau ouverte d’elle-même. L’article 33(1) n’est pas différé.',
  'communicate.cover':
    '{ground, select, UNINTELLIGIBLE {Décidé le {since} : les données sont incompréhensibles pour quiconque y a eu accès (article 34(3)(a)).} RISK_REMOVED {Décidé le {since} : les mesures prises depuis font que le risque élevé n’est plus susceptible de se matérialiser (article 34(3)(b)).} DISPROPORTIONATE_EFFORT {Une communication publique a eu lieu le {since} au lieu d’informer chacun (article 34(3)(c)).} LEGAL_DEROGATION {Décidé le {since} : une autre disposition légale y déroge.} EXEMPTION_CONFIRMED {L’autorité a confirmé une dispense le {since} (article 34(4)).} other {Décidé le {since} : le risque n’est pas élevé.}}',
  'communicate.met': 'Toutes les personnes à informer sont couvertes depuis le {metAt}.',
  'controllers.rule':
    'Le sous-traitant informe chaque responsable de traitement concerné, dans les meilleurs délais après en avoir pris connaissance, quel que soit le risque ; la loi ne fixe aucune heure ({provision} ; règle {rule}, version du {version}).',
  'controllers.nobody': 'Aucun responsable de traitement concerné n’est encore identifié.',
  'controllers.untold':
    '{untold, plural, one {# responsable de traitement sur {known} connus n’est pas informé} other {# responsables de traitement sur {known} connus ne sont pas informés}}, le premier d’entre eux depuis le {since}{failed, plural, =0 {} one { ; pour # d’entre eux, l’envoi est revenu} other { ; pour # d’entre eux, l’envoi est revenu}}.',
  'controllers.remaining':
    '{known, select, yes {{count, plural, one {# autre responsable de traitement resterait} other {# autres responsables de traitement resteraient}} à identifier.} other {D’autres responsables de traitement resteraient à identifier, sans que leur nombre soit connu.}}',
  'controllers.met':
    '{count, plural, one {Le responsable de traitement connu (#) était informé} other {Les # responsables de traitement connus étaient tous informés}} le {metAt}.',
  'message.answer':
    'Quiconque reçoit une demande ou un ordre de l’autorité coopère et répond ({provision} ; règle {rule}, version du {version}).',
  'message.inform':
    'L’autorité peut ordonner d’informer les personnes concernées ; l’ordre est exécuté lorsque chaque public au registre a été pleinement informé après lui ({provision} ; règle {rule}, version du {version}).',
  'message.received':
    '{kind, select, QUESTION {Question de l’autorité, reçue} FORMAL_NOTICE {Mise en demeure de l’autorité, reçue} INSPECTION {Avis de contrôle de l’autorité, reçu} ORDER_TO_INFORM {Ordre d’informer donné par l’autorité, reçu} other {Ordre de l’autorité, reçu}} le {receivedAt}.',
  'message.notReceived': 'À cet instant, ce message n’avait pas été reçu.',
  'message.undated': 'Le message ne fixe pas de date et la loi ne fixe aucune heure.',
  'message.unanswered': 'Aucune réponse ne figure au registre.',
  'message.untold':
    '{count, plural, one {# public n’a pas été pleinement informé} other {# publics n’ont pas été pleinement informés}} depuis l’ordre : {names}.',
  'message.exempted': 'Levée : l’autorité a confirmé une dispense le {exemptedAt}, après l’ordre.',
  'message.met': 'Remplie le {metAt}{late, select, yes {, en retard de {lateBy}} other {}}.',
  'regime.rule': `{regime} : ${stages} est à faire {unit, select, HOURS {dans un délai de {count, plural, one {# heure écoulée} other {# heures écoulées}}} DAYS {dans un délai {count, plural, =1 {d’un jour} other {de # jours}} de calendrier} MONTHS {dans un délai {count, plural, =1 {d’un mois} other {de # mois}} de calendrier} other {sans délai ; la loi ne fixe aucune heure}} ; destinataire : {recipient} ({provision} ; règle {rule}, version du {version}).`,
  'regime.notClassified':
    'Cela n’est demandé que pour ce qui est qualifié de {needs}. Aucune qualification de ce genre n’est enregistrée pour cet instant : le délai n’a pas commencé.',
  'regime.classified': 'Qualifié de {classification} le {classifiedAt}.',
  'regime.excluded': 'Non requise : qualifié de {classification} le {classifiedAt}.',
  'regime.notAnchored':
    '{anchorKind, select, DETECTION {Aucune découverte} PREVIOUS_STAGE {Aucun dépôt de l’étape précédente} other {Aucune prise de connaissance}} ne figure au registre pour cet instant : le délai n’a pas commencé.',
  'regime.clock':
    'Le délai court à compter {anchorKind, select, AWARENESS {de la prise de connaissance} DETECTION {de la découverte} CLASSIFICATION {de la qualification} other {du dépôt de l’étape précédente}}, {anchor}, et expire le {due}{unit, select, HOURS { ; fins de semaine, jours fériés et changements d’heure n’y changent rien} other {, à la fin de ce jour : un dernier jour qui n’est pas ouvrable cède la place au suivant (règlement 1182/71, art. 3(4))}}.',
  'regime.cap':
    '{applies, select, yes {Il expire au plus tard {hours} heures après la prise de connaissance.} other {Les {hours} heures à compter de la prise de connaissance étaient passées avant la qualification : elles ne comptent pas.}}',
  'regime.met':
    'Remplie par le dépôt du {metAt}{late, select, yes {, en retard de {lateBy} selon le délai d’alors} other {}}.',
  'regime.corrected':
    'Le délai a changé depuis ce dépôt : selon celui d’aujourd’hui, il était {late, select, yes {en retard de {lateBy}} other {à temps}}.',
  'regime.notAsked':
    'Un dépôt figure au registre, bien que rien ne dise que ce régime l’ait alors demandé à l’organisme.',
  'state.ruledOut': 'Non requise : il a été établi qu’il n’y a pas eu de violation de données à caractère personnel.',
  'clock.notAware':
    'Aucune prise de connaissance, c’est-à-dire aucun degré raisonnable de certitude, n’est enregistrée pour cet instant : le délai n’a pas commencé ; un soupçon seul n’en ouvre aucun.',
  'clock.notRecorded': 'À cet instant, l’incident n’était pas encore enregistré.',
  'clock.limit': `Le délai court à compter ${anchors}, {anchor}, et expire le {due}.`,
  'clock.target': `À compter ${anchors}, {anchor}, {aim, select, own {l’objectif propre à l’organisme} other {l’objectif}} est le {target} : ce n’est pas un délai légal.`,
  'clock.otherAnchor':
    'À titre d’information : à compter {other, select, DETECTION {de la découverte} AWARENESS {de la prise de connaissance} CLASSIFICATION {de la qualification} PROCESSOR_NOTICE {de l’information par le sous-traitant} other {des faits nouveaux}}, {anchor}, il expirerait le {due}.',
  'clock.otherTarget':
    'À titre d’information : à compter {other, select, AWARENESS {de la prise de connaissance} PROCESSOR_NOTICE {de l’information par le sous-traitant} other {de la découverte}}, {anchor}, ce serait le {target}.',
};
