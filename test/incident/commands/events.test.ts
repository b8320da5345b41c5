import { entryIdOf } from '../../../src/incident/decide.js';
import {
  assess,
  close,
  correct,
  decider,
  decline,
  establish,
  jot,
  learn,
  notify,
  reasons,
  reopen,
  report,
  ruleOut,
  strike,
  take,
} from '../../support/commands.js';
import { given, refused } from '../../support/spec.js';
import {
  assessed,
  aware,
  closed,
  detected,
  entry,
  filed,
  hour,
  measure,
  noted,
  ruledOut,
  step,
} from '../../support/story.js';

const reported = step(0, detected());
const known = step(1, aware(hour(1)));

describe('reporting', () => {
  test('takes neither detection nor awareness for granted', () => {
    given()
      .when(report({ title: 'Fichier envoyé au mauvais destinataire' }))
      .expect([detected({ title: 'Fichier envoyé au mauvais destinataire' })])
      .warns();
  });

  test('keeps what was said, instants with the offset they were given in', () => {
    const detectedAt = hour(-1).replace('Z', '+00:00') as typeof reported.recordedAt;
    given()
      .when(report({ detectedAt, role: 'JOINT_CONTROLLER', exercise: true, natures: ['AVAILABILITY'] }))
      .expect([detected({ detectedAt, role: 'JOINT_CONTROLLER', exercise: true, natures: ['AVAILABILITY'] })]);
  });

  test('establishes awareness at once where certainty is already there', () => {
    given()
      .when(report({ awareAt: hour(-1) }))
      .expect([detected(), aware(hour(-1))]);
  });

  test('proposes no awareness where it is given with the processor’s notice', () => {
    given()
      .when(report({ informedByProcessorAt: hour(-2), awareAt: hour(-1) }))
      .warns();
  });

  test('tells all that is wrong at once, in the order of the table', () => {
    given()
      .when(report({ title: '', occurredFrom: hour(5), occurredTo: hour(1), ongoing: true, awareAt: hour(9) }), hour(6))
      .expect(refused('INVALID_INPUT', 'IN_FUTURE', 'DATE_ORDER', 'CONTRADICTORY_FACTS'));
  });

  test('takes an instant up to five minutes ahead of the register’s clock, and not a millisecond more', () => {
    given()
      .when(report({ detectedAt: hour(0, 300_000) }), hour(0))
      .warns();
    given()
      .when(report({ detectedAt: hour(0, 300_001) }), hour(0))
      .expect(refused('IN_FUTURE'));
  });
});

describe('correcting', () => {
  test('records only what was given, null for what turned out to be unknown', () => {
    const spec = given(step(0, detected({ summary: 'x', natures: ['INTEGRITY'], detectedAt: hour(-1) }))).when(
      correct({ summary: null, natures: null, title: 'Quatre champs' }),
    );
    spec.expect([
      { type: 'IncidentCorrected', data: { changes: { title: 'Quatre champs', summary: null, natures: [] }, reasons } },
    ]);
    expect(spec.incident).toMatchObject({ title: 'Quatre champs', summary: null, natures: [], detectedAt: hour(-1) });
  });

  test('is not blamed for an order that it does not touch', () => {
    given(step(0, detected({ occurredFrom: hour(-1), detectedAt: hour(-2) })))
      .when(correct({ title: 'Quatre champs' }))
      .warns();
  });

  test('leaves the drill that was reported a drill, and says nothing of it', () => {
    given(step(0, detected({ exercise: true })))
      .when(correct({ exercise: true, title: 'Exercice annuel' }))
      .expect([{ type: 'IncidentCorrected', data: { changes: { title: 'Exercice annuel' }, reasons } }]);
  });

  test('proposes awareness at the processor’s notice only while there is none', () => {
    given(reported, known)
      .when(correct({ informedByProcessorAt: hour(-1) }))
      .warns();
  });
});

