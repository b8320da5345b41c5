import { CorruptStream } from '../../src/incident/corruptStream.js';
import { foldIncident } from '../../src/incident/fold.js';
import type { IncidentId } from '../../src/incident/ids.js';
import type { IncidentEvent } from '../../src/incident/record.js';
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

  test.each(story.map((_event, cut) => cut))('cut in two after %i events comes to the same', (cut) => {
    const half = foldIncident(id, story.slice(0, cut));
    const before = JSON.stringify(half);
    expect(foldIncident(id, story.slice(cut), half)).toEqual(foldIncident(id, story));
    expect(JSON.stringify(half)).toBe(before);
  });

  test('is frozen throughout, also where it began from a frozen state', () => {
    expect(frozenThroughout(foldIncident(id, story))).toBe(true);
    expect(frozenThroughout(foldIncident(id, story.slice(4), foldIncident(id, story.slice(0, 4))))).toBe(true);
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
  ])('%s: the fold stops there', (_name, events, revision) => {
    const error = corruption(events);
    expect(error.revision).toBe(revision);
    expect(error.message).not.toContain('erreur');
  });

  test('does not go on from the state that it follows', () => {
    expect(corruption(story.slice(5), foldIncident(id, story.slice(0, 4))).revision).toBe(5);
  });
});
