/** What heads say of each other, and the report that follows from what was found: the same for a bundle and for a log where it is kept. */
import type { Counted } from './wholeLog.js';
import { Unreadable, type Fault } from './faults.js';
import { openHead, type Head } from './heads.js';
import { quorumMet, type Policy } from './policy.js';
import type { Faults, NotProven, Report } from './report.js';

export interface Heads {
  readonly newest: Head | null;
  readonly older: readonly Head[];
  readonly outside: readonly Head[];
}

/** The newest first. */
export function all({ newest, older, outside }: Heads): readonly Head[] {
  return [...(newest === null ? [] : [newest]), ...older, ...outside];
}

/** @throws Unreadable where it is none of this log that the policy believes. */
export function outsideHead(bytes: Buffer, policy: Policy, newest: Head | null): Head {
  const head = openHead(bytes, policy);
  if (typeof head === 'string') throw new Unreadable(`A head given with --last-head cannot be used: ${head}`);
  if (newest !== null && newest.origin !== head.origin) {
    throw new Unreadable(`A head given with --last-head is of another log: ${head.origin}, not ${newest.origin}`);
  }
  return head;
}

/** Heads held against each other: one log, one root at one size, none outside that is longer. Answers those that contradict each other. */
export function agree(heads: Heads, faults: Faults): Set<string> {
  const conflicting = new Set<string>();
  const disagree = (a: Head, b: Head) => {
    faults.add({ code: 'HEADS_DISAGREE', detail: `at ${a.size} and ${b.size} events` });
    conflicting.add(a.text).add(b.text);
  };
  const bySize = new Map<number, Head>();
  const [first] = all(heads);
  for (const head of all(heads)) {
    const known = bySize.get(head.size) ?? head;
    bySize.set(head.size, known);
    if (!known.root.equals(head.root)) disagree(known, head);
    if (first !== undefined && first.origin !== head.origin) disagree(first, head);
  }
  const { newest, older, outside } = heads;
  if (newest === null) return conflicting;
  for (const head of older) if (head.size > newest.size) disagree(newest, head);
  for (const head of outside) if (head.size > newest.size) faults.add(tailMissing(newest, head));
  return conflicting;
}

function tailMissing(newest: Head, outside: Head): Fault {
  return { code: 'TAIL_MISSING', detail: `${newest.size} of at least ${outside.size} events` };
}

export interface Proven {
  readonly level: 'A' | 'B';
  readonly heads: Heads;
  readonly policy: Policy;
  readonly counted: Counted & { readonly unlinked: number };
  readonly timed: boolean;
}

export function notProven({ level, heads: { newest, outside }, policy, counted, timed }: Proven): readonly NotProven[] {
  const longest = Math.max(-1, ...outside.map(({ size }) => size));
  const gaps: readonly (readonly [NotProven, boolean])[] = [
    ['TRUTH', true],
    ['COMPLETENESS_LEVEL_B', level === 'B'],
    ['COMPLETENESS_NO_OUTSIDE_HEAD', level === 'A' && outside.length === 0],
    ['AFTER_OUTSIDE_HEAD', level === 'A' && newest !== null && longest >= 0 && longest < newest.size],
    ['HEADS_NOT_LINKED', counted.unlinked > 0],
    ['QUORUM_NOT_MET', newest !== null && !quorumMet(policy, newest.times)],
    ['TIME_IS_OPERATORS_OWN', timed],
    ['TIME_NOT_STATED', !timed],
    ['PAYLOADS_WITHHELD', counted.withheld > 0],
    ['PAYLOADS_OF_OTHER_STREAMS', counted.otherStreams > 0],
  ];
  return gaps.filter(([, open]) => open).map(([code]) => code);
}

export interface Findings {
  readonly level: 'A' | 'B';
  readonly heads: Heads;
  readonly counted: Counted;
  readonly faults: Faults;
  readonly conflicting: ReadonlySet<string>;
  readonly gaps: readonly NotProven[];
}

export function reportOf({ level, heads, counted, faults, conflicting, gaps }: Findings): Report {
  const { newest, outside } = heads;
  const intact = faults.shown.length === 0;
  const short = faults.shown.some(({ code }) => code === 'TAIL_MISSING');
  const provable = level === 'A' && outside.length > 0 && !gaps.includes('QUORUM_NOT_MET');
  const complete = short ? false : intact && provable ? true : null;
  return {
    verdict: !intact ? 'ALTERED' : complete === true ? 'INTACT_AND_COMPLETE' : 'INTACT',
    intact,
    complete,
    level,
    origin: newest?.origin ?? null,
    size: newest?.size ?? null,
    root: newest?.root.toString('base64') ?? null,
    signedBy: newest?.signedBy ?? [],
    cosignedBy: [...(newest?.times ?? [])].map(([name, seconds]) => ({ name, time: instantOf(seconds) })),
    outsideHeads: outside.map(({ size }) => size),
    eventsChecked: counted.events,
    payloadsChecked: counted.payloads,
    payloadsWithheld: counted.withheld,
    faults: faults.shown,
    furtherFaults: faults.further,
    conflictingHeads: [...conflicting],
    notProven: gaps,
  };
}

function instantOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}
