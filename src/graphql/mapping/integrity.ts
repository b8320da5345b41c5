/** Checks of the record, as the API shows them. */
import type { Integrity, Verification as Checked } from '../../application/proofs/proofs.js';
import type { Language } from '../../law/vocabulary.js';
import type { Fault } from '../../verifier/faults.js';
import { faultWords, notProvenWords } from '../../verifier/texts.js';
import type { IntegrityFault, IntegrityReport, Verification } from '../types/integrity.js';

export function reportOf(integrity: Integrity, language: Language): IntegrityReport {
  const { faults, notProven, ...same } = integrity;
  return {
    ...same,
    faults: faults.map((fault) => faultOf(fault, language)),
    notProven: notProven.map((code) => notProvenWords(code, language)),
  };
}

export function verificationOf({ report, ...same }: Checked, language: Language): Verification {
  return { __typename: 'Verification', ...same, report: report === null ? null : reportOf(report, language) };
}

function faultOf({ code, detail, stream, revision, seq }: Fault, language: Language): IntegrityFault {
  const incident = /^incident-(.+)$/.exec(stream ?? '')?.[1];
  return {
    code,
    message: detail === undefined ? faultWords(code, language) : `${faultWords(code, language)} (${detail})`,
    incidentId: incident ?? null,
    revision: revision ?? null,
    leafIndex: seq ?? null,
  };
}
