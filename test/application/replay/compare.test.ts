/** What differs between two moments, and what did it. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { ComparedForms } from '../../../src/application/replay/comparedForm.js';
import type { AsOf, FieldChange } from '../../../src/application/replay/replay.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { EntryId } from '../../../src/incident/ids.js';
import { HOUR, instantAt, type Instant } from '../../../src/law/instant.js';
import { hour } from '../../support/story.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';
import { stories, tell } from './stories.js';

type Tree = { [key: string]: unknown };

/** RFC 6901, written once more. */
function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(tree: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((inner, step) => (inner as Tree | null | undefined)?.[step], tree);
}

function applied(state: object, changes: readonly FieldChange[]): unknown {
  // As a client has it: no two places in it are one object.
  const copy = JSON.parse(JSON.stringify(state)) as Tree;
  for (const { kind, path, before, after } of changes) {
    const steps = stepsOf(path);
    const last = steps.at(-1) ?? '';
    const parent = valueAt(copy, path.slice(0, path.lastIndexOf('/'))) as Tree;
    expect([path, last in parent]).toEqual([path, kind !== 'ADDED']);
    expect([path, kind === 'ADDED' ? null : parent[last]]).toEqual([path, before]);
    if (kind === 'REMOVED') Reflect.deleteProperty(parent, last);
    else parent[last] = structuredClone(after);
  }
  return copy;
}

/** Of the pairs that are drawn; about a third of what is seen. */
const LEAST_SHARE = 0.04;

/** Of how many of the pairs that were drawn something is true. */
class Drawn {
  #pairs = 0;
  readonly #having = new Map<string, number>();

  tell(changes: readonly FieldChange[]): void {
    this.#pairs += 1;
    const by = ({ cause }: FieldChange) =>
      cause === null ? 'by time alone' : cause.revision === null ? 'by the organisation' : 'by an event';
    for (const what of new Set(changes.flatMap((change) => [change.kind, by(change)]))) {
      this.#having.set(what, (this.#having.get(what) ?? 0) + 1);
    }
  }

