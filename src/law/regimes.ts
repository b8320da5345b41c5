/**
 * Clocks of regimes other than the GDPR, as rows of the same table: each stage with its dates. Where the law says "without delay" there is no
 * limit, only the register's own target. Sources: ../../docs/law.md. An organisation that is not in a regime has none of its duties.
 */
import { parseInstant, type Instant } from './instant.js';
import type { Rule } from './rule.js';
import { CONTROLLER_ROLES, type Regime } from './vocabulary.js';

/** Classifications by regime: those that can bring a stage or end it, as the register names them. None: nothing is to be classified. */
export const CLASSIFICATIONS: Readonly<Record<Regime, readonly string[]>> = {
  GDPR: [],
  NIS2: ['SIGNIFICANT', 'NOT_SIGNIFICANT'],
  FR_HEALTH_IT: ['SIGNIFICANT', 'SERIOUS', 'NOT_SIGNIFICANT'],
  LOPMI: ['OFFENCE', 'NO_OFFENCE'],
  EIDAS: ['SIGNIFICANT', 'NOT_SIGNIFICANT'],
  DORA: ['MAJOR', 'NOT_MAJOR'],
  EPRIVACY: ['ADVERSE_EFFECT_LIKELY', 'ADVERSE_EFFECT_UNLIKELY'],
  CRA: ['EXPLOITED_VULNERABILITY', 'SEVERE', 'FIX_AVAILABLE', 'NEITHER'],
};

/**
 * The register's name of a classification, however it was written: case, spaces, hyphens and a last word "incident" make no difference.
 * @returns null for one that the regime does not know.
 */
export function classificationIn(regime: Regime, said: string): string | null {
  const name = said
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/_INCIDENT$/, '');
  return CLASSIFICATIONS[regime].find((known) => known === name) ?? null;
}

const base = {
  kind: 'OTHER_REGIME',
  roles: CONTROLLER_ROLES,
  validTo: null,
  limitHours: null,
  targetHours: null,
  warningHours: 24,
} as const;

/** A regime from its first day on, `YYYY-MM-DD` in Paris. */
function from(version: string, regime: Regime, recipient: string) {
  return { ...base, version, validFrom: startOf(version), regime, recipient } as const;
}

function startOf(day: string): Instant {
  // What begins in winter begins at +01:00; an hour's difference matters to nobody who anchors at midnight of that day.
  const [, month = '01'] = day.split('-');
  const offset = Number(month) > 3 && Number(month) < 11 ? '+02:00' : '+01:00';
  const instant = parseInstant(`${day}T00:00:00${offset}`);
  if (instant === null) throw new Error(`no day: ${day}`);
  return instant;
}

const nis2 = from('2024-10-18', 'NIS2', 'CSIRT or competent authority (in France ANSSI)');
const nis2Stage = { needs: ['SIGNIFICANT'], excludedBy: ['NOT_SIGNIFICANT'], personalData: false };
const dora = from('2025-03-12', 'DORA', 'competent authority (ACPR or AMF)');
const doraStage = { needs: ['MAJOR'], excludedBy: ['NOT_MAJOR'], personalData: false };
const cra = from('2026-09-11', 'CRA', 'CSIRT coordinator and ENISA (single platform)');
const craStage = { needs: ['EXPLOITED_VULNERABILITY', 'SEVERE'], excludedBy: ['NEITHER'], personalData: false };
const eprivacy = from('2013-08-25', 'EPRIVACY', 'CNIL');
const everyBreach = { needs: [], excludedBy: [], personalData: true };
const eidasStage = {
  name: 'NOTIFICATION',
  needs: ['SIGNIFICANT'],
  excludedBy: ['NOT_SIGNIFICANT'],
  personalData: false,
};

