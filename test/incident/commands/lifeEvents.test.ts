import { entryIdOf, occurredAtOf } from '../../../src/incident/decide.js';
import {
  acknowledge,
  answer,
  attach,
  audience as define,
  cabinet,
  declineSubjects,
  identify,
  inform,
  link,
  message,
  receive,
  strike,
  tell,
} from '../../support/commands.js';
import { audience, bounced, identified, received, told } from '../../support/lifeStory.js';
import { given } from '../../support/spec.js';
import { aware, closed, detected, entry, hour, ruledOut, step } from '../../support/story.js';

const controller = [step(0, detected()), step(1, aware(hour(1))), step(2, audience())];
const processor = [step(0, detected({ role: 'PROCESSOR' })), step(1, aware(hour(1)))];
const practitioners = Array.from({ length: 2_300 }, (_, index) => ({
  externalId: `p-${index}`,
  name: `Cabinet ${index}`,
}));
const now = hour(100);
const keys = practitioners.map(({ externalId }) => externalId);

describe('a notice to thousands of controllers', () => {
  test('is a few events: none holds more than five hundred', () => {
    const spec = given(...processor).when(identify({ controllers: practitioners, remaining: 0 }), now);
    expect(spec.events.map(({ data }) => 'controllers' in data && data.controllers.length)).toEqual([
      500, 500, 500, 500, 300,
    ]);
    expect(spec.events.map(({ data }) => 'remaining' in data && data.remaining)).toEqual([
      false,
      false,
      false,
      false,
      0,
    ]);
    expect(spec.incident.notices).toHaveLength(2_300);
    expect(spec.incident.controllersRemaining).toEqual({ count: 0 });
  });

  test('goes to all who are untold, those whose notice came back included', () => {
    const before = [
      ...processor,
      step(2, identified(['a', 'b', 'c'])),
      step(3, told(['a', 'b'], hour(3))),
      step(4, bounced(['b'], hour(4))),
    ];
    const spec = given(...before).when(tell({ controllers: null, allIdentified: true }), now);
    expect(spec.events).toMatchObject([{ type: 'ControllersNotified', data: { externalIds: ['b', 'c'] } }]);
    expect(spec.incident.notices.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['SENT', 1],
      ['SENT', 2],
      ['SENT', 1],
    ]);
  });

  test('identifies in the same append whoever was not identified before', () => {
    const spec = given(...processor, step(2, identified(['p-0']))).when(tell({ controllers: practitioners }), now);
    expect(spec.events.map(({ type }) => type)).toEqual([
      ...Array<string>(5).fill('ControllersIdentified'),
      ...Array<string>(5).fill('ControllersNotified'),
    ]);
    expect(spec.incident.notices).toHaveLength(2_300);
  });

  test('is acknowledged, and one acknowledged stays so when it is sent again', () => {
    const sent = [...processor, step(2, identified(keys.slice(0, 500))), step(3, told(keys.slice(0, 500), hour(3)))];
    const spec = given(...sent).when(acknowledge({ externalIds: keys.slice(0, 3), source: 'appel' }), now);
    expect(spec.incident.notices.filter(({ state }) => state === 'ACKNOWLEDGED')).toHaveLength(3);
    const again = given(...sent, ...spec.events.map((body) => step(4, body))).when(
      tell({ controllers: practitioners.slice(0, 1) }),
      now,
    );
    expect(again.incident.notices[0]).toMatchObject({ state: 'ACKNOWLEDGED', attempts: 2 });
  });

  test('updates the name of a controller identified again', () => {
    const spec = given(...processor, step(2, identified(['c-2']))).when(identify(), now);
    expect(spec.incident.notices).toMatchObject([{ externalId: 'c-2', name: cabinet.name }]);
  });

  test('may say only how many are still expected', () => {
    given(...processor)
      .when(identify({ controllers: [], remaining: null }), now)
      .expect([{ type: 'ControllersIdentified', data: { controllers: [], remaining: null } }]);
  });
});

