import type { ConfigureOrganisation } from '../../src/incident/commands/configureOrganisation.js';
import { CorruptStream } from '../../src/incident/corruptStream.js';
import { decodeOrganisationEvent } from '../../src/incident/decode.js';
import type { OrganisationEventBody } from '../../src/incident/events/registry.js';
import { deepFreeze } from '../../src/incident/freeze.js';
import type { ActorId, OrganisationId } from '../../src/incident/ids.js';
import { decideOrganisation, foldOrganisation } from '../../src/incident/organisationDecider.js';
import type { Organisation } from '../../src/incident/organisation.js';
import type { OrganisationEvent } from '../../src/incident/record.js';
import type { MessageKey } from '../../src/incident/texts/messages.js';
import { entry, hour } from '../support/story.js';
import { cell, tableIn } from '../support/tables.js';

const id = '22222222-2222-4222-8222-222222222222' as OrganisationId;
const dpo = { name: 'C. Petit', email: 'dpo@example.org', phone: null };
const registered: OrganisationEventBody = { type: 'OrganisationRegistered', data: { claim: 'clinique' } };

function recorded(bodies: readonly OrganisationEventBody[], first = 0): readonly OrganisationEvent[] {
  return bodies.map((body, index) => {
    const revision = first + index;
    const at = hour(revision);
    return {
      ...body,
      id: entry(revision),
      revision,
      recordedAt: at,
      occurredAt: at,
      actor: id as string as ActorId,
      role: 'ADMIN',
    };
  });
}

/** The organisation after it was configured so, one setting after the other. */
function configured(...inputs: readonly ConfigureOrganisation[]): Organisation {
  const bodies = inputs.flatMap((input) => {
    const decided = decideOrganisation(deepFreeze(structuredClone(input)));
    if (!decided.ok) throw new Error(decided.refusals.map(({ message }) => message).join(', '));
    for (const { type, data } of decided.events) {
      const stored: unknown = JSON.parse(JSON.stringify(data));
      expect(decodeOrganisationEvent(type, 1, stored)).toEqual({ ok: true, body: { type, data } });
    }
    return decided.events;
  });
  const organisation = foldOrganisation(id, recorded([registered, ...bodies]));
  if (organisation === null) throw new Error('no organisation');
  return organisation;
}

const cases: readonly (readonly [MessageKey, string, ConfigureOrganisation])[] = [
  ['nothingToConfigure', '', {}],
  ['cannotBeUnknown', 'name', { name: null }],
  ['cannotBeUnknown', 'timeZone', { timeZone: null }],
  ['cannotBeUnknown', 'language', { language: null }],
  ['blank', 'name', { name: ' ' }],
  ['blank', 'dpo.name', { dpo: { ...dpo, name: '' } }],
  ['blank', 'representative.name', { representative: { ...dpo, name: '' } }],
  ['unknownTimeZone', 'timeZone', { timeZone: 'Europe/Lutetia' }],
  ['unknownTimeZone', 'timeZone', { timeZone: '+01:00' }],
  ['unknownTimeZone', 'timeZone', { timeZone: '' }],
  ['unknownLanguage', 'language', { language: 'de' }],
  ['invalidSiren', 'siren', { siren: '732829321' }],
  ['invalidSiren', 'siren', { siren: '73282932' }],
  ['invalidSiren', 'siren', { siren: '73282932０' }],
  ['unknownRegime', 'regimes.1', { regimes: ['GDPR', 'HIPAA'] }],
  ['gdprCompulsory', 'regimes', { regimes: ['NIS2'] }],
  ['gdprCompulsory', 'regimes', { regimes: [] }],
  ['aimForLegalLimit', 'aims.0.kind', { aims: [{ kind: 'NOTIFY_AUTHORITY', hours: 48 }] }],
  [
    'aimTwice',
    'aims.1.kind',
    {
      aims: [
        { kind: 'DOCUMENT', hours: 24 },
        { kind: 'DOCUMENT', hours: 48 },
      ],
    },
  ],
  ...[0, 8_761, 1.5, Number.NaN].map((hours) => {
    const input: ConfigureOrganisation = { aims: [{ kind: 'DOCUMENT', hours }] };
    return ['aimOutOfRange', 'aims.0.hours', input] as const;
  }),
];

