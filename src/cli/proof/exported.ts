/** What is to be exported, and what there is to be written. */
import type { Readable } from 'node:stream';
import type { Level } from '../../documents/bundle/bundle.js';
import type { ExitCode } from '../exitCodes.js';

export interface ExportOptions {
  /** Id or reference. */
  readonly incident?: string;
  readonly all?: true;
  readonly level: Level;
  readonly out: string;
  readonly org?: string;
  readonly url?: string;
  readonly token?: string;
}

/** A bundle to be written, or why there is none. */
export type Exported = { readonly zip: Readable } | { readonly code: ExitCode; readonly words: string };
