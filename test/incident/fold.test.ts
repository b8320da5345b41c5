import { CorruptStream } from '../../src/incident/corruptStream.js';
import type { IncidentEventBody } from '../../src/incident/events/registry.js';
import { foldIncident } from '../../src/incident/fold.js';
import type { IncidentId } from '../../src/incident/ids.js';
import { noticeId } from '../../src/incident/notices.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import {
  acknowledged,
  answered,
  audience,
  bounced,
  deferred,
  identified,
  informed,
  linked,
  received,
  subjectsDeclined,
  told,
} from '../support/lifeStory.js';
import {
  assessed,
  aware,
  declined,
  detected,
  entry,
  facts,
  filed,
  hour,
  measure,
  noted,
  recordedEvents,
  step,
  withdrawn,
} from '../support/story.js';

const id = '11111111-1111-4111-8111-111111111111' as IncidentId;
const story = recordedEvents([
  step(0, detected({ natures: ['AVAILABILITY'] })),
  step(1, aware(hour(1))),
  step(2, facts()),
  step(3, measure()),
  step(4, declined('OTHER_PROVISION')),
  step(5, assessed()),
  step(6, filed({ filedAt: hour(6) })),
  step(7, noted()),
  step(8, withdrawn(entry(6))),
  step(9, measure({ measureId: entry(3), state: 'ABANDONED' })),
]);

/** The same for what comes after: one event of every other type, and one entry of every other kind struck. */
const life = recordedEvents([
  step(0, detected({ role: 'PROCESSOR' })),
  step(1, audience()),
  step(2, informed(entry(1), hour(2))),
  step(3, subjectsDeclined('RISK_REMOVED', { audienceId: entry(1) })),
  step(4, deferred(hour(4), hour(9))),
  step(5, identified(['a', 'b'], { remaining: null })),
  step(6, told(['a', 'b'], hour(6))),
  step(7, bounced(['b'], hour(7))),
  step(8, acknowledged(['a'], hour(8))),
  step(9, received('QUESTION', 9)),
  step(10, answered(entry(9), hour(10))),
  step(11, evidence()),
  step(12, linked({ externalReference: 'A-7' })),
  step(13, audience({ audienceId: entry(1), verdict: 'HIGH_RISK' })),
  step(14, identified(['c', 'a'], { remaining: 0 })),
  ...[entry(1), entry(2), noticeId(id, 'b'), noticeId(id, 'c'), entry(9), entry(11), entry(12)].map((struck) =>
    step(15, withdrawn(struck)),
  ),
]);

/** What a fold throws: where, and never with event data. */
function corruption(events: readonly IncidentEvent[], from = foldIncident(id, [])): CorruptStream {
  try {
    foldIncident(id, events, from);
  } catch (error) {
    if (error instanceof CorruptStream) return error;
    throw error;
  }
  throw new Error('the fold took it');
}

function frozenThroughout(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(frozenThroughout);
}

