/**
 * 26 April to 3 May 2023, as the press told it: a medical appointment platform, whose name is of no matter here, did not save four text fields
 * of consultations for eighteen hours. Instants of the press are those of the story; what it did not tell is marked as invented.
 */
import type { Say, Story } from '../../story.js';
import { aftermath } from './aftermath.js';
import { found, silence } from './loss.js';
import { told } from './notices.js';
import { ownPart } from './ownPart.js';
import { practitioner } from './practice.js';

export function april2023(say: Say): Story {
  return {
    title: say(
      '26 April to 3 May 2023: the text that was not saved',
      'Du 26 avril au 3 mai 2023 : le texte non enregistré',
    ),
    introduction: say(
      'A feature goes live on a medical appointment platform, and for eighteen hours four text fields of consultations are not saved. 2,300 practitioners are concerned. Nothing was stolen; it is a breach all the same, a loss of availability of health data. Each practitioner is a controller, the platform is their processor. Steps marked as invented fill in what the public sources do not say.',
      'Une fonctionnalité est mise en ligne sur une plateforme de rendez-vous médicaux et, pendant dix-huit heures, quatre champs de texte des consultations ne sont pas enregistrés. 2 300 praticiens sont concernés. Rien n’a été volé ; c’est pourtant une violation, une perte de disponibilité de données de santé. Chaque praticien est responsable de traitement, la plateforme est leur sous-traitant. Les étapes marquées comme inventées complètent ce que les sources publiques ne disent pas.',
    ),
    steps: [...found(say), ...silence(say), ...told(say), ...ownPart(say), ...practitioner(say), ...aftermath(say)],
  };
}
