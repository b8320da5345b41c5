import type { RuleId } from './en.js';

/** Ce que dit chaque règle, en français. */
export const fr: Readonly<Record<RuleId, string>> = {
  'no-rules-in-force': 'Aucune règle de ce registre n’était en vigueur à cette date : rien ne peut être conseillé.',
  breach:
    'Une violation de la sécurité a touché des données à caractère personnel : elle est inscrite au registre, quel que soit le risque.',
  'processor-record':
    'Le sous-traitant garde sa propre trace : le contrat l’oblige à aider les responsables du traitement à remplir leurs obligations et à en justifier.',
  'no-personal-data':
    'Aucune donnée à caractère personnel n’est en cause : ce n’est pas une violation de telles données.',
  'data-not-affected':
    'Les données à caractère personnel n’ont pas été touchées : ce n’est pas une violation de ces données.',
  'unknown-personal-data-involved': 'On ne sait pas encore si des données à caractère personnel sont en cause.',
  'unknown-personal-data-affected': 'On ne sait pas encore si les données à caractère personnel ont été touchées.',
  'controllers-duty':
    'Cette obligation est celle de chaque responsable du traitement concerné, qui en décide ; le sous-traitant n’évalue pas le risque à sa place.',
  'notify-authority':
    'La violation est notifiée à l’autorité, à moins qu’un risque pour les droits et libertés des personnes soit peu probable.',
  'default-is-to-notify':
    'Certains faits ne sont pas encore connus. Notifier est la règle et l’exception doit être démontrée : ce qui manque peut suivre par étapes.',
  'risk-unlikely': 'Même au pire, un risque est peu probable. Les raisons en sont inscrites au registre.',
  'communicate-to-subjects':
    'Les personnes concernées sont informées lorsque la violation est susceptible d’engendrer pour elles un risque élevé.',
  'not-high-risk': 'Il y a un risque, mais même au pire un risque élevé pour les personnes n’est pas probable.',
  'high-risk-to-weigh':
    'Un risque élevé est possible. Il dépend de ce que ces faits ne disent pas, comme le contenu exact et la finalité : à apprécier.',
  'authority-holds-risk-high': 'L’autorité tient le risque pour élevé.',
  'public-communication':
    'Les personnes ne peuvent être jointes une à une : une communication publique ou une mesure similaire, tout aussi efficace, en tient lieu.',
  'tell-controllers':
    'Le sous-traitant informe chaque responsable du traitement concerné dans les meilleurs délais, quel que soit le risque.',
  'not-a-processor':
    'Cette obligation est celle du sous-traitant : un responsable du traitement n’a pas d’autre responsable à informer.',
  'unknown-natures': 'On ne sait pas encore ce qui a été perdu : confidentialité, intégrité ou disponibilité.',
  'unknown-cause': 'On ne sait pas encore si quelqu’un a agi de mauvaise foi.',
  'unknown-data-categories': 'On ne sait pas encore quelles données sont concernées.',
  'unknown-sensitive-data': 'On ne sait pas encore si des données sensibles en font partie.',
  'unknown-subjects-count': 'On ne sait pas encore combien de personnes sont concernées.',
  'unknown-vulnerable-subjects': 'On ne sait pas encore si des personnes vulnérables en font partie.',
  'unknown-exposure':
    'On ne sait pas encore si d’autres ont pu avoir les données : ne pas l’avoir constaté ne suffit pas à l’exclure.',
  'unknown-recipients': 'On ne sait pas encore qui a pu avoir les données.',
  'unknown-protection': 'On ne sait pas encore si les données étaient incompréhensibles pour d’autres.',
  'unknown-availability': 'On ne sait pas encore si et quand les données ont été de nouveau disponibles.',
  'unknown-integrity': 'On ne sait pas encore si des données altérées ont été utilisées.',
  'unknown-mitigations': 'On ne sait pas encore ce qui a été fait pour atténuer les effets.',
  'unknown-misuse-proven': 'On ne sait pas encore si les données ont été détournées.',
  'telling-data-exposed':
    'D’autres ont pu avoir des données qui en disent plus que l’identité d’une personne et la manière de la joindre.',
  'more-than-50-persons-exposed':
    'D’autres ont pu avoir les données de plus qu’un petit nombre de personnes (50), et elles n’ont pas été récupérées.',
  'vulnerable-persons-exposed': 'D’autres ont pu avoir des données de personnes vulnérables.',
  'taken-on-purpose': 'Quelqu’un qui n’avait pas à les avoir a atteint les données à dessein.',
  'identity-within-reach-of-many':
    'Beaucoup de personnes, ou on ne sait combien, ont pu avoir des données qui disent qui sont les personnes concernées.',
  'contact-details-disclosed-to-many':
    'Des coordonnées sont parvenues à beaucoup de personnes, ou à on ne sait combien.',
  'misuse-proven': 'Un détournement des données est prouvé : le risque s’est réalisé.',
  'personal-data-not-returned':
    'D’autres ont pu avoir des données hautement personnelles, ou qui permettent un vol ou une fraude, et elles n’ont pas été récupérées.',
  'special-data-disclosed':
    'D’autres ont pu voir des données sensibles ou relatives à des infractions ; les récupérer ne l’efface pas.',
  'vulnerable-persons-telling-data':
    'Quelqu’un que rien n’oblige au secret a pu avoir des données révélatrices de personnes vulnérables.',
  'vulnerable-persons-within-reach-of-many':
    'Beaucoup de personnes, ou on ne sait combien, ont pu avoir des données de personnes vulnérables.',
  'telling-data-within-reach-of-many':
    'Beaucoup de personnes, ou on ne sait combien, ont pu avoir des données révélatrices.',
  'more-than-100-persons-within-reach-of-many':
    'Beaucoup de personnes, ou on ne sait combien, ont pu avoir les données de plus de 100 personnes.',
  'identity-in-open-hands':
    'Des données qui disent qui sont les personnes concernées sont parvenues à on ne sait combien de personnes.',
  'within-reach-of-an-attacker':
    'Un attaquant a pu avoir les données : ses intentions doivent être tenues pour mauvaises.',
  'hostile-recipient': 'Un destinataire que l’on sait malintentionné a pu avoir les données.',
  'special-data-not-returned':
    'D’autres ont pu avoir des données sensibles ou relatives à des infractions, et elles n’ont pas été récupérées.',
  'identity-kit-not-returned':
    'Un nom ou une adresse avec un identifiant national ou une pièce d’identité, de quoi usurper une identité, n’ont pas été récupérés.',
  'personal-data-disclosed-to-many':
    'Des données hautement personnelles, ou qui permettent un vol ou une fraude, sont parvenues à beaucoup de personnes et n’ont pas été récupérées.',
  'personal-data-in-open-hands':
    'Un attaquant ou on ne sait qui a pu avoir des données hautement personnelles, ou qui permettent un vol ou une fraude.',
  'attack-on-more-than-100-identities':
    'Un attaquant a pu avoir des données qui disent qui sont plus de 100 personnes.',
  'attack-on-vulnerable-persons': 'Un attaquant a pu avoir des données qui disent qui sont des personnes vulnérables.',
  'disclosed-to-hostile-recipient':
    'Les données sont parvenues à quelqu’un que l’on sait malintentionné envers les personnes concernées.',
  'misused-by-many-or-unknown':
    'Les données ont été détournées, et beaucoup de personnes ou on ne sait qui peuvent continuer à le faire.',
  'personal-data-misused':
    'Des données hautement personnelles, ou qui permettent un vol ou une fraude, ont été détournées.',
  'vulnerable-persons-misuse': 'Des données de personnes vulnérables ont été détournées.',
  'data-missing-for-a-time': 'Les données sont revenues tard : des personnes ont pu souffrir de leur absence.',
  'contact-details-of-more-than-50-missing': 'Les coordonnées de plus de 50 personnes sont revenues tard.',
  'data-of-vulnerable-persons-missing': 'Des données de personnes vulnérables sont revenues tard.',
  'telling-data-of-vulnerable-persons-missing': 'Des données révélatrices de personnes vulnérables sont revenues tard.',
  'special-data-missing': 'Des données sensibles ou relatives à des infractions sont revenues tard.',
  'care-data-missing': 'Des données de santé ont manqué pour des personnes prises en charge.',
  'data-gone-or-missing-when-needed': 'Les données sont perdues, ou ont manqué quand des personnes en dépendaient.',
  'identity-gone-or-missing-when-needed':
    'Les données sont perdues, ou ont manqué quand des personnes en dépendaient : l’effet dépend de ce à quoi elles servaient.',
  'personal-data-gone-or-missing-when-needed':
    'Des données hautement personnelles ou sensibles sont perdues, ou ont manqué quand des personnes en dépendaient.',
  'vulnerable-persons-data-gone-or-missing-when-needed':
    'Des données de personnes vulnérables sont perdues, ou ont manqué quand elles en dépendaient.',
  'altered-and-perhaps-used': 'Les données ont été altérées et peut-être utilisées ainsi.',
  'contact-details-of-more-than-50-altered':
    'Les coordonnées de plus de 50 personnes ont été altérées et peut-être utilisées ainsi.',
  'data-of-vulnerable-persons-altered':
    'Des données de personnes vulnérables ont été altérées et peut-être utilisées ainsi.',
  'personal-data-altered-and-perhaps-used':
    'Des données hautement personnelles ou sensibles ont été altérées et peut-être utilisées ainsi.',
  'altered-for-good': 'Les données ont été altérées, peut-être utilisées ainsi, et ne peuvent être rétablies.',
  'personal-data-altered-for-good':
    'Des données hautement personnelles ou sensibles ont été altérées et ne peuvent être rétablies.',
  'vulnerable-persons-data-altered-for-good':
    'Des données de personnes vulnérables ont été altérées et ne peuvent être rétablies.',
  'enisa-medium':
    'Le score de l’ENISA est de 2 ou plus. Ce registre y voit un risque ; la méthode elle-même ne fixe aucune obligation.',
  'enisa-high':
    'Le score de l’ENISA est de 3 ou plus. Ce registre tient alors un risque élevé pour possible ; la méthode elle-même ne fixe aucune obligation.',
  'enisa-very-high':
    'Le score de l’ENISA est de 4 ou plus. Ce registre y voit un risque élevé ; la méthode elle-même ne fixe aucune obligation.',
  'harm-named': 'Un préjudice pour les personnes a été consigné comme probable.',
  'exposure-excluded': 'Il est exclu, preuve à l’appui, que quelqu’un d’autre ait eu les données.',
  'confidentiality-not-concerned': 'La confidentialité n’était pas en cause.',
  unintelligible:
    'Les données étaient incompréhensibles pour d’autres et la clé est sauve : leur confidentialité n’est pas en danger.',
  'trusted-and-returned':
    'On peut compter sur le secret de quiconque a eu les données, et elles ont été récupérées ou supprimées.',
  'restored-in-time': 'Les données ont été de nouveau disponibles à temps.',
  'altered-but-not-used': 'Les données altérées ont été rétablies avant que quiconque les utilise.',
  'access-cut-before-use':
    'L’accès a été coupé avant toute utilisation : un risque élevé n’est plus probable. La violation est néanmoins notifiée à l’autorité.',
  'public-before': 'Les données étaient déjà publiques.',
  'few-simple-data':
    'Seules des données simples de peu de personnes, ou récupérées, ont pu parvenir à peu de gens ; rien n’aggrave la situation.',
  'contact-details-missing': 'Seules les coordonnées de peu de personnes ont manqué, et nul n’en dépendait.',
  'contact-details-altered': 'Seules les coordonnées de peu de personnes ont été altérées.',
  'no-personal-data-yet-data':
    'Il est dit qu’aucune donnée à caractère personnel n’est en cause, mais des données ou des personnes sont nommées.',
  'not-affected-yet-harmed': 'Il est dit que les données n’ont pas été touchées, mais un effet sur elles est indiqué.',
  'no-breach-yet-held-high': 'Il est dit qu’il n’y a pas de violation, mais l’autorité en tient le risque pour élevé.',
  'involved-yet-no-data':
    'Il est dit que des données à caractère personnel sont en cause, mais qu’aucune catégorie ne l’est.',
  'affected-yet-nobody': 'Il est dit que des données à caractère personnel ont été touchées, mais de personne.',
  'count-outside-band': 'Le nombre de personnes est hors de la tranche indiquée. C’est le nombre qui compte.',
  'excluded-yet-misused': 'Il est dit que l’exposition est exclue, mais un détournement est prouvé.',
  'excluded-yet-received': 'Il est dit que l’exposition est exclue, mais des destinataires sont nommés.',
  'exposed-yet-no-recipient': 'L’exposition est confirmée, mais il est dit que personne n’a eu les données.',
  'confidentiality-named-yet-not-applicable':
    'Il est dit que la confidentialité est perdue, mais que l’exposition est sans objet.',
  'exposed-yet-confidentiality-not-named':
    'L’exposition est confirmée, mais la confidentialité n’est pas parmi ce qui est perdu.',
  'unavailable-yet-availability-not-named':
    'Des données ont manqué, mais la disponibilité n’est pas parmi ce qui est perdu.',
  'altered-yet-integrity-not-named': 'Des données ont été altérées, mais l’intégrité n’est pas parmi ce qui est perdu.',
  'integrity-named-yet-not-altered': 'Il est dit que l’intégrité est perdue, mais rien n’a été altéré.',
  'unintelligible-yet-misused': 'Il est dit que les données sont incompréhensibles, mais un détournement est prouvé.',
  'not-sensitive-yet-special':
    'Il est dit que les données ne sont pas sensibles, mais une catégorie particulière est nommée. C’est ce qui est dit qui compte.',
  'not-vulnerable-yet-named':
    'Il est dit que nul n’est vulnérable, mais des mineurs ou des personnes vulnérables sont nommés. C’est ce qui est dit qui compte.',
  'trusted-yet-hostile':
    'Il est dit que le destinataire est de confiance ou n’existe pas, mais qu’il est malintentionné.',
  'deleted-by-nobody-known': 'Il est dit que la suppression est confirmée, mais nul ne sait qui a les données.',
  'cut-before-use-yet-used':
    'Il est dit que l’accès a été coupé avant toute utilisation, mais les données ont été détournées ou sont publiques.',
  'excluded-without-basis':
    'Il est dit que l’exposition est exclue, mais non sur quelle preuve : ce n’est encore qu’un espoir.',
};
