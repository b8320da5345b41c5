/** Alerts that are worked out again for one subscriber, at most. */
export const ALERTS_SINCE_MAX = 10_000;
