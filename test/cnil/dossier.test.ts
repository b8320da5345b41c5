import fc from 'fast-check';
import { dossierOf } from '../../src/cnil/dossier/dossier.js';
import { FIELDS, SECTIONS } from '../../src/cnil/dossier/labels.js';
import type { Organisation } from '../../src/incident/organisation.js';
import { FILING_KINDS, LANGUAGES, type FilingKind } from '../../src/law/vocabulary.js';
import { audience, informed, subjectsDeclined } from '../support/lifeStory.js';
import { incidents, instants } from '../support/stories.js';
import {
  assessed,
  aware,
  detected,
  entry,
  facts,
  filed,
  hour,
  incidentOf,
  measure,
  organisation,
  step,
  type Step,
} from '../support/story.js';

const clinic: Organisation = {
  ...organisation,
  siren: '732829320',
  sector: 'HEALTH_SOCIAL',
  dpo: { name: 'C. Roux', email: 'dpo@clinique.example', phone: null },
};
const begin = step(0, detected({ natures: ['AVAILABILITY'], detectedAt: hour(-1), ongoing: true }));
const known = step(0, aware(hour(0)));

function dossier(kind: FilingKind, at: number, steps: readonly Step[], whose = clinic) {
  const made = dossierOf(incidentOf(...steps), whose, kind, hour(at), 'fr');
  const field = (key: string) => {
    const found = made.fields.find((one) => one.key === key);
    if (found === undefined) throw new Error(`no field ${key}`);
    return found;
  };
  return { ...made, field, value: (key: string) => field(key).value };
}