describe('awareness', () => {
  test('is established once', () => {
    given(reported)
      .when(establish({ awareAt: hour(0), explanation: 'journal relu' }))
      .expect([{ type: 'AwarenessEstablished', data: { awareAt: hour(0), explanation: 'journal relu' } }]);
  });

  test('is corrected afterwards, with the reason why, and both instants stay on record', () => {
    const spec = given(reported, known).when(establish({ awareAt: hour(0), explanation: 'journal relu' }));
    spec.expect([{ type: 'AwarenessCorrected', data: { awareAt: hour(0), explanation: 'journal relu' } }]);
    expect(spec.incident.awareness.map(({ awareAt }) => awareAt)).toEqual([hour(1), hour(0)]);
  });
});

describe('facts', () => {
  test('are laid over what was known: unspoken stays, null is known to be unknown', () => {
    const before = step(1, { type: 'FactsRecorded', data: { facts: { subjectsCount: 40, sensitiveData: true } } });
    const spec = given(reported, before).when(learn({ facts: { sensitiveData: null, natures: ['AVAILABILITY'] } }));
    expect(spec.incident.facts).toEqual({
      subjectsCount: 40,
      subjectsBand: 'FROM_6_TO_50',
      sensitiveData: null,
      natures: ['AVAILABILITY'],
    });
    expect(spec.incident.natures).toEqual(['AVAILABILITY']);
    expect(spec.incident.factsRecordedAt).toBe(hour(1));
  });

  test('never hold the role, which is the incident’s own', () => {
    given(reported)
      .when(learn({ facts: { role: 'CONTROLLER', crossBorder: false } }))
      .expect([{ type: 'FactsRecorded', data: { facts: { crossBorder: false } } }])
      .warns();
  });

  test('whose number is taken back lose the band that came of it, and keep a band that was said', () => {
    const counted = step(1, { type: 'FactsRecorded', data: { facts: { subjectsCount: 40 } } });
    const said = step(1, { type: 'FactsRecorded', data: { facts: { subjectsBand: 'MORE_THAN_5000' } } });
    const unknown = learn({ facts: { subjectsCount: null } });
    expect(given(reported, counted).when(unknown).incident.facts?.subjectsBand).toBeNull();
    expect(given(reported, said).when(unknown).incident.facts?.subjectsBand).toBe('MORE_THAN_5000');
    const banded = learn({ facts: { subjectsCount: null, subjectsBand: 'UP_TO_5' } });
    expect(given(reported, counted).when(banded).incident.facts?.subjectsBand).toBe('UP_TO_5');
  });

  test('exclude exposure without a warning once the basis is on record', () => {
    const basis = step(1, { type: 'FactsRecorded', data: { facts: { exposureBasis: 'journaux complets' } } });
    given(reported, basis)
      .when(learn({ facts: { exposure: 'EXCLUDED' } }))
      .warns();
  });

  test('warn of an exposure excluded without its basis only when they speak of it', () => {
    const excluded = step(1, { type: 'FactsRecorded', data: { facts: { exposure: 'EXCLUDED' } } });
    given(reported, excluded)
      .when(learn({ facts: { crossBorder: true } }))
      .warns();
    given(reported, excluded)
      .when(learn({ facts: { exposureBasis: '' } }))
      .warns('exposureBasisMissing');
  });

  test('happened when it is said, and else when they are recorded', () => {
    const [said] = given(reported)
      .when(learn({ occurredAt: hour(-3) }), hour(1))
      .story.slice(-1);
    const [unsaid] = given(reported).when(learn(), hour(1)).story.slice(-1);
    expect([said?.occurredAt, unsaid?.occurredAt]).toEqual([hour(-3), hour(1)]);
  });
});

describe('assessing', () => {
  /** What triage advised: its own tests say what that is. */
  const advice = expect.objectContaining({ rulesVersion: expect.any(String) as string }) as never;

  test('rests on the facts on record where it brings none', () => {
    const facts = step(1, { type: 'FactsRecorded', data: { facts: { crossBorder: true } } });
    const spec = given(reported, known, facts).when(assess());
    spec.expect([assessed({ reasons, advice })]);
    expect(spec.incident.assessments[0]?.facts).toEqual({ crossBorder: true });
  });

  test('records the facts that it brings', () => {
    const spec = given(reported, known).when(assess({ facts: { natures: ['CONFIDENTIALITY'] }, verdict: 'HIGH_RISK' }));
    spec.expect([assessed({ reasons, advice, verdict: 'HIGH_RISK', facts: { natures: ['CONFIDENTIALITY'] } })]);
    expect(spec.incident).toMatchObject({ natures: ['CONFIDENTIALITY'], factsRecordedAt: spec.incident.updatedAt });
  });

  test('a re-examination with the same outcome is a fact and is recorded', () => {
    const spec = given(reported, known, step(2, assessed())).when(assess());
    expect(spec.incident.assessments).toHaveLength(2);
  });
});