describe('telling persons', () => {
  test('keeps each wave with what its message said', () => {
    given(...controller)
      .when(inform({ complete: false, count: 40, failed: 2, language: 'fr' }), now)
      .expect([
        {
          type: 'SubjectsNotified',
          data: {
            audienceId: entry(2),
            channel: 'LETTER',
            sentAt: hour(24),
            count: 40,
            failed: 2,
            language: 'fr',
            message: { ...message, advice: null, fullText: null },
            complete: false,
            missing: [],
            irregularities: [],
          },
        },
      ]);
  });

  test('names each item of art. 34(2) that a letter sent all the same lacks', () => {
    const spec = given(...controller).when(inform({ recordAsHappened: true, message: { nature: 'fuite' } }), now);
    expect(spec.events).toMatchObject([
      {
        data: {
          missing: ['34(2) contact', '34(2) consequences', '34(2) measures'],
          irregularities: ['MISSING_CONTENT'],
        },
      },
    ]);
  });

  test('an audience defined again keeps its id, and every verdict it had', () => {
    const command = define({ audienceId: entry(2), name: 'Patients', verdict: 'HIGH_RISK' });
    const spec = given(...controller).when(command, now);
    expect(spec.incident.audiences).toMatchObject([{ id: entry(2), verdict: 'HIGH_RISK' }]);
    expect(spec.incident.audiences[0]?.verdicts.map(({ verdict }) => verdict)).toEqual([null, 'HIGH_RISK']);
    expect(entryIdOf(command, entry(3))).toBe(entry(2));
    expect(entryIdOf(define(), entry(3))).toBe(entry(3));
  });

  test('a decision not to tell rests on the verdict that stood for those concerned', () => {
    const own = step(3, audience({ audienceId: entry(2), verdict: 'RISK' }));
    const spec = given(...controller, own).when(
      declineSubjects({ audienceId: entry(2), ground: 'NOT_HIGH_RISK' }),
      now,
    );
    expect(spec.incident.decisions).toMatchObject([
      { kind: 'DECLINE_SUBJECTS', verdict: 'RISK', audienceId: entry(2) },
    ]);
  });
});

describe('what comes from outside', () => {
  test('is recorded on what is closed and on what is ruled out', () => {
    for (const end of [closed(), ruledOut()]) {
      const ended = [...controller, step(3, received('QUESTION', 3)), step(4, end)];
      for (const command of [receive(), answer(), attach(), link()]) {
        expect(given(...ended).when(command, now).outcome.ok).toBe(true);
      }
    }
  });

  test('keeps every answer, each with its instant', () => {
    const asked = [...controller, step(3, received('QUESTION', 3))];
    const first = given(...asked).when(answer(), now);
    const second = given(...asked, ...first.events.map((body) => step(5, body))).when(
      answer({ answeredAt: hour(45), text: 'précision' }),
      now,
    );
    expect(second.incident.authorityMessages[0]?.answers.map(({ text }) => text)).toEqual([
      'deux mille trois cents',
      'précision',
    ]);
  });

  test('knows a file by its hash in lower case', () => {
    const spec = given(...controller).when(attach(), now);
    expect(spec.incident.evidence).toMatchObject([{ sha256: 'a1'.repeat(32), size: '48213' }]);
  });

  test('happened when whoever recorded it says', () => {
    const at = (command: Parameters<typeof occurredAtOf>[0], ...before: typeof controller) => {
      const [body] = given(...before).when(command, now).events;
      return body === undefined ? null : occurredAtOf(command, body, hour(50));
    };
    expect(at(inform(), ...controller)).toBe(hour(24));
    expect(at(receive(), ...controller)).toBe(hour(30));
    expect(at(tell(), ...processor)).toBe(hour(24));
    expect(at(identify({ occurredAt: hour(5) }), ...processor)).toBe(hour(5));
    expect(at(define(), ...controller)).toBe(hour(50));
    expect(at(attach({ collectedAt: hour(7) }), ...controller)).toBe(hour(7));
  });
});

describe('striking an entry', () => {
  test('reaches every kind of entry, and each only once', () => {
    const story = [
      ...controller,
      step(3, received('QUESTION', 3)),
      step(4, { type: 'NoteAdded', data: { text: 'x', visibility: 'TEAM' } }),
    ];
    for (const revision of [2, 3, 4]) {
      const spec = given(...story).when(strike({ entryId: entry(revision) }), now);
      expect(spec.outcome.ok).toBe(true);
      const again = given(...story, ...spec.events.map((body) => step(5, body))).when(
        strike({ entryId: entry(revision) }),
        now,
      );
      expect(again.refusals).toMatchObject([{ code: 'UNKNOWN_ENTRY' }]);
    }
  });
});
