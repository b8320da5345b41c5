/** Profile irlog/v1: canonical form, commitment, envelope, Merkle tree. Pure functions over bytes. */
export { strictBase64 } from './base64.js';
export {
  CANONICAL_DEPTH_MAX,
  canonicalAgain,
  CanonicalJsonError,
  canonicalJson,
  type CanonicalJsonFault,
} from './canonical.js';
export {
  checkpointText,
  parseCheckpoint,
  parseTlogProof,
  tlogProofText,
  type Checkpoint,
  type TlogProof,
} from './checkpoint.js';
export { envelope, type EnvelopeFields } from './envelope.js';
export { HashTree } from './hashTree.js';
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
export {
  PROOF_HASHES_MAX,
  consistencyPath,
  inclusionPath,
  verifyConsistency,
  verifyInclusion,
  type SubtreeRoot,
} from './merkleProofs.js';
export {
  COSIGNATURE,
  SIGNATURE,
  noteOf,
  parseNote,
  parseVkey,
  signatureLine,
  signerOf,
  verifierOf,
  verifyNote,
  type KeyType,
  type Note,
  type NoteSigner,
  type NoteVerifier,
  type Verified,
} from './note.js';
export { SealedDataError, openData, openSealed, payloadCommitment, sealedData } from './payload.js';
export { SALT_BYTES, freshSalt } from './salt.js';
export { sha256 } from './sha256.js';
