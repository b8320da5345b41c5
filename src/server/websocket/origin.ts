import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of that origin may open a socket (cross-site WebSocket hijacking, OWASP): the origins that are configured, and the server's own.
 * What sends no Origin is no browser.
 */
export function mayConnect({ headers: { origin, host } }: IncomingMessage, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