describe('measures', () => {
  test('are recorded with what was said, and happened when they were done', () => {
    const spec = given(reported).when(take({ doneAt: hour(-2), owner: 'équipe technique' }));
    spec.expect([measure({ doneAt: hour(-2), owner: 'équipe technique' })]);
    expect(spec.story.at(-1)?.occurredAt).toBe(hour(-2));
  });

  test('are updated in place: first id and mark of recording, newest values', () => {
    const planned = step(1, measure({ state: 'PLANNED', owner: 'équipe', dueAt: hour(9) }));
    const spec = given(reported, planned).when(take({ measureId: entry(1), doneAt: hour(1) }));
    expect(spec.incident.measures).toEqual([
      expect.objectContaining({ id: entry(1), revision: 1, state: 'TAKEN', owner: null, doneAt: hour(1) }),
    ]);
  });
});

describe('declining', () => {
  test('rests on the assessment in force', () => {
    given(reported, known, step(2, assessed()), step(3, assessed({ verdict: 'UNLIKELY' })))
      .when(decline({ ground: 'RISK_UNLIKELY', dpoAdvice: 'conforme' }))
      .expect([
        {
          type: 'CnilNotificationDeclined',
          data: { ground: 'RISK_UNLIKELY', reasons, decidedBy: decider, dpoAdvice: 'conforme' },
        },
      ]);
  });

  test.each([
    [null, 'UNLIKELY', false],
    [null, 'RISK', true],
    ['UNLIKELY', 'UNLIKELY', false],
    ['UNLIKELY', 'HIGH_RISK', true],
    ['RISK', 'RISK', false],
    ['RISK', 'HIGH_RISK', true],
    ['HIGH_RISK', 'RISK', false],
  ] as const)('on a verdict %s, then assessed %s: lapses %s', (before, after, lapses) => {
    const verdict = before === null ? [] : [step(2, assessed({ verdict: before }))];
    const declined = given(reported, known, ...verdict).when(decline());
    const later = given(...declined.story).when(assess({ verdict: after }));
    const [decision] = later.incident.decisions;
    expect(decision).toMatchObject({ verdict: before, lapsedByRevision: lapses ? later.incident.revision : null });
  });

  test('lapses for good: an assessment that finds less risk again does not bring it back', () => {
    const lapsed = given(...given(reported, known).when(decline()).story).when(assess());
    const lower = given(...lapsed.story).when(assess({ verdict: 'UNLIKELY' }));
    const higher = given(...lower.story).when(assess({ verdict: 'HIGH_RISK' }));
    for (const { decisions } of [lower.incident, higher.incident]) {
      expect(decisions[0]).toMatchObject({ lapsedByRevision: lapsed.incident.revision });
    }
  });

  test('is possible again once the filing that stood against it is struck', () => {
    const struck = given(reported, known, step(2, filed({ filedAt: hour(2) }))).when(strike({ entryId: entry(2) }));
    given(...struck.story)
      .when(decline())
      .warns();
  });
});

describe('notes and striking', () => {
  test('a note is the team’s unless it is said to be privileged', () => {
    given(reported).when(jot()).expect([noted()]);
    given(reported)
      .when(jot({ visibility: 'LEGAL_PRIVILEGE' }))
      .expect([{ type: 'NoteAdded', data: { text: 'appel du prestataire', visibility: 'LEGAL_PRIVILEGE' } }]);
  });

  test('what is struck stays, marked, and counts no more', () => {
    const story = [reported, known, step(2, measure()), step(3, measure({ measureId: entry(2) })), step(4, noted())];
    const withoutMeasure = given(...story).when(strike({ entryId: entry(2) }));
    expect(withoutMeasure.incident.measures).toEqual([
      expect.objectContaining({ id: entry(2), withdrawn: { revision: 5, reasons } }),
    ]);
    const withoutNote = given(...withoutMeasure.story).when(strike({ entryId: entry(4) }));
    expect(withoutNote.incident.notes[0]?.withdrawn).toEqual({ revision: 6, reasons });
    given(...withoutNote.story)
      .when(strike({ entryId: entry(4) }))
      .expect(refused('UNKNOWN_ENTRY'));
  });
});

