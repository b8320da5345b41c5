/** Proofs out of a living register: what an auditor holds verifies with the policy alone, and what is not the caller's does not exist. */
import { randomUUID } from 'node:crypto';
import {
  checkpointText,
  noteOf,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  leafHash,
  signatureLine,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/proof/index.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { Integrity, Verification } from '../../../src/application/proofs/proofs.js';
import { checkerInPlace } from '../../../src/application/proofs/checker.js';
import { openHead } from '../../../src/verifier/heads.js';
import { parsePolicy } from '../../../src/verifier/policy.js';
import { by, eventsOf, incidentIn, openRegister, somebody, testKeys, type TestRegister } from '../register.js';

let register: TestRegister;
beforeEach(async () => {
  register = await openRegister();
});
afterEach(() => register.end());

const auditorOf = ({ organisation }: Caller) => somebody('AUDITOR', organisation);

/** An incident with a few events, and the ids that the API shows them under. */
async function anIncident(caller: Caller) {
  const say = by(register.application, caller);
  const { id } = incidentIn(await say('reportIncident', { title: 'Champs non enregistrés' }));
  await say('addNote', { text: 'Appel de la régie' }, { incidentId: id });
  await say('addNote', { text: 'Avis de Me Roux', visibility: 'LEGAL_PRIVILEGE' }, { incidentId: id });
  const events = await eventsOf(register.log, `incident-${id}`);
  return { id, eventIds: events.map((event) => `${id}/${event.id}`) };
}

/** A head over everything written so far. */
async function sign(caller: Caller): Promise<string> {
  const { proofs } = register.application;
  await done(caller, await proofs.startVerification(caller, null));
  return (await proofs.checkpoint(caller)) ?? fail();
}

async function done(caller: Caller, started: Verification): Promise<Integrity> {
  for (;;) {
    const now = await register.application.proofs.verification(caller, started.id);
    if (now?.state === 'DONE') return now.report ?? fail();
    if (now?.state !== 'RUNNING') throw new Error(`The check ${now?.state ?? 'is gone'}`);
    await new Promise(setImmediate);
  }
}

test('every event of an incident has an inclusion proof that leads to the signed head, by the policy alone', async () => {
  const dpo = somebody();
  const { eventIds } = await anIncident(dpo);
  const checkpoint = await sign(dpo);
  const policy = parsePolicy(await register.application.proofs.policy(dpo));
  const head = openHead(Buffer.from(checkpoint), policy);
  if (typeof head === 'string') throw new Error(head);
  for (const eventId of eventIds) {
    const proof = parseTlogProof((await register.application.proofs.inclusionProof(dpo, eventId)) ?? '') ?? fail();
    expect(proof.checkpoint).toBe(checkpoint);
    const leaf = leafHash(proof.extra ?? fail());
    expect(verifyInclusion(leaf, proof.index, head.size, proof.path, head.root)).toBe(true);
    expect(eventId).toContain((JSON.parse((proof.extra ?? fail()).toString()) as { id: string }).id);
  }
});

test('whoever reported gets a receipt for its report, and none for what others reported', async () => {
  const reporter = somebody('REPORTER');
  const colleague = somebody('REPORTER', reporter.organisation);
  const own = await anIncident(reporter);
  await sign(auditorOf(reporter));
  const { proofs } = register.application;
  expect(await proofs.inclusionProof(reporter, own.eventIds[0] ?? '')).toContain('c2sp.org/tlog-proof@v1');
  expect(await proofs.inclusionProof(colleague, own.eventIds[0] ?? '')).toBeNull();
});

test('until a head covers an event there is no proof of it; what is none or another’s has none ever', async () => {
  const dpo = somebody();
  const { id, eventIds } = await anIncident(dpo);
  const { proofs } = register.application;
  expect(await proofs.inclusionProof(dpo, eventIds[0] ?? '')).toBeNull();
  await sign(dpo);
  expect(await proofs.inclusionProof(dpo, eventIds[0] ?? '')).not.toBeNull();
  const stranger = somebody();
  for (const eventId of [eventIds[0] ?? '', `${id}/${randomUUID()}`, id, '', 'x/y/z', `${id}/x`]) {
    expect(await proofs.inclusionProof(stranger, eventId)).toBeNull();
  }
});

test('two heads are proven consistent; sizes that no head covers are not', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  const older = parseCheckpoint(parseNote(await sign(dpo))?.text ?? '') ?? fail();
  await anIncident(dpo);
  const newer = parseCheckpoint(parseNote(await sign(dpo))?.text ?? '') ?? fail();
  const { proofs } = register.application;
  const proof = (await proofs.consistencyProof(dpo, older.size, newer.size)) ?? fail();
  expect(
    verifyConsistency(
      older,
      newer,
      proof.map((hash) => Buffer.from(hash, 'base64')),
    ),
  ).toBe(true);
  for (const [from, to] of [
    [0, 1],
    [2, 1],
    [1, newer.size + 1],
    [-1, 2],
  ] as const) {
    expect(await proofs.consistencyProof(dpo, from, to)).toBeNull();
  }
});

