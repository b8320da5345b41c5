import type { en } from './en.js';

/** Les mêmes messages pour qui lit le français : ce qui ne va pas, pourquoi, et que faire. */
export const fr: Readonly<Record<keyof typeof en, string>> = {
  blank: 'Ce texte est vide. Sans lui, le registre ne dirait rien ici. Rédigez-le.',
  tooLong:
    'Ce texte est trop long : {max, number} caractères au plus sont conservés. Abrégez-le, ou répartissez-le sur plusieurs notes.',
  tooMany:
    'Cette liste est trop longue : elle admet {max, number} éléments au plus. Enregistrez les autres dans un incident lié.',
  notAnInstant:
    'Ceci ne désigne pas un instant précis. Donnez la date, l’heure et le décalage horaire, par exemple 2026-10-23T14:20:00+02:00.',
  notWellFormed:
    'Ce texte contient un caractère impossible à conserver (la moitié d’une paire de substitution). Saisissez-le ou collez-le de nouveau.',
  repeated: 'Un même élément figure deux fois dans cette liste. N’en gardez qu’un.',
  outOfRange: 'Ce nombre sort des limites : de {min, number} à {max, number}. Vérifiez-le.',
  negative: 'Un nombre d’enregistrements n’est pas négatif. Vérifiez-le, ou ne le donnez pas s’il est inconnu.',
  noCountryCode:
    'Ce n’est pas un code de pays : deux lettres capitales, selon ISO 3166-1, par exemple FR. Vérifiez-le.',
  cannotBeUnknown:
    'Cette information doit être connue : elle ne peut être mise à « inconnu ». Ne la donnez pas pour la laisser telle quelle.',

  notFound: 'Votre registre ne contient pas cet incident. Vérifiez son identifiant.',
  conflict:
    'Quelqu’un a modifié cet incident depuis que vous l’avez lu. Rien n’a été enregistré, afin que vous n’écrasiez pas ce que vous n’avez pas vu. Relisez-le, puis recommencez.',
  commandIdReused:
    'Cet identifiant de commande désigne déjà une autre saisie. Rien n’a été enregistré. Prenez un nouvel identifiant pour une nouvelle saisie ; ne répétez une saisie qu’à l’identique.',
  limitExceeded:
    'C’est plus que ce qu’une seule saisie peut contenir. Rien n’a été enregistré. Répartissez-la sur plusieurs saisies.',

  alreadyClosed:
    'Cet incident est clos, et son dossier reste figé tant que personne ne le rouvre. Rouvrez-le d’abord, en disant pourquoi ; ce qui a déjà eu lieu à l’extérieur peut être enregistré tel que cela s’est passé.',
  alreadyRuledOut:
    'Cet incident a été écarté : il n’y avait pas de violation. S’il y en a une finalement, rouvrez-le d’abord, en disant pourquoi ; ce qui a déjà eu lieu à l’extérieur peut être enregistré tel que cela s’est passé.',
  notClosed:
    'Cet incident est ouvert : seul un incident clos ou écarté peut être rouvert. Continuez simplement à le traiter.',
  notAware:
    'Aucune prise de connaissance n’est enregistrée : ce n’est encore qu’un soupçon, et aucun délai de notification n’a commencé. Enregistrez le moment où la violation est devenue raisonnablement certaine, ou écartez l’incident.',
  notAController:
    'Votre organisme est ici sous-traitant. Évaluer le risque et notifier l’autorité reviennent au responsable du traitement (RGPD, art. 33, § 1) ; le sous-traitant informe ses responsables du traitement (art. 33, § 2). Si le rôle est erroné, corrigez l’incident.',
  notAProcessor:
    'Votre organisme n’est pas ici sous-traitant : il n’a aucun responsable du traitement à informer (RGPD, art. 33, § 2). Si le rôle est erroné, corrigez l’incident.',
  alreadyNotified:
    'Cette violation a été notifiée à l’autorité ; on ne peut donc décider de ne pas la notifier. Rayez cette notification si elle a été saisie par erreur, ou enregistrez le retrait qui a été déposé.',

  inFuture:
    'Le {instant} est dans le futur. Seul ce qui a eu lieu peut être enregistré. Vérifiez la date, l’heure et le décalage horaire.',
  endBeforeStart:
    'La violation ne peut avoir pris fin avant d’avoir commencé. Elle aurait commencé le {start} et pris fin le {end}. Vérifiez les deux instants.',
  detectedBeforeStart:
    'La violation ne peut avoir été détectée avant d’avoir commencé. Elle aurait commencé le {start} et été détectée le {detected}. Vérifiez les deux instants.',
  awareBeforeDetection:
    'Personne ne peut avoir eu connaissance de la violation avant qu’elle soit détectée. Elle aurait été détectée le {detected} et connue avec certitude le {aware}. Vérifiez les deux instants.',
  awareBeforeStart:
    'Personne ne peut avoir eu connaissance de la violation avant qu’elle commence. Elle aurait commencé le {start} et été connue avec certitude le {aware}. Vérifiez les deux instants.',
  newFactsBeforeDetection:
    'Des faits nouveaux ne peuvent avoir été connus avant que la violation soit détectée. Elle aurait été détectée le {detected}, et ils auraient été connus le {known}. Vérifiez les deux instants.',
  filedBeforeDetection:
    'Un dépôt ne peut avoir eu lieu avant que la violation soit détectée. Il aurait eu lieu le {filed}, et la violation aurait été détectée le {detected}. Vérifiez les deux instants, ou indiquez que cela s’est passé ainsi.',
  filedBeforeEarlier:
    'Un dépôt ne peut avoir eu lieu avant celui auquel il se rapporte. Il aurait eu lieu le {filed}, et l’autre le {earlier}. Vérifiez l’instant et la référence, ou indiquez que cela s’est passé ainsi.',
  ongoingWithEnd:
    'Une violation qui a pris fin n’est plus en cours, or une fin est donnée : le {end}. Retirez-la, ou indiquez que la violation n’est plus en cours.',

  reasonsRequired:
    'Les motifs manquent. Qui lira le registre plus tard doit pouvoir comprendre cette étape (RGPD, art. 5, § 2, et art. 33, § 5). Rédigez-les.',
  explanationRequired:
    'Une prise de connaissance est déjà enregistrée : ceci change donc le point de départ des 72 heures. Expliquez en quoi l’instant précédent était faux ; les deux restent au dossier.',
  reasonsForDelayRequired:
    'Cette notification a été déposée le {filed}, soit {late} après l’échéance du {due}. L’article 33, § 1, du RGPD exige alors les motifs du retard. Ajoutez-les, ou indiquez qu’elle a été déposée sans motifs.',
  missingContent:
    'Il manque à une notification complète ce que le registre ne contient pas encore : RGPD, art. {items}. Complétez le registre, déposez plutôt une notification initiale, ou indiquez qu’elle a été déposée ainsi.',
  nothingToCorrect: 'Aucun champ n’est donné : il n’y a rien à corriger. Indiquez-en au moins un.',
  exerciseFixed:
    'C’est au signalement que se décide si un incident est un exercice, car les exercices ont leur propre numérotation. Signalez plutôt un nouvel incident.',
  noFacts: 'Aucun fait n’est donné. Donnez-en au moins un ; on peut aussi dire d’un fait qu’il est inconnu.',

  unknownMeasure:
    'Cet incident ne comporte pas cette mesure, ou elle a été rayée. Choisissez une mesure inscrite au dossier.',
  unknownFiling: 'Cet incident ne comporte pas ce dépôt, ou il a été rayé. Choisissez un dépôt inscrit au dossier.',
  unknownEntry:
    'Cet incident n’a pas de telle entrée, ou elle a déjà été rayée. Choisissez une mesure, un dépôt (y compris sous un autre régime), une catégorie de personnes, une communication, un avis, un message, une pièce, une note ou un lien au dossier ; décisions et évaluations ne se rayent pas, de nouvelles les remplacent.',
  unknownDuty: 'Cette obligation n’est pas ouverte : elle n’appelle aucun motif. Retirez-la de la liste.',
  plannedButDone:
    'Une mesure seulement prévue n’a pas été réalisée, or une date de réalisation est donnée : le {done}. Indiquez qu’elle a été prise, ou retirez cette date.',
  existingButPlanned:
    'Ce qui existait avant la violation n’a pas été prévu après elle. Choisissez un autre type de mesure, ou un autre état.',
  noInitialNotification:
    'Aucune notification initiale ou complète n’est enregistrée à laquelle ce dépôt puisse faire suite (RGPD, art. 33, § 4). Enregistrez-la d’abord, ou indiquez que cela s’est passé ainsi.',

  notAssessed:
    'Ne pas notifier parce qu’un risque est peu probable suppose d’avoir évalué ce risque (RGPD, art. 33, § 1), et aucune évaluation n’est enregistrée. Évaluez d’abord.',
  wrongVerdict:
    'L’évaluation enregistrée conclut à un risque : l’autorité doit être informée (RGPD, art. 33, § 1). Notifiez ; ou évaluez de nouveau, si les faits ont changé.',
  dutiesOpen:
    'Ces obligations sont encore ouvertes : {duties}. Remplissez-les, ou donnez pour chacune le motif de clore malgré tout.',

  unknownAudience:
    'Cet incident n’a pas de telle catégorie de personnes, ou elle a été rayée. Choisissez-en une au dossier, ou définissez-la d’abord.',
  informedWithoutLetter:
    'Que ces personnes ont été informées se montre par ce qui leur a été dit, et rien n’est enregistré. Enregistrez la communication ; la catégorie compte alors comme informée.',
  missingMessage:
    'Il manque au message ce que demande l’article 34, § 2, du RGPD : {items}. Complétez-le, ou indiquez qu’il a été envoyé ainsi.',
  notDirect:
    'Un communiqué de presse ou une page de son propre site n’atteint pas directement les personnes (lignes directrices 9/2022 du CEPD). Il est enregistré et ne couvre personne à lui seul ; si informer chacun exige des efforts disproportionnés, enregistrez cette décision avec cette mesure publique.',
  moreFailedThanSent: 'Plus de messages sont revenus qu’il n’en a été envoyé. Vérifiez les deux nombres.',
  publicMeasureMissing:
    'Les efforts disproportionnés appellent une communication publique à la place de l’information de chacun (RGPD, art. 34, § 3, point c). Dites où et quand elle a eu lieu.',
  highRiskNotAssessed:
    'Ne pas informer faute de risque élevé repose sur une évaluation, et aucune n’est enregistrée. Évaluez d’abord.',
  highRiskFound:
    'L’évaluation au dossier conclut à un risque élevé : les personnes doivent être informées (RGPD, art. 34, § 1). Informez-les, indiquez un autre motif, ou évaluez de nouveau si les faits ont changé.',
  reviewBeforeStart:
    'Un report se réexamine après son début. Il commencerait le {from} et serait réexaminé le {review}. Vérifiez les deux instants.',
  sentBeforeDetection:
    'Rien ne peut avoir été envoyé au sujet de la violation avant qu’elle soit détectée. L’envoi aurait eu lieu le {sent}, et la violation aurait été détectée le {detected}. Vérifiez les deux instants, ou indiquez que cela s’est passé ainsi.',
  noControllers: 'Aucun responsable du traitement n’est nommé. Nommez-en au moins un.',
  tooManyControllers:
    'Un appel admet {max, number} responsables du traitement au plus. Rien n’a été enregistré. Répartissez-les sur plusieurs appels.',
  tooManyUntold:
    'Plus de {max, number} responsables du traitement ne sont pas informés, et un appel n’en admet pas davantage. Rien n’a été enregistré. Énumérez ceux de chaque appel.',
  controllerTwice: 'Ce responsable du traitement figure deux fois dans la liste. Ne le gardez qu’une fois.',
  whichControllers:
    'Dites à qui : énumérez les responsables du traitement, ou indiquez tous ceux qui sont identifiés et pas encore informés.',
  nobodyUntold:
    'Aucun responsable du traitement n’est identifié sans être informé : cet envoi ne pouvait s’adresser à personne. Énumérez plutôt les destinataires.',
  unknownController:
    'Aucun responsable du traitement de cette clé n’est identifié dans cet incident. Vérifiez la clé, ou identifiez-le d’abord.',
  receivedBeforeSent:
    'Un avis ne peut être arrivé avant d’avoir été envoyé, or le {received} l’un d’eux au moins ne l’était pas. Vérifiez l’instant, enregistrez d’abord l’envoi, ou indiquez que cela s’est passé ainsi.',
  wrongNoticeState: 'Un avis est arrivé (ACKNOWLEDGED) ou il est revenu (FAILED). Choisissez l’un des deux.',
  noticeBeforeAwareness:
    'Les responsables du traitement ont été informés avant qu’une certitude soit enregistrée, ce que rien n’interdit. Enregistrez la prise de connaissance dès qu’il y a certitude.',
  dueBeforeReceipt:
    'Une réponse ne peut être due avant l’arrivée du message. Il serait arrivé le {received} et appellerait une réponse pour le {due}. Vérifiez les deux instants.',
  unknownMessage:
    'Cet incident n’a pas de tel message de l’autorité, ou il a été rayé. Choisissez un message au dossier.',
  answeredBeforeReceipt:
    'Une réponse ne peut être partie avant l’arrivée de son message. Il serait arrivé le {received}, et la réponse serait partie le {answered}. Vérifiez les deux instants.',
  reopeningProposed:
    'L’autorité donne un ordre sur un incident qui a pris fin. Rouvrez-le, pour que quelqu’un s’y conforme.',
  notAMediaType: 'Ce n’est pas un type de média : il se lit comme application/pdf. Vérifiez-le.',
  notASize: 'Ce n’est pas une taille en octets : un nombre entier à partir de 0. Vérifiez-la.',
  notASha256:
    'Ce n’est pas une empreinte SHA-256 : 64 chiffres hexadécimaux. Calculez-la de nouveau, par exemple avec sha256sum.',
  unknownRevision:
    'Cet incident n’a pas d’entrée de cette révision. Donnez la révision de l’entrée concernée, ou n’en donnez pas.',
  whichIncident:
    'Dites quel incident : l’un de votre registre par son identifiant, ou un autre, ailleurs, en toutes lettres.',
  linkedToItself: 'Un incident ne peut être lié à lui-même. Choisissez-en un autre.',
  otherNotFound:
    'Votre registre ne contient pas cet incident. Vérifiez son identifiant, ou désignez en toutes lettres un incident tenu ailleurs.',
  alreadyLinked: 'Ce lien est déjà au dossier. Rayez-le d’abord s’il était erroné.',

  awarenessProposed:
    'Le sous-traitant vous a informés le {informed}. En règle générale, vous avez connaissance de la violation dès ce moment (lignes directrices 9/2022 du CEPD). Si c’est le cas, enregistrez la prise de connaissance ; elle n’est jamais déduite d’office.',
  roleDiffers:
    'Ces faits indiquent un autre rôle que celui de l’incident, qui seul fait foi. Corrigez l’incident si son rôle est erroné.',
  bandDiffers:
    'La tranche ne correspond pas au nombre de personnes, et c’est le nombre qui compte. Corrigez ce qui est faux.',
  exposureBasisMissing:
    'L’exposition est dite exclue, sans dire sur quoi cela repose. Qui contrôlera le registre le demandera : inscrivez-le.',
  filingsStandAfterRulingOut:
    'Cette violation a été notifiée à l’autorité, qui attend une suite. Déposez un retrait auprès d’elle, et enregistrez-le.',

  regimeNotClassified:
    'Ce régime ne connaît pas de qualification des incidents, ou il est inconnu du registre. Régimes qui en connaissent : {regimes}.',
  unknownClassification:
    'Le registre ne connaît pas cette qualification pour {regime}. Choisissez parmi : {classifications}.',
  regimeNotInScope:
    'L’organisme n’est pas déclaré soumis à {regime} : cela n’ouvre aucun délai. Un administrateur ajoute le régime si l’organisme y est soumis.',
  unknownRegimeDuty:
    'Aucun régime ne connaît cette obligation. Prenez l’identifiant parmi les obligations de l’incident de type OTHER_REGIME, par exemple <incident>/NIS2/OTHER_REGIME/EARLY_WARNING.',
  regimeNotAsked:
    'Rien ne dit que {regime} l’ait alors demandé à l’organisme. Le dépôt est enregistré malgré tout ; vérifiez les régimes de l’organisme et les dates.',

  nothingToConfigure: 'Aucun réglage n’est donné : il n’y a rien à changer. Indiquez-en au moins un.',
  unknownTimeZone: 'Ce fuseau horaire n’existe pas. Employez un nom de la liste IANA, par exemple Europe/Paris.',
  unknownLanguage: 'Le registre parle français (fr) et anglais (en). Choisissez l’une de ces langues.',
  invalidSiren:
    'Ce n’est pas un numéro SIREN : il compte neuf chiffres, dont le dernier contrôle les autres. Vérifiez-le au répertoire des entreprises.',
  unknownRegime: 'Ce régime est inconnu du registre. Régimes connus : {regimes}.',
  gdprCompulsory: 'Le RGPD s’applique toujours ici et ne peut être omis. Ajoutez GDPR à la liste.',
  aimForLegalLimit:
    'La loi fixe elle-même le délai de cette obligation ; un organisme ne peut s’y donner un objectif propre. Retirez-la de la liste.',
  aimTwice: 'Cette obligation a déjà un objectif dans la liste. N’en gardez qu’un.',
  aimOutOfRange: 'Un objectif est un nombre entier d’heures, de {min, number} à {max, number}. Modifiez-le.',
};
