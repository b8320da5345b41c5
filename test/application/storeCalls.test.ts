import type { StreamName } from '../../src/log/port.js';
import { between } from './between.js';
import { by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

/** Every call that the register makes of the log, in order: `read incident from 3`, `append reference 1`. */
const calls: string[] = [];
const dpo = somebody();
let register: TestRegister;

function category(stream: StreamName): string {
  return stream.slice(0, stream.indexOf('-'));
}

async function callsOf<T>(work: () => Promise<T>): Promise<{ readonly answer: T; readonly made: readonly string[] }> {
  calls.length = 0;
  const answer = await work();
  return { answer, made: [...calls] };
}

beforeAll(async () => {
  register = await openRegister({}, (log) =>
    between(log, {
      append: (next, stream, events) => {
        calls.push(`append ${category(stream)} ${events.length}`);
        return next();
      },
      read: (stream, options) => {
        calls.push(`read ${category(stream)} ${options?.from === undefined ? 'anew' : `from ${options.from}`}`);
      },
    }),
  );
});

afterAll(() => register.end());

describe('the calls of the log', () => {
  test('that a command makes are one read of each tail and one append; a report reserves its number beside', async () => {
    const say = by(register.application, dpo);

    const first = await callsOf(() => say('reportIncident', { title: 'Perte de textes' }));
    expect(first.made).toEqual([
      'read organisation from 0',
      'append organisation 1',
      // An id drawn for this very report: no stream can have it.
      'append reference 1',
      'append incident 1',
    ]);

    const next = await callsOf(() => say('reportIncident', { title: 'Perte de clés' }, { commandId: 'r' }));
    expect(next.made).toEqual([
      'read organisation from 1',
      'read incident from 0',
      'append reference 1',
      'append incident 1',
    ]);

    const incidentId = incidentIn(next.answer).id;
    const warm = await callsOf(() => say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' }));
    expect(warm.made).toEqual(['read organisation from 1', 'read incident from 1', 'append incident 1']);

    const again = await callsOf(() => say('addNote', { text: 'Vu' }, { incidentId, commandId: 'n' }));
    expect(again.made).toEqual([
      'read organisation from 1',
      'read incident from 2',
      'read incident anew',
      'read organisation anew',
    ]);

    const query = await callsOf(() => register.application.incident(dpo, incidentId));
    expect(query.made).toEqual(['read incident from 2', 'read organisation from 1']);
  });

  test('that a refused command makes are reads only: no number is spent on a refused report', async () => {
    const say = by(register.application, dpo);
    const report = await callsOf(() => say('reportIncident', { title: ' ' }));
    expect(codes(report.answer)).toEqual(['INVALID_INPUT']);
    expect(report.made).toEqual(['read organisation from 1']);

    const { id: incidentId } = incidentIn(await say('reportIncident', { title: 'Perte de clés' }));
    const stale = await callsOf(() => say('addNote', { text: 'Vu' }, { incidentId, expectedRevision: 4 }));
    expect(codes(stale.answer)).toEqual(['CONFLICT']);
    expect(stale.made).toEqual(['read organisation from 1', 'read incident from 1']);
  });
});
