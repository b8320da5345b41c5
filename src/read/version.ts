import { createHash } from 'node:crypto';
import { RULES } from '../law/rules.js';

/** One more whenever tables or derivation change: the next start makes the read models anew. */
const FORM = 5;

/** What the read models were made by: their own form, and the law's data, which duties are derived from. */
export const VERSION = `${FORM}-${createHash('sha256').update(JSON.stringify(RULES)).digest('hex').slice(0, 16)}`;