describe('a fold', () => {
  test('over nothing is nothing, and over a state is that state', () => {
    expect(foldIncident(id, [])).toBeNull();
    const state = foldIncident(id, story);
    expect(foldIncident(id, [], state)).toBe(state);
  });

  test.each([...story.map((_event, cut) => [story, cut] as const), ...life.map((_event, cut) => [life, cut] as const)])(
    'cut in two comes to the same, and leaves the first half as it was (%#)',
    (events, cut) => {
      const half = foldIncident(id, events.slice(0, cut));
      const before = JSON.stringify(half);
      expect(foldIncident(id, events.slice(cut), half)).toEqual(foldIncident(id, events));
      expect(JSON.stringify(half)).toBe(before);
    },
  );

  test.each([[story], [life]])('is frozen throughout, also where it began from a frozen state (%#)', (events) => {
    expect(frozenThroughout(foldIncident(id, events))).toBe(true);
    for (const [cut] of events.entries()) {
      expect(frozenThroughout(foldIncident(id, events.slice(cut), foldIncident(id, events.slice(0, cut))))).toBe(true);
    }
  });

  test('marks what is struck, of every kind, and keeps all else', () => {
    const incident = foldIncident(id, life);
    const lists = [
      incident?.audiences,
      incident?.communications,
      incident?.notices,
      incident?.authorityMessages,
      incident?.evidence,
      incident?.links,
    ];
    expect(lists.map((list) => list?.map(({ withdrawn: mark }) => mark?.revision ?? null))).toEqual([
      [15],
      [16],
      [null, 17, 18],
      [19],
      [20],
      [21],
    ]);
    expect(incident).toMatchObject({
      audiences: [{ id: entry(1), verdict: 'HIGH_RISK', verdicts: [{ verdict: null }, { revision: 13 }] }],
      notices: [
        { externalId: 'a', state: 'ACKNOWLEDGED', acknowledgedAt: hour(8) },
        { externalId: 'b', state: 'FAILED', failedAt: hour(7) },
        { externalId: 'c', state: 'IDENTIFIED', revision: 14 },
      ],
      controllersRemaining: { count: 0 },
      authorityMessages: [{ answers: [{ id: entry(10), answeredAt: hour(10) }] }],
      decisions: [
        { kind: 'DECLINE_SUBJECTS', audienceId: entry(1), verdict: null },
        { kind: 'DEFER_SUBJECTS', from: hour(4), reviewAt: hour(9) },
      ],
    });
  });

  test('knows its last event, its first recording and who reported', () => {
    expect(foldIncident(id, story)).toMatchObject({
      id,
      revision: 9,
      recordedAt: hour(0),
      updatedAt: hour(9),
      reportedBy: story[0]?.actor,
    });
  });

  test('keeps entries of the log’s own ids, instants and actors', () => {
    const incident = foldIncident(id, story);
    const recorded = { id: entry(6), revision: 6, recordedAt: hour(6), recordedBy: story[6]?.actor };
    expect(incident?.filings[0]).toMatchObject({
      ...recorded,
      withdrawn: { revision: 8, reasons: 'saisi par erreur' },
    });
  });

  test('leaves no mark of the command in the state', () => {
    const command = { name: 'reportIncident', digest: '0'.repeat(64) };
    const marked = recordedEvents([step(0, { type: 'IncidentDetected', data: { ...detectedData(), command } })]);
    expect(foldIncident(id, marked)).not.toHaveProperty('command');
  });
});

function evidence(): IncidentEventBody {
  return {
    type: 'EvidenceAttached',
    data: {
      name: 'recapitulatif.pdf',
      mediaType: 'application/pdf',
      size: '48213',
      sha256: 'a1'.repeat(32),
      description: null,
      location: null,
      collectedBy: null,
      collectedAt: null,
      aboutRevision: 10,
    },
  };
}

function detectedData() {
  const body = detected();
  if (body.type !== 'IncidentDetected') throw new Error('no detection');
  return body.data;
}

describe('a stream that nobody can have decided', () => {
  test.each([
    ['begins without a detection', recordedEvents([step(0, aware(hour(0)))]), 0],
    ['begins twice', recordedEvents([step(0, detected()), step(1, detected())]), 1],
    ['has a gap', story.filter(({ revision }) => revision !== 4), 5],
    ['repeats an event', [...story.slice(0, 2), ...story.slice(1, 3)], 1],
    ['strikes what is not there', recordedEvents([step(0, detected()), step(1, withdrawn(entry(5)))]), 1],
    [
      'updates what is no measure',
      recordedEvents([step(0, detected()), step(1, noted()), step(2, measure({ measureId: entry(1) }))]),
      2,
    ],
    ['tells a controller that is not listed', recordedEvents([step(0, detected()), step(1, told(['z'], hour(1)))]), 1],
    [
      'answers what is no message',
      recordedEvents([step(0, detected()), step(1, noted()), step(2, answered(entry(1), hour(2)))]),
      2,
    ],
    [
      'defines again what is no audience',
      recordedEvents([step(0, detected()), step(1, audience({ audienceId: entry(0) }))]),
      1,
    ],
  ])('%s: the fold stops there', (_name, events, revision) => {
    const error = corruption(events);
    expect(error.revision).toBe(revision);
    expect(error.message).not.toContain('erreur');
  });

  test('does not go on from the state that it follows', () => {
    expect(corruption(story.slice(5), foldIncident(id, story.slice(0, 4))).revision).toBe(5);
  });
});