describe('configuring an organisation', () => {
  const rows = tableIn('commands.md', 'refusals of the organisation');

  test('is tried in every cell of the table, and nowhere else', () => {
    const cells = rows.flatMap((row) =>
      cell(row, 'Fields')
        .split(',')
        .map((field) => `${cell(row, 'Message')} / ${field.trim()}`),
    );
    expect([...new Set(cases.map(([message, field]) => `${message} / ${field}`))].sort()).toEqual([...cells].sort());
  });

  test.each(cases)('%s %s is refused', (message, field, input) => {
    const decided = decideOrganisation(deepFreeze(structuredClone(input)));
    const refusals = decided.ok ? [] : decided.refusals;
    expect(refusals.map((refusal) => [refusal.message, (refusal.field ?? []).join('.')])).toEqual([[message, field]]);
    const row = rows.find((candidate) => cell(candidate, 'Message') === message);
    expect(refusals[0]?.code).toBe(row === undefined ? null : cell(row, 'Code'));
  });

  test('tells all that is wrong at once', () => {
    const decided = decideOrganisation({ name: '', timeZone: 'X', language: 'X', siren: 'X', regimes: ['X'] });
    expect(decided.ok ? [] : decided.refusals.map(({ message }) => message)).toEqual([
      'blank',
      'unknownTimeZone',
      'unknownLanguage',
      'invalidSiren',
      'unknownRegime',
      'gdprCompulsory',
    ]);
  });
});

describe('an organisation', () => {
  test('is named by its claim, in Paris, in French, under the GDPR, until it says otherwise', () => {
    expect(foldOrganisation(id, recorded([registered]))).toEqual({
      id,
      name: 'clinique',
      timeZone: 'Europe/Paris',
      language: 'fr',
      sector: null,
      siren: null,
      dpo: null,
      representative: null,
      regimes: ['GDPR'],
      aims: [],
      revision: 0,
      updatedAt: hour(0),
    });
  });

  test('is what it configured: what is left out stays, a list replaces the list before', () => {
    const first = {
      name: 'Clinique du Lac',
      timeZone: 'Indian/Reunion',
      language: 'en',
      dpo,
      siren: '732829320',
    } as const;
    const organisation = configured(
      {
        ...first,
        sector: 'HEALTH_SOCIAL',
        aims: [
          { kind: 'DOCUMENT', hours: 48 },
          { kind: 'NOTIFY_CONTROLLERS', hours: 12 },
        ],
      },
      { regimes: ['NIS2', 'GDPR', 'NIS2'], aims: [{ kind: 'DOCUMENT', hours: 8_760 }] },
    );
    expect(organisation).toMatchObject({
      ...first,
      sector: 'HEALTH_SOCIAL',
      regimes: ['GDPR', 'NIS2'],
      aims: [{ kind: 'DOCUMENT', hours: 8_760 }],
      revision: 2,
      updatedAt: hour(2),
    });
  });

  test('goes back to the default where null is given', () => {
    const organisation = configured(
      {
        sector: 'ENERGY',
        siren: '732829320',
        dpo,
        representative: dpo,
        regimes: ['GDPR', 'DORA'],
        aims: [{ kind: 'DOCUMENT', hours: 1 }],
      },
      { sector: null, siren: null, dpo: null, representative: null, regimes: null, aims: null },
    );
    const defaults = { sector: null, siren: null, dpo: null, representative: null, regimes: ['GDPR'], aims: [] };
    expect(organisation).toMatchObject(defaults);
  });

  test('is frozen throughout and folds from where it was', () => {
    const events = recorded([registered, { type: 'OrganisationConfigured', data: { dpo } }]);
    const half = foldOrganisation(id, events.slice(0, 1));
    const whole = foldOrganisation(id, events.slice(1), half);
    expect(whole).toEqual(foldOrganisation(id, events));
    expect(half?.dpo).toBeNull();
    expect([whole, whole?.dpo, whole?.regimes, half].every(Object.isFrozen)).toBe(true);
    expect(foldOrganisation(id, [])).toBeNull();
  });

  test.each([
    ['begins without a registration', recorded([{ type: 'OrganisationConfigured', data: { name: 'X' } }])],
    ['registers twice', recorded([registered, registered])],
    ['has a gap', recorded([registered], 1)],
  ])('whose stream %s cannot be folded', (_name, events) => {
    expect(() => foldOrganisation(id, events)).toThrow(CorruptStream);
  });
});
