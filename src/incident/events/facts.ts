import { Type, type Static } from '@sinclair/typebox';
import {
  AVAILABILITY_EFFECTS,
  BREACH_CAUSES,
  BREACH_NATURES,
  BREACH_ORIGINS,
  DATA_CATEGORIES,
  EXPOSURES,
  HARMS,
  INTEGRITY_EFFECTS,
  MITIGATIONS,
  PROTECTIONS,
  RECIPIENTS,
  SECTORS,
  SUBJECTS_BANDS,
  SUBJECT_CATEGORIES,
} from '../../law/vocabulary.js';
import { closed, freeText, nullable, oneOf, party, personalName } from './schema.js';

/** Entries of any unpaged list. */
export const listLimit = 500;

const flag = () => Type.Optional(nullable(Type.Boolean()));
const choice = <const V extends readonly string[]>(values: V) => Type.Optional(nullable(oneOf(values)));
const choices = <const V extends readonly string[]>(values: V) =>
  Type.Optional(nullable(Type.Array(oneOf(values), { maxItems: values.length })));
const words = () => Type.Optional(nullable(freeText()));

/** What was said of the breach at one moment: an absent field was not spoken of, null says unknown. */
export const factsPatch = closed({
  sector: choice(SECTORS),
  natures: choices(BREACH_NATURES),
  cause: choices(BREACH_CAUSES),
  origins: choices(BREACH_ORIGINS),
  dataCategories: choices(DATA_CATEGORIES),
  sensitiveData: flag(),
  subjectsCount: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 }))),
  subjectsBand: choice(SUBJECTS_BANDS),
  /** Decimal digits: may be beyond what a JSON number carries. */
  recordsCount: Type.Optional(nullable(Type.String({ pattern: '^(0|[1-9][0-9]{0,18})$' }))),
  subjectsEstimated: flag(),
  recordsEstimated: flag(),
  subjectCategories: choices(SUBJECT_CATEGORIES),
  vulnerableSubjects: flag(),
  directlyIdentifiable: flag(),
  exposure: choice(EXPOSURES),
  exposureBasis: words(),
  recipients: choice(RECIPIENTS),
  recipientHostile: flag(),
  protection: choice(PROTECTIONS),
  availability: choice(AVAILABILITY_EFFECTS),
  integrity: choice(INTEGRITY_EFFECTS),
  mitigations: choices(MITIGATIONS),
  misuseProven: flag(),
  individualContactPossible: flag(),
  authorityHoldsRiskHigh: flag(),
  controllerInEea: flag(),
  personalDataInvolved: flag(),
  personalDataAffected: flag(),
  crossBorder: flag(),
  memberStates: Type.Optional(nullable(Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { maxItems: 50 }))),
  harms: choices(HARMS),
  circumstances: words(),
  media: Type.Optional(nullable(Type.Array(personalName(), { maxItems: listLimit }))),
  priorMeasures: words(),
  processors: Type.Optional(nullable(Type.Array(party, { maxItems: listLimit }))),
  otherAuthorities: words(),
  otherDetail: words(),
  enisa: Type.Optional(
    nullable(
      closed({
        /** Contextual steps on the basic score of the data. */
        dataContext: Type.Optional(nullable(Type.Integer({ minimum: -3, maximum: 3 }))),
        /** Hundredths: 25, 50, 75 or 100. */
        identifiability: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 100 }))),
      }),
    ),
  ),
});

export type FactsPatch = Static<typeof factsPatch>;
