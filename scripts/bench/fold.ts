/**
 * Folding 10,000 parsed events of one incident into its state, and ten more on top of it, as a command does that finds the state in its
 * cache. `npm run bench:fold`. Events are decoded anew for every round, outside the clock: a fold freezes the parts of what it is given.
 */
import { decodeIncidentEvent } from '../../src/incident/decode.js';
import type { IncidentEventBody } from '../../src/incident/events/registry.js';
import { foldIncident } from '../../src/incident/fold.js';
import type { IncidentId } from '../../src/incident/ids.js';
import type { IncidentEvent } from '../../src/incident/record.js';
import type { Incident } from '../../src/incident/state.js';
import {
  assessed,
  aware,
  detected,
  entry,
  facts,
  filed,
  hour,
  measure as measureRecorded,
  recordedEvents,
  step,
  withdrawn,
} from '../../test/support/story.js';
import { machine, measure, report, table, type Alternative } from './harness.js';

const EVENTS = 10_000;
const TAIL = 10;
const TARGET_MILLISECONDS = 50;
const incidentId = '11111111-1111-4111-8111-111111111111' as IncidentId;

/** In every hundred events an assessment, a filing, ten facts, ten measures, 77 updates of them, and one struck. */
function bodyAt(revision: number): IncidentEventBody {
  if (revision === 0) return detected();
  if (revision === 1) return aware(hour(1));
  const within = revision % 100;
  const firstMeasure = revision - within + 12;
  if (within === 0) return assessed({ likelyConsequences: 'perte de suivi', facts: { subjectsCount: revision } });
  if (within === 1) return filed({ filedAt: hour(revision), kind: 'COMPLEMENTARY' });
  if (within < 12) return facts({ subjectsCount: revision, dataCategories: ['HEALTH'], circumstances: 'deux phrases' });
  if (within < 22) return measureRecorded({ description: `mesure ${revision}` });
  if (within === 99) return withdrawn(entry(firstMeasure));
  return measureRecorded({ measureId: entry(firstMeasure + (within % 10)), description: `mesure, suite ${revision}` });
}

const steps = Array.from({ length: EVENTS + TAIL }, (_, revision) => step(revision, bodyAt(revision)));
const stored = recordedEvents(steps).map(({ type, data, ...envelope }) => ({
  type,
  envelope,
  data: JSON.stringify(data),
}));

function decoded(from: number, to: number): readonly IncidentEvent[] {
  return stored.slice(from, to).map(({ type, envelope, data }) => {
    const result = decodeIncidentEvent(type, 1, JSON.parse(data));
    if (!result.ok) throw new Error(result.reason);
    return { ...result.body, ...envelope };
  });
}

function folded(events: readonly IncidentEvent[], from: Incident | null): Incident {
  const incident = foldIncident(incidentId, events, from);
  if (incident === null) throw new Error('a fold of events is an incident');
  return incident;
}

/** Folds the events between two revisions over what `before` answers. */
function folding(name: string, [from, to]: readonly [number, number], before: () => Incident | null): Alternative {
  let events: readonly IncidentEvent[];
  let state: Incident | null;
  return {
    name,
    prepare() {
      events = decoded(from, to);
      state = before();
      return Promise.resolve();
    },
    run() {
      if (folded(events, state).revision !== to - 1) throw new Error('events were lost');
      return Promise.resolve(to - from);
    },
  };
}

const measured = await measure([
  folding(`${EVENTS.toLocaleString('en')} events`, [0, EVENTS], () => null),
  folding(`${TAIL} events on top of them`, [EVENTS, EVENTS + TAIL], () => folded(decoded(0, EVENTS), null)),
]);
const whole = ((measured[0]?.wall ?? NaN) * EVENTS) / 1_000;
const cpu = ((measured[0]?.cpu ?? NaN) * EVENTS) / 1_000;
report(
  'docs/benchmarks.md',
  'fold',
  [
    '## Folding an incident',
    '',
    `Parsed events of one incident into its frozen state; median of 7 interleaved rounds. ${machine()}.`,
    '',
    table(measured, 'events'),
    '',
    `${EVENTS.toLocaleString('en')} events: ${whole.toFixed(1)} ms wall, ${cpu.toFixed(1)} ms CPU. Target: under ${TARGET_MILLISECONDS} ms.`,
  ].join('\n'),
);
