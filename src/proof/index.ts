/** Profile irlog/v1: canonical form, commitment, envelope, Merkle tree. Pure functions over bytes. */
export { CANONICAL_DEPTH_MAX, CanonicalJsonError, canonicalJson, type CanonicalJsonFault } from './canonical.js';
export { envelope, type EnvelopeFields } from './envelope.js';
export {
  HASH_BYTES,
  appendLeaf,
  emptyFrontier,
  frontierRoot,
  leafHash,
  nodeHash,
  parseFrontier,
  serialiseFrontier,
  type Frontier,
} from './merkle.js';
export { SealedDataError, openData, payloadCommitment, sealedData } from './payload.js';
export { SALT_BYTES, freshSalt } from './salt.js';
export { sha256 } from './sha256.js';
