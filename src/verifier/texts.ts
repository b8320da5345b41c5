/** The report in words, in English and French. */
import type { Fault, FaultCode } from './faults.js';
import type { NotProven, Report } from './report.js';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Language, string>>>>;

const FAULTS: Words<FaultCode> = {
  FIXITY: {
    en: 'a file is not as the list of the bundle says',
    fr: 'un fichier ne correspond pas à la liste du dossier',
  },
  FILE_MISSING: { en: 'a file of the list is not there', fr: 'un fichier de la liste est absent' },
  CHECKPOINT_NOT_SIGNED: {
    en: 'a head bears no valid signature of a key of the policy (is it the policy of this register?)',
    fr: 'une tête ne porte aucune signature valable d’une clé de la politique (est-ce bien celle de ce registre ?)',
  },
  CHECKPOINT_MALFORMED: { en: 'a head is not of the form of a head', fr: 'une tête n’a pas la forme d’une tête' },
  HEADS_DISAGREE: {
    en: 'two signed heads cannot both be true: the log was rewritten or shown in two versions',
    fr: 'deux têtes signées ne peuvent être vraies toutes deux : le journal a été réécrit ou montré en deux versions',
  },
  TAIL_MISSING: {
    en: 'the head kept outside has more events than the bundle: the newest ones were cut off',
    fr: 'la tête conservée à l’extérieur compte plus d’événements que le dossier : les plus récents ont été retranchés',
  },
  ROOT_DIFFERS: {
    en: 'the envelopes do not give the root that was signed: something was altered, added or left out',
    fr: 'les enveloppes ne donnent pas la racine signée : un élément a été modifié, ajouté ou omis',
  },
  ENVELOPE_MALFORMED: {
    en: 'an envelope is not of the form it was sealed in',
    fr: 'une enveloppe n’a pas la forme scellée',
  },
  NOT_DENSE: {
    en: 'an event is missing, added or not in its place',
    fr: 'un événement manque, est en trop ou déplacé',
  },
  REVISION_REPEATED: { en: 'a revision of a stream occurs twice', fr: 'une révision d’un flux apparaît deux fois' },
  REVISION_GAP: { en: 'a revision of a stream is missing', fr: 'une révision d’un flux manque' },
  CHAIN_BROKEN: { en: 'an event does not name the one before it', fr: 'un événement ne désigne pas le précédent' },
  TIME_OUT_OF_BRACKET: {
    en: 'an event says a time that the heads around it contradict',
    fr: 'un événement porte un instant que contredisent les têtes qui l’encadrent',
  },
  PROOF_INVALID: {
    en: 'a proof does not lead to the root that was signed',
    fr: 'une preuve ne mène pas à la racine signée',
  },
  PAYLOAD_MALFORMED: { en: 'a payload is not of the form it was sealed in', fr: 'un contenu n’a pas la forme scellée' },
  PAYLOAD_ALTERED: {
    en: 'a payload is not the one that was sealed',
    fr: 'un contenu n’est pas celui qui a été scellé',
  },
  PAYLOAD_MISSING: { en: 'a payload is missing', fr: 'un contenu manque' },
};

const LIMITS: Words<NotProven> = {
  TRUTH: {
    en: 'That what was recorded is true, and that everything that happened was recorded.',
    fr: 'Que ce qui est consigné est vrai, et que tout ce qui s’est passé a été consigné.',
  },
  COMPLETENESS_NO_OUTSIDE_HEAD: {
    en: 'That the newest events are all there: no head kept outside was given.',
    fr: 'Que les événements les plus récents sont tous là : aucune tête conservée à l’extérieur n’a été fournie.',
  },
  COMPLETENESS_LEVEL_B: {
    en: 'That no event of the incident was left out: a bundle of level B holds proofs of single events only.',
    fr: 'Qu’aucun événement de l’incident n’a été omis : un dossier de niveau B ne prouve que des événements isolés.',
  },
  AFTER_OUTSIDE_HEAD: {
    en: 'Completeness of what came after the newest head kept outside.',
    fr: 'L’exhaustivité de ce qui suit la plus récente tête conservée à l’extérieur.',
  },
  TIME_IS_OPERATORS_OWN: {
    en: 'The times: those of the heads are stated by cosigners named above, not by a qualified time stamp.',
    fr: 'Les instants : ceux des têtes sont déclarés par les cosignataires cités, non par un horodatage qualifié.',
  },
  TIME_NOT_STATED: {
    en: 'The times of the events: no head states a time under a key of the policy.',
    fr: 'Les instants des événements : aucune tête ne déclare d’instant sous une clé de la politique.',
  },
  QUORUM_NOT_MET: {
    en: 'That the witnesses that the policy asks for have seen this head.',
    fr: 'Que les témoins exigés par la politique ont vu cette tête.',
  },
  PAYLOADS_WITHHELD: {
    en: 'What the withheld payloads say (legal privilege): that the events exist is proven.',
    fr: 'Ce que disent les contenus non communiqués (secret professionnel) : l’existence de ces événements est prouvée.',
  },
  PAYLOADS_OF_OTHER_STREAMS: {
    en: 'What the events of other streams say: the bundle holds their envelopes only.',
    fr: 'Ce que disent les événements d’autres flux : le dossier n’en contient que les enveloppes.',
  },
  HEADS_NOT_LINKED: {
    en: 'That the bundle’s head continues every older head: a consistency proof is not in the bundle.',
    fr: 'Que la tête du dossier prolonge chaque tête plus ancienne : une preuve de cohérence n’est pas dans le dossier.',
  },
};

