/** Whom an auditor trusts (C2SP tlog-policy): given from outside, never taken from a bundle. */
import { COSIGNATURE, parseVkey, SIGNATURE, type KeyType, type NoteVerifier } from '../proof/index.js';
import { Unreadable } from './faults.js';

export interface Policy {
  readonly logs: readonly NoteVerifier[];
  /** By the policy's own names. */
  readonly witnesses: ReadonlyMap<string, NoteVerifier>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Name of the witness or group that must have cosigned; null where none must. */
  readonly quorum: string | null;
}

interface Group {
  readonly threshold: number;
  readonly members: readonly string[];
}

const NONE = 'none';
const THRESHOLD = /^[1-9]\d{0,3}$/;

/** @throws Unreadable, naming the line, where the text is no policy with a log; naming the key, where one stands for two. */
export function parsePolicy(text: string): Policy {
  const reading = new PolicyReading();
  text.split('\n').forEach((line, index) => {
    const words = (line.split('#', 1)[0] ?? '').split(/\s+/).filter((word) => word !== '');
    if (words.length > 0 && !reading.take(words)) {
      throw new Unreadable(`Line ${index + 1} of the policy cannot be read`);
    }
  });
  return reading.policy();
}

class PolicyReading {
  readonly #logs: NoteVerifier[] = [];
  readonly #witnesses = new Map<string, NoteVerifier>();
  readonly #groups = new Map<string, Group>();
  #quorum: string | null | undefined;

  /** False where the words are no line of a policy. */
  take([keyword, ...words]: readonly string[]): boolean {
    switch (keyword) {
      case 'log':
        return this.#log(words);
      case 'witness':
        return this.#witness(words);
      case 'group':
        return this.#group(words);
      case 'quorum':
        return this.#require(words);
      case undefined:
      default:
        return false;
    }
  }

  policy(): Policy {
    if (this.#logs.length === 0) throw new Unreadable('The policy names no log');
    refuseAmbiguous(this.#logs, this.#witnesses);
    return { logs: this.#logs, witnesses: this.#witnesses, groups: this.#groups, quorum: this.#quorum ?? null };
  }

  #log(words: readonly string[]): boolean {
    const key = words.length === 1 ? keyOf(words[0], SIGNATURE) : null;
    if (key !== null) this.#logs.push(key);
    return key !== null;
  }

  #witness([name, vkey, ...more]: readonly string[]): boolean {
    const key = keyOf(vkey, COSIGNATURE);
    if (name === undefined || key === null || more.length > 0 || this.#isTaken(name)) return false;
    this.#witnesses.set(name, key);
    return true;
  }

  #group([name, needed, ...members]: readonly string[]): boolean {
    const known = members.every((member) => this.#witnesses.has(member) || this.#groups.has(member));
    const threshold = thresholdOf(needed, members.length);
    if (name === undefined || this.#isTaken(name) || !known || threshold === null) return false;
    this.#groups.set(name, { threshold, members });
    return true;
  }

  #require([name, ...more]: readonly string[]): boolean {
    if (name === undefined || more.length > 0 || this.#quorum !== undefined) return false;
    if (name !== NONE && !this.#witnesses.has(name) && !this.#groups.has(name)) return false;
    this.#quorum = name === NONE ? null : name;
    return true;
  }

  #isTaken(name: string): boolean {
    return name === NONE || this.#witnesses.has(name) || this.#groups.has(name);
  }
}

/**
 * A line of a note names its key by name and id alone: two keys that share both cannot be told apart. And whoever holds one key is one
 * witness, under however many names: else it would make a quorum by itself. One key of a log under two origins is two logs of one operator.
 */
function refuseAmbiguous(logs: readonly NoteVerifier[], witnesses: ReadonlyMap<string, NoteVerifier>): void {
  const lines = new Set<string>();
  for (const { name, keyId } of [...logs, ...witnesses.values()]) {
    const line = `${name}+${keyId.toString('hex')}`;
    if (lines.has(line)) throw new Unreadable(`The policy is ambiguous: it names the key ${line} twice`);
    lines.add(line);
  }
  const holders = new Map<string, string>();
  for (const [name, { key }] of witnesses) {
    const bytes = key.export({ format: 'der', type: 'spki' }).toString('base64');
    const other = holders.get(bytes);
    if (other !== undefined) {
      throw new Unreadable(`The policy is ambiguous: its witnesses ${other} and ${name} have one and the same key`);
    }
    holders.set(bytes, name);
  }
}

function keyOf(vkey: string | undefined, type: KeyType): NoteVerifier | null {
  const key = vkey === undefined ? null : parseVkey(vkey);
  return key?.type === type ? key : null;
}

function thresholdOf(needed: string | undefined, members: number): number | null {
  if (members === 0) return null;
  if (needed === 'any') return 1;
  if (needed === 'all') return members;
  const count = THRESHOLD.test(needed ?? '') ? Number(needed) : 0;
  return count >= 1 && count <= members ? count : null;
}

/** Whether those who must have cosigned did. @param cosigned the policy's names of witnesses. */
export function quorumMet({ groups, quorum }: Policy, cosigned: ReadonlyMap<string, unknown>): boolean {
  const holds = (name: string): boolean => {
    const group = groups.get(name);
    if (group === undefined) return cosigned.has(name);
    return group.members.filter(holds).length >= group.threshold;
  };
  return quorum === null || holds(quorum);
}
