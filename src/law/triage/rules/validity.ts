import { parseInstant, type Instant } from '../../instant.js';

/** Art. 99(2): the GDPR applies from 25 May 2018. The guidelines read the law as it has been since then, whatever day they were adopted. */
export const gdpr = { validFrom: day('2018-05-25T00:00:00+02:00'), validTo: null } as const;

function day(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
}
