/** What every bundle tells of every incident, and what no erasure takes away: envelopes and metadata, which say nothing of people. */
import fc from 'fast-check';
import { roles } from '../../src/identity/roles.js';
import { incidentSchemas, organisationSchemas, referenceSchemas } from '../../src/incident/events/registry.js';
import type { SealedEvent } from '../../src/log/port.js';
import { hour } from '../support/story.js';
import { stories, tell } from './replay/stories.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const whole = (...patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})$`);
const instant = whole(String.raw`\d{4}-\d{2}-\d{2}T[\d:.]{5,12}(?:Z|[+-]\d{2}:\d{2})`);

/** The only forms in which there is a text; everything else is a number, or null. */
const forms = {
  envelope: {
    at: instant,
    id: whole(uuid),
    pc: /^[A-Za-z0-9+/]{43}=$/,
    prev: /^[A-Za-z0-9+/]{43}=$/,
    stream: whole(`(?:incident|organisation)-${uuid}`, String.raw`reference-${uuid}-\d{4}(?:-exercise)?`),
    type: whole(...Object.keys({ ...incidentSchemas, ...organisationSchemas, ...referenceSchemas })),
    v: /^irlog\/v1$/,
  },
  metadata: {
    actor: whole(uuid),
    causationId: whole(uuid),
    correlationId: whole(uuid),
    occurredAt: instant,
    organisation: whole(uuid),
    recordedAt: instant,
    role: whole(...roles),
  },
} as const;

/** Texts that are in none of the forms, with their names. */
function loose(json: string, known: Readonly<Record<string, RegExp>>): readonly string[] {
  return Object.entries(JSON.parse(json) as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    if (value === null || typeof value === 'number') return [];
    return typeof value === 'string' && known[name]?.test(value) === true ? [] : [`${name}: ${JSON.stringify(value)}`];
  });
}

describe('envelopes and metadata', () => {
  const clock = { now: Date.parse(hour(41)) };
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister({ now: () => clock.now });
  });
  afterAll(() => register.end());

  const sealedOf = async ({ organisation }: ReturnType<typeof somebody>): Promise<readonly SealedEvent[]> => {
    const { seals } = register.log;
    const sealed: SealedEvent[] = [];
    for await (const one of seals.leaves(organisation, { from: 0, to: await seals.size(organisation) })) {
      sealed.push(one);
    }
    return sealed;
  };

  test('hold ids, instants, hashes and words of closed lists, whatever was recorded', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const dpo = somebody('DPO');
        await tell(register, dpo, story, clock);
        for (const { envelope, event } of await sealedOf(dpo)) {
          expect(loose(envelope, forms.envelope)).toEqual([]);
          expect(loose(event.metadata, forms.metadata)).toEqual([]);
          seen.add(event.type);
        }
      }),
      { numRuns: 20 },
    );
    expect(seen.size).toBeGreaterThan(12);
  });

  test('hold no word that somebody said: not even a client’s own name for its command', async () => {
    const canary = 'zoe.canari@clinique.example';
    const dpo = { ...somebody('DPO'), name: canary, orgClaim: canary };
    const say = by(register.application, dpo);
    const reported = await say('reportIncident', { title: canary, summary: canary }, { commandId: canary });
    const { id: incidentId } = incidentIn(reported);
    await say('addNote', { text: canary }, { incidentId, commandId: `${canary} 2` });
    const controllers = [{ externalId: canary, name: canary, note: canary }];
    await say('identifyControllers', { controllers }, { incidentId });
    const sealed = await sealedOf(dpo);
    expect(sealed.filter(({ event }) => event.data.includes(canary)).length).toBeGreaterThan(1);
    expect(sealed.map(({ envelope, event }) => `${envelope}${event.metadata}`).join('')).not.toMatch(/canari/i);
  });
});
