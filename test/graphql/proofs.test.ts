/** Proofs and checks through the API: who gets what, in which words. */
import type { Caller } from '../../src/identity/caller.js';
import { parseNote, parseTlogProof } from '../../src/proof/index.js';
import { at, codesIn, openApi, speakerOf, textAt, type TestApi } from './api.js';

describe('proofs', () => {
  let api: TestApi;
  let dpo: Caller;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
  });
  afterAll(() => api.end());

  const data = async (caller: Caller, document: string, variables: object = {}, language?: 'fr' | 'en') => {
    const answer = await api.ask(caller, document, variables, language);
    expect(answer.errors).toEqual([]);
    return answer.data ?? fail();
  };

  const CHECK =
    'id state checked total report { intact complete eventsChecked faults { code message } notProven checkpoint }';

  /** Checks the whole log, which signs it too. */
  async function checked(caller: Caller, known: string | null = null, language?: 'fr' | 'en'): Promise<unknown> {
    const start = `mutation ($known: String) { startVerification(knownCheckpoint: $known) { ${CHECK} } }`;
    const id = textAt(await data(caller, start, { known }), 'startVerification.id');
    for (;;) {
      const asked = await data(caller, `query ($id: ID!) { verification(id: $id) { ${CHECK} } }`, { id }, language);
      if (at(asked, 'verification.state') !== 'RUNNING') return asked['verification'];
      await new Promise(setImmediate);
    }
  }

  const proofOf = async (caller: Caller, eventId: string) =>
    (await data(caller, 'query ($eventId: ID!) { inclusionProof(eventId: $eventId) }', { eventId }))['inclusionProof'];

  const firstEvent = async (caller: Caller, incident: string) =>
    textAt(
      await data(caller, 'query ($id: ID!) { incident(id: $id) { timeline { nodes { id } } } }', { id: incident }),
      'incident.timeline.nodes.0.id',
    );

  test('whoever reported has a receipt of it, by the id that the timeline shows; others’ reports give none', async () => {
    const reporter = await api.someone('REPORTER', 'reporter');
    const own = await firstEvent(reporter, await speakerOf(api, reporter).report());
    const incident = await speakerOf(api, dpo).report();
    const other = await firstEvent(dpo, incident);
    await checked(dpo);
    const receipt = parseTlogProof(String(await proofOf(reporter, own))) ?? fail();
    expect(parseNote(receipt.checkpoint)?.text).toContain(dpo.organisation);
    expect(await proofOf(reporter, other)).toBeNull();
    expect(await proofOf(await api.someone('DPO', 'stranger', 'other'), own)).toBeNull();
  });

  test('the newest checkpoint, and consistency from any size that it covers', async () => {
    await speakerOf(api, dpo).report();
    await checked(dpo);
    const checkpoint = textAt(await data(dpo, '{ checkpoint }'), 'checkpoint');
    const size = Number(checkpoint.split('\n')[1]);
    const document = 'query ($from: Int!, $to: Int!) { consistencyProof(fromSize: $from, toSize: $to) }';
    const proof = async (from: number, to: number) => (await data(dpo, document, { from, to }))['consistencyProof'];
    expect(await proof(1, size)).toEqual(expect.arrayContaining([expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)]));
    expect(await proof(size, size)).toEqual([]);
    expect(await proof(0, size)).toBeNull();
    expect(await proof(1, size + 1)).toBeNull();
  });

  test('an incident verifies; what is not proven is said in the caller’s language', async () => {
    const id = await speakerOf(api, dpo).report();
    const document =
      'query ($id: ID!) { verify(incidentId: $id) { intact complete eventsChecked faults { code } notProven } }';
    const report = (await data(dpo, document, { id }, 'en'))['verify'];
    expect(report).toMatchObject({ intact: true, complete: null, faults: [] });
    expect(at(report, 'eventsChecked')).toBeGreaterThan(0);
    expect(at(report, 'notProven')).toContainEqual(expect.stringContaining('no head kept outside was given'));
    const french = (await data(dpo, document, { id }, 'fr'))['verify'];
    expect(at(french, 'notProven')).toContainEqual(expect.stringContaining('aucune tête conservée à l’extérieur'));
    expect((await data(await api.someone('AUDITOR', 'a', 'other'), document, { id }))['verify']).toBeNull();
  });

  test('the whole log is complete up to the checkpoint that the auditor kept', async () => {
    const auditor = await api.someone('AUDITOR', 'auditor');
    await speakerOf(api, dpo).report();
    expect(await checked(auditor)).toMatchObject({ state: 'DONE', report: { intact: true, complete: null } });
    const kept = textAt(await data(auditor, '{ checkpoint }'), 'checkpoint');
    await speakerOf(api, dpo).report();
    const check = await checked(auditor, kept);
    expect(check).toMatchObject({ state: 'DONE', report: { intact: true, complete: true, faults: [] } });
    expect(at(check, 'checked')).toBe(at(check, 'total'));
    const node = 'query ($id: ID!) { node(id: $id) { id ... on Verification { state } } }';
    const id = textAt(check, 'id');
    expect((await data(auditor, node, { id }))['node']).toEqual({ id, state: 'DONE' });
    expect((await data(await api.someone('AUDITOR', 'b', 'other'), node, { id }))['node']).toBeNull();
  });

  test('a checkpoint that nobody signed is named in words, and proves nothing', async () => {
    await speakerOf(api, dpo).report();
    expect(await checked(dpo, 'a head, word of honour', 'fr')).toMatchObject({
      report: {
        intact: false,
        complete: null,
        faults: [{ code: 'CHECKPOINT_MALFORMED', message: expect.stringContaining('tête') as string }],
      },
    });
  });

  test('who only reports checks nothing: each field is refused, its siblings are not', async () => {
    const reporter = await api.someone('REPORTER', 'curious');
    const answer = await api.ask(
      reporter,
      '{ checkpoint consistencyProof(fromSize: 1, toSize: 1) verify(incidentId: "x") { intact } verification(id: "x") { id } me { role } }',
    );
    expect(codesIn(answer)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(answer.data).toMatchObject({ checkpoint: null, verify: null, me: { role: 'REPORTER' } });
    expect(codesIn(await api.ask(reporter, 'mutation { startVerification { id } }'))).toEqual(['FORBIDDEN']);
  });
});