describe('the dossier of a filing with the CNIL', () => {
  test('has every field of the form, in its order, named in both languages', () => {
    const { fields } = dossier('INITIAL', 1, [begin]);
    expect(fields.map(({ key }) => key)).toEqual(Object.keys(FIELDS));
    for (const language of LANGUAGES) {
      const shown = dossierOf(incidentOf(begin), clinic, 'INITIAL', hour(1), language).fields;
      expect(shown.map(({ label }) => label)).toEqual(Object.values(FIELDS).map((label) => label[language]));
      const sections = Object.values(SECTIONS).map((section) => section[language]);
      expect([...new Set(shown.map(({ section }) => section))]).toEqual(sections);
    }
  });

  test('tells in the form’s own words', () => {
    const { value } = dossier('COMPLETE', 1, [
      begin,
      known,
      step(
        1,
        facts({
          natures: ['AVAILABILITY', 'CONFIDENTIALITY'],
          origins: ['DEVICE_DISPOSAL', 'OTHER'],
          cause: ['INTERNAL_ACCIDENTAL'],
          dataCategories: ['HEALTH', 'USAGE', 'PAYMENT_MEANS', 'FINANCIAL'],
          subjectCategories: ['PATIENTS', 'STUDENTS'],
          subjectsCount: 51,
          recordsCount: '9000',
          harms: ['PSEUDONYMISATION_REVERSAL'],
          crossBorder: false,
          directlyIdentifiable: true,
        }),
      ),
      step(2, assessed({ severity: 'SIGNIFICANT', likelyConsequences: 'suivi interrompu' })),
      step(3, measure({ kind: 'PREVENTION', state: 'PLANNED', description: 'revue' })),
    ]);
    expect([value('notificationType'), value('sector'), value('siren')]).toEqual([
      'complète',
      'Santé humaine et action sociale',
      '732829320',
    ]);
    expect(value('natures')).toBe('Perte de la disponibilité | Perte de la confidentialité');
    expect(value('origins')).toBe(
      'Mise au rebut d’appareils numériques contenant des données personnelles sans effacement sécurisé | Autre',
    );
    expect(value('causes')).toBe('Acte interne accidentel');
    expect(value('dataCategories')).toBe(
      "La violation concerne d'autres données | Données relatives à des informations financières (ex : revenus, numéro de carte de crédit, coordonnées bancaires), économiques",
    );
    expect(value('sensitiveCategories')).toBe('Données de santé');
    expect(value('subjectCategories')).toBe('Patients | Étudiants / élèves');
    expect([value('subjectsCount'), value('subjectsBand'), value('recordsCount')]).toEqual([
      '51',
      'Entre 51 et 300 personnes',
      '9000',
    ]);
    expect(value('harms')).toBe('Levée non autorisée de pseudonimisation');
    expect([value('severity'), value('directlyIdentifiable'), value('crossBorder')]).toEqual([
      'Important',
      'Oui',
      'Non',
    ]);
    expect([value('occurredTo'), value('preventionMeasures')]).toEqual(['en cours', 'revue (envisagée)']);
    expect(value('availabilityConsequences')).toBe('suivi interrompu');
    expect(value('awareAt')).toMatch(/^mardi 17 novembre 2026.*12:00:00.*Europe\/Paris/);
  });

  test('tells what is unknown from what is none', () => {
    const told = dossier('INITIAL', 1, [begin, step(1, facts({ harms: [], cause: null, crossBorder: false }))]);
    expect(told.field('harms')).toMatchObject({ value: null, known: true });
    expect(told.field('integrityConsequences')).toMatchObject({ value: null, known: true });
    expect(told.field('memberStates')).toMatchObject({ value: null, known: true });
    expect(told.field('causes')).toMatchObject({ value: null, known: false });
    expect(told.field('origins')).toMatchObject({ value: null, known: false });
    expect(told.unknown).toEqual(told.fields.filter(({ known: isKnown }) => !isKnown).map(({ key }) => key));
    expect(told.unknown).toEqual(expect.arrayContaining(['causes', 'origins', 'awareAt', 'immediateMeasures']));
  });

  test('names what art. 33(3) misses, a contact point named in an earlier filing counting for what follows', () => {
    const alone = { ...clinic, dpo: null };
    const contactPoint = { name: 'Accueil', email: null, phone: '01' };
    const filing = step(9, filed({ filedAt: hour(9), contactPoint }));
    expect(dossier('INITIAL', 10, [begin, known], alone).missing).toEqual([
      '33(3)(a)',
      '33(3)(b)',
      '33(3)(c)',
      '33(3)(d)',
    ]);
    expect(dossier('COMPLEMENTARY', 10, [begin, known, filing], alone).missing).toEqual([
      '33(3)(a)',
      '33(3)(c)',
      '33(3)(d)',
    ]);
    expect(dossier('COMPLEMENTARY', 10, [begin, known, filing], alone).value('dpo')).toBe('Accueil, 01');
    expect(dossier('INITIAL', 10, [begin, known]).missing).not.toContain('33(3)(b)');
    expect(dossier('WITHDRAWAL', 10, [begin, known, filing]).missing).toEqual([]);
  });

  test('says that a first notification would be late, and then asks for the reasons', () => {
    const late = (kind: FilingKind, at: number, ...more: Step[]) => {
      const made = dossier(kind, at, [begin, known, ...more]);
      return [made.late, made.reasonsRequired, made.unknown.includes('reasonsForDelay')];
    };
    expect(late('INITIAL', 72)).toEqual([false, false, false]);
    expect(late('INITIAL', 73)).toEqual([true, true, true]);
    expect(late('COMPLETE', 73)).toEqual([true, true, true]);
    expect(late('COMPLEMENTARY', 73, step(9, filed({ filedAt: hour(9) })))).toEqual([false, false, false]);
    expect(late('INITIAL', 73, step(9, filed({ filedAt: hour(9) })))).toEqual([false, false, false]);
  });

  test('refers a complement to the notification before it, and a withdrawal has nothing else', () => {
    const filing = step(9, filed({ filedAt: hour(9), receiptNumber: 'R-1' }));
    const complement = dossier('COMPLEMENTARY', 10, [begin, known, filing]);
    expect([complement.value('notificationType'), complement.value('earlierReference')]).toEqual([
      'complémentaire',
      'R-1',
    ]);
    const withdrawal = dossier('WITHDRAWAL', 10, [begin, known, filing]);
    expect(withdrawal.value('earlierReference')).toBe('R-1');
    expect(withdrawal.fields.map(({ key }) => key)).not.toContain('natures');
    expect(dossier('COMPLEMENTARY', 10, [begin, known]).field('earlierReference').known).toBe(false);
  });

  test('tells who was informed, when and how, or why not', () => {
    const story = [begin, known, step(1, audience())];
    const sent = dossier('COMPLETE', 10, [...story, step(5, informed(entry(2), hour(5), { count: 40 }))]);
    expect(sent.value('information')).toBe('Oui, les personnes ont été informées');
    expect([sent.value('informedCount'), sent.value('informedBy'), sent.value('informedText')]).toEqual([
      '40',
      'courriel',
      'accès non autorisé',
    ]);
    const declined = dossier('COMPLETE', 10, [...story, step(5, subjectsDeclined('UNINTELLIGIBLE'))]);
    expect([declined.value('information'), declined.value('notInformedReasons')]).toEqual([
      'Non ils ne le seront pas',
      'motifs',
    ]);
    expect(dossier('INITIAL', 10, story).value('information')).toBe('Non déterminé pour le moment');
  });

  test('is total: whatever the story, every field is there and none that is unknown has a value', () => {
    fc.assert(
      fc.property(incidents, fc.constantFrom(...FILING_KINDS), instants, (incident, kind, at) => {
        const made = dossierOf(incident, clinic, kind, at, 'en');
        expect(made).toEqual(dossierOf(incident, clinic, kind, at, 'en'));
        for (const { value, known: isKnown } of made.fields) expect(isKnown || value === null).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
