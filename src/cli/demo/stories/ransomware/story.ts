/** A hospital under ransomware, on the Easter weekend of 2024, in the night in which the clocks change. All of it is invented. */
import type { Say, Story } from '../../story.js';
import { exfiltration, patients } from './disclosure.js';
import { filed, firstNight } from './firstDays.js';
import { end, ordered, relatives } from './forgotten.js';

export function ransomware(say: Say): Story {
  return {
    title: say('Ransomware in a hospital', 'Rançongiciel dans un hôpital'),
    introduction: say(
      'Saturday 30 March 2024, shortly before midnight; at two the clocks go forward, and Monday is a holiday. The law counts elapsed hours. The whole story is invented.',
      'Samedi 30 mars 2024, peu avant minuit ; à deux heures on passe à l’heure d’été, et lundi est férié. La loi compte des heures écoulées. Toute l’histoire est inventée.',
    ),
    steps: [
      ...firstNight(say),
      ...filed(say),
      ...exfiltration(say),
      ...patients(say),
      ...relatives(say),
      ...ordered(say),
      ...end(say),
    ],
  };
}
