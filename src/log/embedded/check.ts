/** What is looked at when the log is opened: cheap, and enough to tell a torn or doctored end. */
import { statSync } from 'node:fs';
import { appendLeaf, emptyFrontier, parseFrontier, serialiseFrontier, type Frontier } from '../../proof/index.js';
import { LogError } from '../port.js';
import { seal } from '../seal.js';
import { isSealed } from '../streams.js';
import type { Database } from './database.js';
import type { OrganisationRow, SealedRow, Statements } from './statements.js';

/** Above this SQLite's own check, which reads the whole file, would hold up the start for more than about a second. */
const QUICK_CHECK_BYTES_MAX = 256 * 1024 * 1024;
/** Newest leaves of an organisation that are computed again. */
const TAIL_LEAVES_MAX = 64;
const ORGANISATIONS_PAGE = 500;

/** @throws LogError DAMAGED where tail, leaves and frontiers do not agree, or SQLite finds its pages torn. */
export function checkLog(database: Database, statements: Statements): void {
  const damaged = (what: string) =>
    new LogError('DAMAGED', `The event log ${database.name} is damaged: ${what}. Restore it from a backup`);
  if (statSync(database.name).size <= QUICK_CHECK_BYTES_MAX) {
    const answer: unknown = database.pragma('quick_check(1)', { simple: true });
    if (answer !== 'ok') throw damaged('pages of the file do not hold together');
  }
  const newest = statements.newestEvent.get();
  if (newest !== undefined && isSealed(newest.stream) && newest.leaf === null)
    throw damaged('its newest event has no leaf');
  for (let after = 0; ;) {
    const page = statements.organisationPage.all(after, ORGANISATIONS_PAGE);
    for (const organisation of page) {
      const fault = checkTail(organisation, statements.newestSealed.all(organisation.key, TAIL_LEAVES_MAX));
      if (fault !== null) throw damaged(fault);
    }
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.key;
  }
}

/** @param newestFirst the organisation's newest leaves. */
function checkTail(organisation: OrganisationRow, newestFirst: readonly SealedRow[]): string | null {
  const frontier = parsed(organisation);
  if (frontier === null) return 'the frontier of a Merkle log cannot be read';
  const tail = newestFirst.toReversed();
  const size = (tail.at(-1)?.seq ?? -1) + 1;
  if (size !== frontier.size) return 'a Merkle log has not as many leaves as its frontier says';
  const first = size - tail.length;
  if (tail.some((row, index) => row.seq !== first + index)) return 'a Merkle log has a gap';
  if (tail.some((row) => !Buffer.from(seal(row, row).leaf).equals(row.leaf)))
    return 'an event does not hash to its leaf';
  if (!agrees(frontier, tail)) return 'a frontier does not follow from its leaves';
  return null;
}

function parsed(organisation: OrganisationRow): Frontier | null {
  try {
    const frontier = parseFrontier(organisation.frontier);
    return frontier.size === organisation.size ? frontier : null;
  } catch {
    return null;
  }
}

/** The perfect subtrees that lie wholly in the tail are grown again and compared. */
function agrees(frontier: Frontier, tail: readonly SealedRow[]): boolean {
  let leaves = 0;
  let nodes = 0;
  for (let rest = frontier.size, span = 1; rest > 0; rest = Math.floor(rest / 2), span *= 2) {
    if (rest % 2 === 0) continue;
    if (leaves + span > tail.length) break;
    leaves += span;
    nodes += 1;
  }
  const grown = tail.slice(tail.length - leaves).reduce((tree, row) => appendLeaf(tree, row.leaf), emptyFrontier);
  const kept: Frontier = { size: leaves, nodes: frontier.nodes.slice(frontier.nodes.length - nodes) };
  return Buffer.from(serialiseFrontier(grown)).equals(serialiseFrontier(kept));
}
