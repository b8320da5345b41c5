import { Bag } from './bag.js';
import { Brackets } from './brackets.js';
import { Unreadable } from './faults.js';
import { openHead, type Head } from './heads.js';
import { consistencyFaults, readInclusions } from './inclusions.js';
import { parsePolicy, type Policy } from './policy.js';
import { Faults, type Report } from './report.js';
import { agree, all, notProven, outsideHead, reportOf, type Heads } from './verdict.js';
import { readWholeLog } from './wholeLog.js';
import { ZipFile, type ZipLimits } from './zip.js';

export interface VerifyRequest {
  /** Path of the ZIP file. */
  readonly bundle: string;
  /** C2SP tlog-policy, from outside the bundle. */
  readonly policy: string;
  /** Checkpoints that somebody kept, each as it was handed out. */
  readonly outsideHeads: readonly Buffer[];
  readonly skewSeconds: number;
  readonly limits?: ZipLimits;
}

const LIMITS: ZipLimits = { files: 100_000, bytes: 16 * 1024 ** 3 };
const ENVELOPES = 'data/envelopes.jsonl';
const PAYLOADS = 'data/incident.jsonl';
const CHECKPOINT = 'data/checkpoint';
const OLDER = 'data/checkpoints/';

/**
 * Verifies an evidence bundle (profile irlog/v1, BagIt, C2SP checkpoints): limits, fixity, policy, signatures, envelopes, tree, older and
 * outside heads, streams, times, payloads, in this order. Reads no clock and no network: the same bundle gives the same report.
 * @throws Unreadable where it cannot be read at all: no verdict on the log.
 */
export async function verifyBundle(request: VerifyRequest): Promise<Report> {
  const bag = await Bag.open(await ZipFile.open(request.bundle, request.limits ?? LIMITS));
  const policy = parsePolicy(request.policy);
  const faults = new Faults();
  const newest = await newestHead(bag, policy, faults);
  const older = await olderHeads(bag, policy, faults);
  const outside = request.outsideHeads.map((bytes) => outsideHead(bytes, policy, newest));
  const heads: Heads = { newest, older, outside };
  const conflicting = agree(heads, faults);
  const level = bag.has(ENVELOPES) ? 'A' : 'B';
  const brackets = new Brackets(all(heads), request.skewSeconds);
  const counted =
    level === 'A'
      ? await wholeLog(bag, heads, brackets, faults, conflicting)
      : await inclusions(bag, heads, brackets, faults);
  faults.add(...(await bag.fixity()));
  const gaps = notProven({ level, heads, policy, counted, timed: brackets.known });
  return reportOf({ level, heads, counted, faults, conflicting, gaps });
}

async function newestHead(bag: Bag, policy: Policy, faults: Faults): Promise<Head | null> {
  if (!bag.has(CHECKPOINT)) {
    if (!bag.lists(CHECKPOINT)) throw new Unreadable(`The bundle has no ${CHECKPOINT}`);
    return null;
  }
  return headOr(openHead(await bag.bytes(CHECKPOINT), policy), CHECKPOINT, faults);
}

async function olderHeads(bag: Bag, policy: Policy, faults: Faults): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for (const file of bag.below(OLDER)) {
    const head = headOr(openHead(await bag.bytes(file), policy), file, faults);
    if (head === null) continue;
    if (file === `${OLDER}${head.size}`) heads.push(head);
    else faults.add({ code: 'CHECKPOINT_MALFORMED', file, detail: `it is of ${head.size} events` });
  }
  return heads;
}

function headOr(head: ReturnType<typeof openHead>, file: string, faults: Faults): Head | null {
  if (typeof head !== 'string') return head;
  faults.add({ code: head, file });
  return null;
}

async function wholeLog(bag: Bag, heads: Heads, brackets: Brackets, faults: Faults, conflicting: Set<string>) {
  requireListed(bag, PAYLOADS);
  const sizes = new Set(all(heads).map(({ size }) => size));
  const log = await readWholeLog(bag, sizes, brackets, faults);
  const { newest } = heads;
  if (newest !== null && (log.size !== newest.size || !newest.root.equals(log.root))) {
    faults.add({ code: 'ROOT_DIFFERS', detail: `${log.size} envelopes, the head says ${newest.size}` });
  }
  for (const head of [...heads.older, ...heads.outside]) {
    const root = log.roots.get(head.size);
    if (root === undefined || head.root.equals(root)) continue;
    faults.add({ code: 'HEADS_DISAGREE', detail: `the envelopes give another root at ${head.size} events` });
    conflicting.add(head.text);
    if (newest !== null) conflicting.add(newest.text);
  }
  return { ...log, unlinked: 0 };
}

async function inclusions(bag: Bag, heads: Heads, brackets: Brackets, faults: Faults) {
  requireListed(bag, PAYLOADS);
  const counted = await readInclusions(bag, heads.newest, brackets, faults);
  const { faults: found, unlinked } = await consistencyFaults(bag, heads.newest, [...heads.older, ...heads.outside]);
  faults.add(...found);
  return { ...counted, unlinked };
}

function requireListed(bag: Bag, file: string): void {
  if (!bag.lists(file)) throw new Unreadable(`The bundle has no ${file}`);
}
