/** The evidence bundle that an auditor is handed (profile irlog/v1, section 8.6): one incident, or the whole log of an organisation. */
import type { Readable } from 'node:stream';
import type { EvidenceSource } from '../../application/proofs/evidenceSource.js';
import { consistencyPath, inclusionPath, tlogProofText } from '../../proof/index.js';
import { bagZip, fixed, type BagFile } from './bagZip.js';
import { payloadLines } from './payloadLines.js';
import { readmeText } from './readme.js';
import { timelineHtml } from './timelineHtml.js';

export interface BundleRequest {
  readonly source: EvidenceSource;
  readonly level: Level;
  /** Names of actors for display; one that is not known is absent. */
  readonly names: (actors: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly madeAt: Date;
  /** SHA-256 of the verifier, in hex; null where it is not known. */
  readonly verifier: string | null;
}

export const LEVELS = ['A', 'B'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * The bundle as a stream of a ZIP file. Level A holds all envelopes and so proves that nothing is missing in between; level B holds a proof
 * for each event told and says nothing of the others. An error of the source ends the stream with it.
 */
export async function evidenceBundle(request: BundleRequest): Promise<Readable> {
  const { source, level } = request;
  const { head, older, told, organisation, incident } = source;
  const title =
    incident === null ? `Registre de ${organisation.name} / Register` : `${incident.reference} – ${incident.title}`;
  const context = { title, organisation: organisation.name, timeZone: organisation.timeZone, names: request.names };
  const files: readonly BagFile[] = [
    fixed('data/README.txt', readmeText({ level, origin: head.origin, verifier: request.verifier })),
    { name: 'data/timeline.html', content: () => timelineHtml(told(), context) },
    fixed('data/checkpoint', head.note),
    ...older.map(({ size, note }) => fixed(`data/checkpoints/${size}`, note)),
    { name: 'data/incident.jsonl', content: () => payloadLines(told()) },
    ...(level === 'A' ? [envelopes(source)] : [...(await inclusions(source)), ...consistencies(source)]),
  ];
  const info = [
    ['Bagging-Date', request.madeAt.toISOString().slice(0, 10)],
    ['External-Identifier', incident === null ? 'all' : `incident ${incident.id}`],
    ['Article33-Profile', 'irlog/v1'],
    ['Article33-Level', level],
    ['Article33-Origin', head.origin],
  ] as const;
  return bagZip(files, info, request.madeAt);
}

function envelopes({ log }: EvidenceSource): BagFile {
  return {
    name: 'data/envelopes.jsonl',
    content: async function* () {
      for await (const { envelope } of log()) yield `${envelope}\n`;
    },
  };
}

/** A proof for each event told; the envelope travels with it, for the leaf is its hash. */
async function inclusions({ head, told, subtree }: EvidenceSource): Promise<readonly BagFile[]> {
  const files: BagFile[] = [];
  for await (const { leaf, envelope } of told()) {
    const path = inclusionPath(leaf.seq, head.size, subtree);
    const proof = { extra: Buffer.from(envelope), index: leaf.seq, path, checkpoint: head.note };
    files.push(fixed(`data/proofs/${leaf.seq}.tlog-proof`, tlogProofText(proof)));
  }
  return files;
}

/** What proves that each older head leads to the newest. */
function consistencies({ head, older, subtree }: EvidenceSource): readonly BagFile[] {
  return older
    .filter(({ size }) => size > 0 && size < head.size)
    .map(({ size }) => {
      const lines = consistencyPath(size, head.size, subtree).map((hash) => Buffer.from(hash).toString('base64'));
      return fixed(`data/consistency/${size}-${head.size}.txt`, lines.map((line) => `${line}\n`).join(''));
    });
}