  /** 0 to 1. */
  share(what: string): number {
    return (this.#having.get(what) ?? 0) / this.#pairs;
  }
}

describe('a comparison', () => {
  const clock = { now: 0 };
  let register: TestRegister;
  let dpo: Caller;
  beforeAll(async () => {
    clock.now = Date.parse(hour(41));
    register = await openRegister({ now: () => clock.now });
    dpo = somebody('DPO');
  });
  afterAll(() => register.end());

  const compare = async (id: string, from: AsOf, to: AsOf, caller = dpo): Promise<readonly FieldChange[]> => {
    const changes = await register.application.replay.compare(caller, id, from, to);
    if (changes === null || typeof changes === 'string') throw new Error(`Not compared: ${String(changes)}`);
    return changes;
  };
  const formOf = async (id: string, asOf: AsOf, forms = new ComparedForms(true)) => {
    const past = await register.application.replay.incident(dpo, id, asOf);
    if (past === null || past === 'IN_FUTURE') throw new Error('It was reported');
    return forms.whole(past.view);
  };

  const now = (): Instant => instantAt(clock.now);

  test('applied to the first state gives the second, either way round, for any moments of any story', async () => {
    const admin = somebody('ADMIN', dpo.organisation);
    const drawn = new Drawn();
    await fc.assert(
      fc.asyncProperty(stories, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (story, picks) => {
        const begun = clock.now;
        const id = await tell(register, dpo, story, clock);
        clock.now += 50 * HOUR;
        await register.application.configureOrganisation(admin, { name: `Clinique ${clock.now}` }, null);
        clock.now += 50 * HOUR;
        const view = await register.application.incident(dpo, id);
        const last = view?.incident.revision ?? 0;
        const moments = picks.map((pick, index): AsOf =>
          index % 2 === 0
            ? { revision: pick % (last + 1) }
            : { recordedAt: instantAt(begun + (pick % (clock.now - begun))) },
        );
        const [first = { revision: 0 }, second, third, fourth] = moments;
        const reported: AsOf = { revision: 0 };
        const pairs = [
          [first, second],
          [third, fourth],
          [first, third],
          // From the report on until now: over the whole story, and over its days without an event.
          [reported, { recordedAt: instantAt(begun + 73 * HOUR) }],
          [{ recordedAt: instantAt(clock.now - 99 * HOUR) }, { recordedAt: now() }],
        ] as const;
        for (const [a = reported, b = reported] of pairs) {
          const [before, after] = [await formOf(id, a), await formOf(id, b)];
          const changes = await compare(id, a, b);
          expect(applied(before, changes)).toEqual(after);
          expect(applied(after, await compare(id, b, a))).toEqual(before);
          expect(changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path).toSorted());
          drawn.tell(changes);
        }
      }),
      { numRuns: 25 },
    );
    // A law of comparisons that differ in nothing would hold of anything.
    for (const what of ['ADDED', 'REMOVED', 'CHANGED', 'by an event', 'by the organisation', 'by time alone']) {
      expect([what, drawn.share(what) >= LEAST_SHARE]).toEqual([what, true]);
    }
  });

  test('names the last event that changed what differs, for any story', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const id = await tell(register, dpo, story, clock);
        const last = (await register.application.incident(dpo, id))?.incident.revision ?? 0;
        const states: object[] = [];
        for (let revision = 0; revision <= last; revision += 1) states.push(await formOf(id, { revision }));
        for (const { path, cause } of await compare(id, { revision: 0 }, { revision: last })) {
          if (path.startsWith('/duties/')) continue;
          const expected = states.findLastIndex(
            (state, index) => index > 0 && !isDeepStrictEqual(valueAt(state, path), valueAt(states[index - 1], path)),
          );
          expect([path, cause?.revision]).toEqual([path, expected]);
        }
      }),
      { numRuns: 25 },
    );
  });

  const reported = async (more: object = {}, caller = dpo) =>
    incidentIn(await by(register.application, caller)('reportIncident', { title: 'Avant', ...more })).id;
  const notify = '/duties/GDPR~1NOTIFY_AUTHORITY/state';

  test('tells what only time did from what an event did', async () => {
    const say = by(register.application, dpo);
    const id = await reported({ awareAt: now() });
    const first = { recordedAt: now() };
    clock.now += 80 * HOUR;
    const overdue = { recordedAt: now() };
    expect(await compare(id, first, overdue)).toEqual([
      { kind: 'CHANGED', path: notify, before: 'OPEN', after: 'OVERDUE', cause: null },
    ]);
    clock.now += HOUR;
    const filed = await say(
      'notifyCnil',
      { kind: 'INITIAL', filedAt: now(), reasonsForDelay: 'x' },
      { incidentId: id },
    );
    clock.now += HOUR;
    const changes = await compare(id, overdue, { recordedAt: now() });
    const cause = { revision: filed.revision, actor: dpo.actor, recordedAt: instantAt(clock.now - HOUR) };
    expect(changes).toContainEqual({ kind: 'CHANGED', path: notify, before: 'OVERDUE', after: 'MET_LATE', cause });
    expect(changes).toContainEqual({
      kind: 'CHANGED',
      path: '/status',
      before: 'AWARE',
      after: 'NOTIFIED_CNIL',
      cause,
    });
  });

  test('says when the organisation was configured otherwise, and by whom', async () => {
    const own = somebody('DPO');
    const admin = somebody('ADMIN', own.organisation);
    const id = await reported({}, own);
    const before = { recordedAt: now() };
    clock.now += HOUR;
    await register.application.configureOrganisation(admin, { name: 'Clinique du Parc' }, null);
    const cause = { revision: null, recordedAt: now(), actor: admin.actor };
    expect(await compare(id, before, { recordedAt: now() }, own)).toEqual([
      { kind: 'CHANGED', path: '/organisation/name', before: 'acme', after: 'Clinique du Parc', cause },
    ]);
  });

  test('shows what was struck as removed', async () => {
    const say = by(register.application, dpo);
    const id = await reported();
    const { entryId } = await say('addNote', { text: 'par erreur' }, { incidentId: id });
    await say('withdrawEntry', { entryId: (entryId ?? '') as EntryId, reasons: 'x' }, { incidentId: id });
    expect(await compare(id, { revision: 1 }, { revision: 2 })).toMatchObject([
      { kind: 'REMOVED', path: `/notes/${String(entryId)}`, after: null, cause: { revision: 2 } },
    ]);
  });

  test('leaves notes under legal privilege out for whoever may not read them', async () => {
    const id = await reported();
    await by(register.application, dpo)(
      'addNote',
      { text: 'secret', visibility: 'LEGAL_PRIVILEGE' },
      { incidentId: id },
    );
    const [from, to] = [{ revision: 0 }, { revision: 1 }];
    expect(await compare(id, from, to)).toHaveLength(1);
    expect(await compare(id, from, to, somebody('AUDITOR', dpo.organisation))).toEqual([]);
  });

  test('has an end: more than ten thousand changes are not told', async () => {
    const id = await reported({ role: 'PROCESSOR' });
    const revisions: number[] = [];
    for (const call of ['a', 'b', 'c', 'd', 'e']) {
      const controllers = Array.from({ length: 2_200 }, (_, index) => ({ externalId: `${call}-${index}`, name: 'x' }));
      const { revision } = await by(register.application, dpo)(
        'identifyControllers',
        { controllers },
        { incidentId: id },
      );
      revisions.push(revision ?? 0);
    }
    const [first, four = 0, five = 0] = [{ revision: 0 }, ...revisions.slice(-2)];
    const added = await compare(id, first, { revision: four });
    expect(added.filter(({ path }) => path.startsWith('/controllerNotices/'))).toHaveLength(8_800);
    expect(await register.application.replay.compare(dpo, id, first, { revision: five })).toBe('TOO_MANY');
  });

  test('is of nothing where one of the two is not there, and for nobody who may not read the record', async () => {
    const { replay } = register.application;
    const id = await reported();
    const first = { revision: 0 };
    expect(await replay.compare(dpo, id, first, { revision: 1 })).toBeNull();
    expect(await replay.compare(somebody('AUDITOR'), id, first, first)).toBeNull();
    expect(await replay.compare(dpo, id, first, { recordedAt: instantAt(clock.now + 1) })).toBe('IN_FUTURE');
    const reporter = somebody('REPORTER', dpo.organisation);
    await expect(replay.compare(reporter, id, first, first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('ends where the request does', async () => {
    const id = await reported();
    for (let note = 0; note < 60; note += 1) {
      await by(register.application, dpo)('addNote', { text: 'x' }, { incidentId: id });
    }
    const comparing = register.application.replay.compare(
      dpo,
      id,
      { revision: 0 },
      { revision: 60 },
      AbortSignal.abort(),
    );
    await expect(comparing).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
