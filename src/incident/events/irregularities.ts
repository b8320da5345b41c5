import { Type } from '@sinclair/typebox';

/** Codes of UserErrorCode that stood against what had happened all the same, each once, in the order they were found. */
export const irregularities = Type.Array(Type.String({ pattern: '^[A-Z_]+$' }), { maxItems: 30 });