test('an incident verifies from the stored bytes, and completeness is never claimed without a head kept outside', async () => {
  const dpo = somebody();
  const { id, eventIds } = await anIncident(dpo);
  await sign(dpo);
  const report = await register.application.proofs.verify(auditorOf(dpo), id);
  expect(report).toMatchObject({ intact: true, complete: null, eventsChecked: eventIds.length, faults: [] });
  expect(report?.notProven).toContain('COMPLETENESS_NO_OUTSIDE_HEAD');
  expect(await register.application.proofs.verify(somebody('AUDITOR'), id)).toBeNull();
});

test('the whole log verifies, complete up to the head that the caller kept', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  const kept = await sign(dpo);
  await anIncident(dpo);
  const report = await done(dpo, await register.application.proofs.startVerification(dpo, kept));
  expect(report).toMatchObject({ intact: true, complete: true, faults: [] });
  expect(report.notProven).toContain('AFTER_OUTSIDE_HEAD');
});

test('a head that this register never signed proves nothing, and is named', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  const kept = await sign(dpo);
  const forged = kept.replace(/^(.+\n)\d+\n/, '$11\n');
  for (const [text, code] of [
    [forged, 'CHECKPOINT_NOT_SIGNED'],
    ['a head, word of honour', 'CHECKPOINT_MALFORMED'],
  ] as const) {
    const report = await done(dpo, await register.application.proofs.startVerification(dpo, text));
    expect(report).toMatchObject({ intact: false, complete: null, faults: [{ code }] });
  }
});

test('a head that this register did sign and the log contradicts is told, and kept beside the others, once', async () => {
  const alarms: Error[] = [];
  const dpo = somebody();
  register = await register.restart({ alarm: (fault) => alarms.push(fault) });
  await anIncident(dpo);
  const { origin, size } = parseCheckpoint(parseNote(await sign(dpo))?.text ?? '') ?? fail();
  // What a register would have signed that was rewritten since.
  const text = checkpointText({ origin, size, root: Buffer.alloc(32, 1) });
  const kept = noteOf(
    text,
    testKeys()
      .signers(origin)
      .map((signer) => signatureLine(text, signer)),
  );
  for (let round = 0; round < 2; round += 1) {
    const report = await done(dpo, await register.application.proofs.startVerification(dpo, kept));
    expect(report).toMatchObject({ intact: false, complete: false, faults: [{ code: 'HEADS_DISAGREE' }] });
  }
  const memory = await eventsOf(register.log, `checkpoint-${dpo.organisation}`);
  const contradicted = memory.filter(({ type }) => type === 'CheckpointContradicted');
  expect(contradicted.map(({ data }) => (JSON.parse(data) as { d: { note: string } }).d.note)).toEqual([kept]);
  expect(alarms).toHaveLength(1);
  const refused = by(register.application, dpo)('reportIncident', { title: 'Plus rien' });
  await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a head of more events than the log has says that the newest are missing', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  const { origin, size } = parseCheckpoint(parseNote(await sign(dpo))?.text ?? '') ?? fail();
  const text = checkpointText({ origin, size: size + 5, root: Buffer.alloc(32, 1) });
  const kept = noteOf(
    text,
    testKeys()
      .signers(origin)
      .map((signer) => signatureLine(text, signer)),
  );
  const report = await done(dpo, await register.application.proofs.startVerification(dpo, kept));
  expect(report).toMatchObject({ intact: false, complete: false, faults: [{ code: 'TAIL_MISSING' }] });
});

test('an organisation has a few checks to come at most, and the same one asked for again is the one that runs', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  await sign(dpo);
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let open = 0;
  register = await register.restart({
    checker: (heads) => {
      open += 1;
      const checker = checkerInPlace(heads);
      return {
        ...checker,
        finish: async () => {
          await held;
          open -= 1;
          return checker.finish();
        },
      };
    },
  });
  const { proofs } = register.application;
  const started = await Promise.all(
    ['1', '2', '3', '4', '5'].map((unreadable) => proofs.startVerification(dpo, unreadable)),
  );
  expect((await proofs.startVerification(dpo, '5')).id).toBe(started[4]?.id);
  await expect(proofs.startVerification(dpo, '6')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(open).toBeLessThanOrEqual(1);
  goOn();
  for (const check of started) await done(dpo, check);
  expect((await proofs.startVerification(dpo, '6')).state).toBe('RUNNING');
});

test('a check is its own organisation’s alone', async () => {
  const dpo = somebody();
  await anIncident(dpo);
  const { id } = await register.application.proofs.startVerification(dpo, null);
  expect(await register.application.proofs.verification(somebody('AUDITOR'), id)).toBeNull();
  expect(await register.application.proofs.verification(auditorOf(dpo), id)).not.toBeNull();
});
