/**
 * The breach on ordered scales: more is never better for the persons. Rules are floors over these scales ("at least so much of this and of that is
 * at least this risk"), so that no further harm, exposure, person or missing protection can ever lower an answer.
 */
export const SCALES = [
  'exposure',
  'hands',
  'intent',
  'data',
  'identityKit',
  'persons',
  'vulnerable',
  'hostile',
  'misuse',
  'loose',
  'availability',
  'care',
  'integrity',
  'score',
  'harm',
] as const;
export type Scale = (typeof SCALES)[number];
export type Profile = Readonly<Record<Scale, number>>;

/** Whether others could have had the data. */
export const EXPOSED = { NOT: 0, POSSIBLY: 1, CONFIRMED: 2 } as const;

/** Into whose hands: TRUSTED also where nobody is known to have them; OPEN where nobody can say how many, an attacker's among them. */
export const HANDS = { TRUSTED: 1, FEW: 2, MANY: 3, OPEN: 4 } as const;

export const INTENT = { NONE: 0, INSIDER: 1, ATTACKER: 2 } as const;

/**
 * The most telling data of the breach. CONTACT: how to reach somebody. IDENTITY: who somebody is. ORDINARY: more of a life than that. PERSONAL:
 * highly personal (WP248: communications, location, finances) or enabling theft and fraud. SPECIAL: arts 9 and 10.
 */
export const DATA = { PUBLIC: 0, CONTACT: 1, IDENTITY: 2, ORDINARY: 3, PERSONAL: 4, SPECIAL: 5 } as const;

export const PERSONS = { MINOR_NUMBER: 0, MORE_THAN_50: 1, MORE_THAN_100: 2 } as const;

/** RESTORED is cleared by the rule that says so. GRAVE: missing when persons depended on them, or gone. */
export const AVAILABILITY = { INTERRUPTED: 1, GRAVE: 2 } as const;

/** USED_WRONGLY: altered and perhaps used so, can be put right. LASTING: cannot. */
export const INTEGRITY = { INTACT: 0, USED_WRONGLY: 1, LASTING: 2 } as const;

export const RISK = { UNLIKELY: 0, RISK: 1, HIGH_POSSIBLE: 2, HIGH: 3 } as const;
/** HIGH_POSSIBLE: the guidelines make a high risk depend on what the facts do not carry (exact content, purpose): a person weighs it. */
export type RiskLevel = (typeof RISK)[keyof typeof RISK];