export const REGIME_ROWS: readonly Rule[] = [
  {
    ...nis2,
    id: 'nis2-23-4-a',
    provision: 'Directive (EU) 2022/2555 art. 23(4)(a)',
    anchor: 'AWARENESS',
    limitHours: 24,
    stage: { ...nis2Stage, name: 'EARLY_WARNING' },
  },
  {
    ...nis2,
    id: 'nis2-23-4-b',
    provision: 'Directive (EU) 2022/2555 art. 23(4)(b)',
    anchor: 'AWARENESS',
    limitHours: 72,
    stage: { ...nis2Stage, name: 'NOTIFICATION' },
  },
  {
    ...nis2,
    id: 'nis2-23-4-d',
    provision: 'Directive (EU) 2022/2555 art. 23(4)(d)',
    anchor: 'PREVIOUS_STAGE',
    limitPeriod: { unit: 'MONTHS', count: 1 },
    stage: { ...nis2Stage, name: 'FINAL_REPORT', follows: { stage: 'NOTIFICATION', filing: 'FIRST' } },
  },
  {
    ...from('2022-04-29', 'FR_HEALTH_IT', 'ANS (CERT Santé)'),
    id: 'csp-l1111-8-2',
    provision: 'Code de la santé publique art. L.1111-8-2, D.1111-16-2 to D.1111-16-4',
    anchor: 'AWARENESS',
    targetHours: 24,
    stage: {
      name: 'REPORT',
      needs: ['SIGNIFICANT', 'SERIOUS'],
      excludedBy: ['NOT_SIGNIFICANT'],
      personalData: false,
    },
  },
  {
    ...from('2023-04-24', 'LOPMI', 'police, gendarmerie or public prosecutor'),
    id: 'lopmi-l12-10-1',
    provision: 'Code des assurances art. L.12-10-1',
    anchor: 'AWARENESS',
    limitHours: 72,
    stage: { name: 'COMPLAINT', needs: [], excludedBy: ['NO_OFFENCE'], personalData: false },
  },
  {
    ...from('2016-07-01', 'EIDAS', 'supervisory body (in France ANSSI)'),
    id: 'eidas-notification',
    provision: 'Regulation (EU) 910/2014 art. 19(2)',
    anchor: 'AWARENESS',
    limitHours: 24,
    stage: eidasStage,
  },
  {
    ...from('2024-05-20', 'EIDAS', 'supervisory body (in France ANSSI)'),
    id: 'eidas-notification',
    provision: 'Regulation (EU) 910/2014 art. 24 as amended by Regulation (EU) 2024/1183',
    anchor: 'AWARENESS',
    limitHours: 24,
    stage: eidasStage,
  },
  {
    ...dora,
    id: 'dora-initial',
    provision: 'Regulation (EU) 2022/2554 art. 19(4)(a); Delegated Regulation (EU) 2025/301 art. 5(1)(a), (2)',
    anchor: 'CLASSIFICATION',
    limitHours: 4,
    stage: { ...doraStage, name: 'INITIAL_NOTIFICATION', noLaterThanHoursFromAwareness: 24 },
  },
  {
    ...dora,
    id: 'dora-intermediate',
    provision: 'Regulation (EU) 2022/2554 art. 19(4)(b); Delegated Regulation (EU) 2025/301 art. 5(1)(b)',
    anchor: 'PREVIOUS_STAGE',
    limitHours: 72,
    stage: {
      ...doraStage,
      name: 'INTERMEDIATE_REPORT',
      follows: { stage: 'INITIAL_NOTIFICATION', filing: 'FIRST' },
    },
  },
  {
    ...dora,
    id: 'dora-final',
    provision: 'Regulation (EU) 2022/2554 art. 19(4)(c); Delegated Regulation (EU) 2025/301 art. 5(1)(c)',
    anchor: 'PREVIOUS_STAGE',
    limitPeriod: { unit: 'MONTHS', count: 1 },
    stage: { ...doraStage, name: 'FINAL_REPORT', follows: { stage: 'INTERMEDIATE_REPORT', filing: 'LAST' } },
  },
  {
    ...eprivacy,
    id: 'eprivacy-2-2',
    provision: 'Regulation (EU) 611/2013 art. 2(2)',
    anchor: 'DETECTION',
    limitHours: 24,
    stage: { ...everyBreach, name: 'NOTIFICATION' },
  },
  {
    ...eprivacy,
    id: 'eprivacy-2-3',
    provision: 'Regulation (EU) 611/2013 art. 2(3)',
    anchor: 'PREVIOUS_STAGE',
    limitPeriod: { unit: 'DAYS', count: 3 },
    stage: {
      ...everyBreach,
      name: 'SECOND_NOTIFICATION',
      follows: { stage: 'NOTIFICATION', filing: 'FIRST' },
    },
  },
  {
    ...eprivacy,
    id: 'eprivacy-3',
    provision: 'Regulation (EU) 611/2013 art. 3(1), (3)',
    recipient: 'subscribers and other individuals',
    anchor: 'DETECTION',
    targetHours: 72,
    stage: {
      name: 'SUBSCRIBERS',
      needs: ['ADVERSE_EFFECT_LIKELY'],
      excludedBy: ['ADVERSE_EFFECT_UNLIKELY'],
      personalData: true,
    },
  },
  {
    ...cra,
    id: 'cra-early-warning',
    provision: 'Regulation (EU) 2024/2847 art. 14(2)(a), (4)(a)',
    anchor: 'AWARENESS',
    limitHours: 24,
    stage: { ...craStage, name: 'EARLY_WARNING' },
  },
  {
    ...cra,
    id: 'cra-notification',
    provision: 'Regulation (EU) 2024/2847 art. 14(2)(b), (4)(b)',
    anchor: 'AWARENESS',
    limitHours: 72,
    stage: { ...craStage, name: 'NOTIFICATION' },
  },
  {
    ...cra,
    id: 'cra-final-vulnerability',
    provision: 'Regulation (EU) 2024/2847 art. 14(2)(c)',
    anchor: 'CLASSIFICATION',
    limitPeriod: { unit: 'DAYS', count: 14 },
    stage: {
      name: 'FINAL_REPORT_ON_VULNERABILITY',
      needs: ['FIX_AVAILABLE'],
      excludedBy: ['NEITHER'],
      personalData: false,
    },
  },
  {
    ...cra,
    id: 'cra-final-incident',
    provision: 'Regulation (EU) 2024/2847 art. 14(4)(c)',
    anchor: 'PREVIOUS_STAGE',
    limitPeriod: { unit: 'MONTHS', count: 1 },
    stage: {
      name: 'FINAL_REPORT_ON_INCIDENT',
      needs: ['SEVERE'],
      excludedBy: ['NEITHER', 'EXPLOITED_VULNERABILITY'],
      personalData: false,
      follows: { stage: 'NOTIFICATION', filing: 'FIRST' },
    },
  },
];
