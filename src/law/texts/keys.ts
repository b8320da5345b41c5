import type { en } from './en.js';

/** Names the sentences that explanations are made of; every language has all of them. */
export type ExplanationKey = keyof typeof en;