const VERDICTS: Words<Report['verdict']> = {
  INTACT_AND_COMPLETE: {
    en: 'INTACT, and COMPLETE up to the head kept outside.',
    fr: 'INTACT, et COMPLET jusqu’à la tête conservée à l’extérieur.',
  },
  INTACT: { en: 'INTACT. Completeness is NOT proven.', fr: 'INTACT. L’exhaustivité n’est PAS prouvée.' },
  ALTERED: {
    en: 'ALTERED, incomplete or forked: see the faults.',
    fr: 'ALTÉRÉ, incomplet ou dédoublé : voir les anomalies.',
  },
};

const HEADINGS = {
  en: {
    log: 'Log',
    head: (size: number, root: string) => `Head: ${size} events, root ${root}`,
    signed: 'Signed by',
    cosigned: 'Time stated by',
    outside: 'Heads kept outside, at',
    checked: (events: number, payloads: number, withheld: number) =>
      `Checked: ${events} events, ${payloads} payloads (${withheld} withheld)`,
    faults: 'Faults',
    further: (count: number) => `and ${count} more`,
    conflicting: 'Heads that contradict each other, word for word:',
    notProven: 'Not proven by this check:',
  },
  fr: {
    log: 'Journal',
    head: (size: number, root: string) => `Tête : ${size} événements, racine ${root}`,
    signed: 'Signée par',
    cosigned: 'Instant déclaré par',
    outside: 'Têtes conservées à l’extérieur, à',
    checked: (events: number, payloads: number, withheld: number) =>
      `Vérifié : ${events} événements, ${payloads} contenus (${withheld} non communiqués)`,
    faults: 'Anomalies',
    further: (count: number) => `et ${count} autres`,
    conflicting: 'Têtes qui se contredisent, mot pour mot :',
    notProven: 'Non prouvé par cette vérification :',
  },
} as const;

export function faultWords(code: FaultCode, language: Language): string {
  return FAULTS[code][language];
}

export function notProvenWords(code: NotProven, language: Language): string {
  return LIMITS[code][language];
}

/** The report for people, ending in a newline. */
export function reportText(report: Report, language: Language): string {
  const words = HEADINGS[language];
  const lines = [
    VERDICTS[report.verdict][language],
    '',
    ...(report.origin === null ? [] : [`${words.log}: ${report.origin}`]),
    ...(report.size === null || report.root === null ? [] : [words.head(report.size, report.root)]),
    ...(report.signedBy.length === 0 ? [] : [`${words.signed}: ${report.signedBy.join(', ')}`]),
    ...report.cosignedBy.map(({ name, time }) => `${words.cosigned}: ${name}, ${time}`),
    ...(report.outsideHeads.length === 0 ? [] : [`${words.outside}: ${report.outsideHeads.join(', ')}`]),
    words.checked(report.eventsChecked, report.payloadsChecked, report.payloadsWithheld),
    ...(report.faults.length === 0 ? [] : ['', `${words.faults}:`]),
    ...report.faults.map((fault) => `  ${faultText(fault, language)}`),
    ...(report.furtherFaults === 0 ? [] : [`  ${words.further(report.furtherFaults)}`]),
    ...(report.conflictingHeads.length === 0 ? [] : ['', words.conflicting]),
    ...report.conflictingHeads.flatMap((head) => [
      '',
      ...head
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
    '',
    words.notProven,
    ...report.notProven.map((code) => `  - ${notProvenWords(code, language)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function faultText({ code, file, seq, stream, revision, detail }: Fault, language: Language): string {
  const where = [
    seq === undefined ? '' : `seq ${seq}`,
    stream === undefined ? '' : revision === undefined ? stream : `${stream}@${revision}`,
    file ?? '',
    detail ?? '',
  ].filter((part) => part !== '');
  return `${code}: ${faultWords(code, language)}${where.length === 0 ? '' : ` (${where.join(', ')})`}`;
}
