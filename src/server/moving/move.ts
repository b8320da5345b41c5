/** Moves a whole register: everything is looked at first, then the source is closed for writing, copied in order, and the copy proven. */
import type { EventLog, OrganisationId } from '../../log/index.js';
import { copyDirectory, directoryDifference } from '../../store/directoryCopy.js';
import type { Closer } from '../foundations.js';
import { compare } from './comparing.js';
import { copyAfter } from './copying.js';
import { differs, MoveFault, onStores } from './fault.js';
import { openFiles } from './files.js';
import { assertHeadsHold, isSame, newestHeads, type Head, type Signing } from './heads.js';
import type { Place } from './place.js';
import { compareReads, copyReads } from './reads.js';
import { reseal, type Resealed } from './resealing.js';
import { openServers, type Tell } from './servers.js';
import type { Side } from './side.js';

/** How far it is. */
export interface Progress {
  readonly doing:
    | 'comparing'
    | 'checking the source'
    | 'copying'
    | 'comparing the copy'
    | 'proving the source'
    | 'proving the target';
  readonly events: number;
  /** Null where it is not known yet. */
  readonly total: number | null;
}

export interface MoveOptions {
  readonly signing: Signing;
  /** An earlier move to another place was given up: this one goes on all the same. */
  readonly elsewhere: boolean;
  readonly progress: (progress: Progress) => void;
  /** Milliseconds to go on asking the target what became of an append; 30,000 unless told. */
  readonly patience?: number;
}

const PATIENCE = 30_000;

export interface Moved {
  readonly from: string;
  readonly to: string;
  /** Of the log, and how many of them this run wrote. */
  readonly events: number;
  readonly copied: number;
  /** Organisations and actors of the directory; reads of the log of reads. */
  readonly directory: number;
  readonly reads: number;
  /** Size and root are those of source and target alike. */
  readonly organisations: readonly {
    readonly id: OrganisationId;
    readonly size: number;
    readonly root: Uint8Array;
    /** Of the newest head, which holds over the target; null where none was signed. */
    readonly signed: number | null;
  }[];
}

/** Opens a side. @param closers as openRegister. @throws StartFault, MoveFault. */
export async function openSide(place: Place, role: 'source' | 'target', closers: Closer[], tell: Tell): Promise<Side> {
  return place.kind === 'file' ? openFiles(place, role, closers) : openServers(place, role, closers, tell);
}

/**
 * Run again after an interruption it goes on where it was; after the end it proves the copy once more, as long as nothing was added to it.
 * @throws MoveFault and StartFault for what an operator can set right, OtherOrigin; what logs and databases throw where they fail meanwhile.
 */
export async function move(source: Side, target: Side, options: MoveOptions): Promise<Moved> {
  const { progress, signing } = options;
  const telling = (doing: Progress['doing'], total: number | null) => (events: number) => {
    progress({ doing, events, total });
  };
  await assertMovable(source, target, options.elsewhere);
  const found = await compare(source.log, target.log, telling('comparing', null));
  await onStores(() => assertRowsFit(source, target));
  await assertSigned(source.log, found.organisations, signing, telling('checking the source', found.events));

  await target.arrive(source.name, false);
  await source.leave({ name: target.name, log: target.log.id }, false);
  const copied = await copyAfter(source.log, target.log, {
    after: found.after,
    patience: options.patience ?? PATIENCE,
    tell: (events) => {
      progress({ doing: 'copying', events: found.there + events, total: found.events });
    },
  });
  const events = found.there + copied;
  const rows = await onStores(() => copyRows(source, target));

  await assertWhole(source, target, telling('comparing the copy', events));
  const organisations = await proven(source, target, signing, {
    source: telling('proving the source', events),
    target: telling('proving the target', events),
  });
  await source.leave({ name: target.name, log: target.log.id }, true);
  await target.arrive(source.name, true);
  return { from: source.name, to: target.name, events, copied, ...rows, organisations };
}

async function assertMovable(source: Side, target: Side, elsewhere: boolean): Promise<void> {
  if (source.log.id === target.log.id) throw new MoveFault('Source and target are the same log.');
  const onwards = await target.left();
  if (onwards !== null) {
    throw new MoveFault(`The register of the target was itself moved to ${onwards.name}: name an empty place.`);
  }
  const before = await source.left();
  if (before === null || before.log === target.log.id || elsewhere) return;
  throw new MoveFault(
    `The register of the source was moved to ${before.name}, or is on the way there: a second copy would be a second register. Only where that one is empty, or thrown away: --elsewhere.`,
  );
}

/** Before anything is written or closed. */
async function assertRowsFit(source: Side, target: Side): Promise<void> {
  const other = await directoryDifference(target.directory, source.directory);
  if (other !== null) throw differs(`its directory holds ${other}, which the source does not hold alike`);
  await compareReads(source.reads, target.reads);
}

async function copyRows(source: Side, target: Side): Promise<Pick<Moved, 'directory' | 'reads'>> {
  const directory = await copyDirectory(source.directory, target.directory);
  const { count, after } = await compareReads(source.reads, target.reads);
  return { directory, reads: count + (await copyReads(source.reads, target.reads, after)) };
}

/** Before anything is written or closed: a register whose own heads do not hold is not moved. */
async function assertSigned(
  log: EventLog,
  organisations: ReadonlySet<OrganisationId>,
  signing: Signing,
  tell: (events: number) => void,
): Promise<void> {
  const heads = await newestHeads(log, organisations, signing);
  assertHeadsHold(heads, await reseal(log, sizesOf(heads), tell));
}

/** Also of what is no leaf, the signer's memory, every byte is there. */
async function assertWhole(source: Side, target: Side, tell: (events: number) => void): Promise<void> {
  const { events, there } = await compare(source.log, target.log, tell);
  if (events > there) {
    throw new MoveFault(
      `The copy is not whole: the source went on, and holds ${events} events now. A node of it must still have been at work: stop it, and run this again.`,
    );
  }
  const missing = await onStores(() => directoryDifference(source.directory, target.directory));
  if (missing !== null) throw differs(`its directory lacks ${missing} of the source, or holds it otherwise`);
}

/** Both sides sealed anew: the same organisations, sizes and roots; and the newest heads hold over the target. */
async function proven(
  source: Side,
  target: Side,
  signing: Signing,
  tell: { readonly source: (events: number) => void; readonly target: (events: number) => void },
): Promise<Moved['organisations']> {
  const ours = await reseal(source.log, new Map(), tell.source);
  const heads = await newestHeads(source.log, ours.keys(), signing);
  const theirs = await reseal(target.log, sizesOf(heads), tell.target);
  for (const organisation of new Set([...ours.keys(), ...theirs.keys()])) {
    if (!isAlike(ours.get(organisation), theirs.get(organisation))) {
      throw new MoveFault(
        `The copy is not proven: the log of organisation ${organisation} has another size or root in the target than in the source. Do not use the target.`,
      );
    }
  }
  assertHeadsHold(heads, theirs);
  return [...ours].map(([id, { size, root }]) => ({ id, size, root, signed: heads.get(id)?.size ?? null }));
}

function isAlike(a: Resealed | undefined, b: Resealed | undefined): boolean {
  return a !== undefined && b !== undefined && a.size === b.size && isSame(a.root, b.root);
}

function sizesOf(heads: ReadonlyMap<OrganisationId, Head>): ReadonlyMap<OrganisationId, number> {
  return new Map([...heads].map(([organisation, { size }]) => [organisation, size]));
}
