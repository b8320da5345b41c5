/** Who speaks. Names are made up. */
import type { Deed, Look, Person, Say } from '../../story.js';

const org = 'hospital';
export const night: Person = { key: 'hospital-reporter', org, role: 'REPORTER', name: 'Lou Garnier' };
export const crisis: Person = { key: 'hospital-handler', org, role: 'HANDLER', name: 'Sasha Leroy' };
export const dpo: Person = { key: 'hospital-dpo', org, role: 'DPO', name: 'Maxime Faure' };
export const director: Person = { key: 'hospital-decider', org, role: 'DECIDER', name: 'Andrea Morel' };
export const on = 'hospital';

/** Step of a story of which all is made up. */
export function deed(parts: Omit<Deed, 'is' | 'invented' | 'on'>): Deed {
  return { is: 'deed', invented: true, on, ...parts };
}

export function ask(at: string, says: string, duties: Look['duties']): Look {
  return { is: 'look', by: dpo, on, at, says, duties };
}

/** What persons are told: the items of art. 34(2), and advice. */
export function letter(say: Say): object {
  return {
    nature: say('Your medical file was copied by criminals.', 'Votre dossier médical a été copié par des criminels.'),
    contactPoint: 'dpo@hospital.example',
    likelyConsequences: say(
      'Somebody may try to deceive or blackmail you.',
      'On peut tenter de vous tromper ou de vous faire chanter.',
    ),
    measures: say(
      'The servers are isolated, the police is informed.',
      'Les serveurs sont isolés, la police est saisie.',
    ),
    advice: say(
      'Do not answer strangers who know your file.',
      'Ne répondez pas à des inconnus qui connaissent votre dossier.',
    ),
  };
}