describe('the end of an incident', () => {
  const openDuties = [
    { duty: 'GDPR/DOCUMENT', reasons },
    { duty: 'GDPR/NOTIFY_AUTHORITY', reasons },
    { duty: 'GDPR/COMMUNICATE_TO_SUBJECTS', reasons },
  ];

  test('is closure, with lessons and the reasons for what stays open', () => {
    const spec = given(reported, known).when(close({ openDuties, lessons: 'revue avant mise en ligne' }));
    spec.expect([
      { type: 'IncidentClosed', data: { lessons: 'revue avant mise en ligne', openDuties, decidedBy: decider } },
    ]);
    expect(spec.incident).toMatchObject({ phase: 'CLOSED', decisions: [{ kind: 'CLOSE', openDuties }] });
  });

  test('asks no reasons once every duty is met', () => {
    const facts = step(1, { type: 'FactsRecorded', data: { facts: { crossBorder: false } } });
    const whole = step(3, filed({ kind: 'COMPLETE', filedAt: hour(2), missing: [] }));
    given(reported, known, facts, step(1, assessed({ likelyConsequences: 'aucune' })), step(2, measure()), whole)
      .when(close())
      .expect([closed()]);
  });

  test('is a ruling out where there was no breach', () => {
    const spec = given(reported).when(ruleOut());
    spec.expect([{ type: 'IncidentRuledOut', data: { reasons, decidedBy: decider } }]);
    expect(spec.incident).toMatchObject({ phase: 'RULED_OUT', decisions: [{ kind: 'RULE_OUT', decidedBy: decider }] });
  });

  test.each([closed(), ruledOut()])('is taken back by reopening ($type)', (end) => {
    const spec = given(reported, known, step(2, end)).when(reopen({ occurredAt: hour(2) }));
    spec.expect([{ type: 'IncidentReopened', data: { reasons, decidedBy: decider } }]);
    expect(spec.incident).toMatchObject({ phase: 'OPEN' });
    expect(spec.incident.decisions.at(-1)).toMatchObject({ kind: 'REOPEN', decidedAt: hour(2) });
  });
});

describe('the entry that a command makes', () => {
  const id = entry(9);

  test.each([assess(), take(), notify(), decline(), jot(), close(), reopen(), ruleOut()])(
    'of $name is named by its event',
    (command) => {
      expect(entryIdOf(command, id)).toBe(id);
    },
  );

  test.each([report(), correct(), establish(), learn(), strike()])('of $name is none', (command) => {
    expect(entryIdOf(command, id)).toBeNull();
  });

  test('of an updated measure is the measure', () => {
    expect(entryIdOf(take({ measureId: entry(2) }), id)).toBe(entry(2));
  });
});

describe('what a command tells of happened', () => {
  const happenedAt = (spec: ReturnType<ReturnType<typeof given>['when']>) =>
    spec.story.slice(-spec.events.length).map(({ occurredAt }) => occurredAt);

  test('at detection and at awareness, each event at its own instant', () => {
    expect(happenedAt(given().when(report({ detectedAt: hour(-3), awareAt: hour(-1) }), hour(0)))).toEqual([
      hour(-3),
      hour(-1),
    ]);
    expect(happenedAt(given().when(report(), hour(0)))).toEqual([hour(0)]);
  });

  test('at the filing, whenever it is recorded', () => {
    expect(happenedAt(given(reported, known).when(notify({ filedAt: hour(2) }), hour(5)))).toEqual([hour(2)]);
  });

  test('when it is recorded, of a correction, whatever instant it is about', () => {
    const corrected = establish({ awareAt: hour(0), explanation: reasons });
    expect(happenedAt(given(reported, known).when(corrected, hour(5)))).toEqual([hour(5)]);
    expect(happenedAt(given(reported).when(correct({ detectedAt: hour(-1) }), hour(5)))).toEqual([hour(5)]);
  });
});
