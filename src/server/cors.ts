import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of these origins, and of no others, read answers (Fetch Standard, CORS protocol). Tokens travel in a header that pages set
 * themselves, hence no credentials. Without origins nothing is answered to pages of other origins.
 * @param origins such as `https://board.example`: exactly what a browser sends as `Origin`.
 */
export function corsRoutes(origins: readonly string[]): (app: FastifyInstance) => void {
  if (origins.length === 0) return () => undefined;
  return (app) => {
    void app.register(cors, {
      origin: [...origins],
      methods: ['GET', 'POST', 'PUT'],
      allowedHeaders: ['accept', 'accept-language', 'authorization', 'content-type', 'x-min-position', 'x-request-id'],
      exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition'],
      credentials: false,
      maxAge: 600,
      // Every OPTIONS is then answered as a preflight: the library's refusal of others would be no JSON.
      strictPreflight: false,
    });
  };
}
