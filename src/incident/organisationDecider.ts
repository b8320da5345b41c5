/** The organisation's own stream: what it sets for itself, and what stands until it does. */
import { hasLegalLimit } from '../law/rules.js';
import { LANGUAGES, REGIMES } from '../law/vocabulary.js';
import { decided, refusal } from './checks/refusal.js';
import { blank, nameless } from './checks/texts.js';
import type { ConfigureOrganisation } from './commands/configureOrganisation.js';
import { CorruptStream } from './corruptStream.js';
import type { OrganisationConfigured } from './events/organisation.js';
import type { OrganisationEventBody } from './events/registry.js';
import { deepFreeze } from './freeze.js';
import type { OrganisationId } from './ids.js';
import { isSiren, isTimeZone } from './organisationChecks.js';
import type { Aim, Organisation } from './organisation.js';
import type { OrganisationEvent } from './record.js';
import type { Decided, Refusal } from './refusal.js';

const DEFAULTS = {
  timeZone: 'Europe/Paris',
  language: 'fr',
  sector: null,
  siren: null,
  dpo: null,
  representative: null,
  regimes: ['GDPR'],
  aims: [],
} as const;

/** Hours that an own aim may name: from one to a year. */
const AIM_HOURS = { min: 1, max: 8_760 } as const;

type Listed<V extends readonly string[]> = V[number];

/**
 * Decides what an organisation sets for itself. Pure, total and deterministic; whatever is wrong is told together. A list replaces the list
 * before it; null goes back to the default, where there is one.
 */
export function decideOrganisation(input: ConfigureOrganisation): Decided<OrganisationEventBody> {
  const refusals = [
    ...(Object.values(input).every((value) => value === undefined)
      ? [refusal('INVALID_INPUT', 'nothingToConfigure')]
      : []),
    ...neverUnknown(input),
    ...(typeof input.name === 'string' ? blank(['name'], input.name) : []),
    ...(typeof input.timeZone === 'string' && !isTimeZone(input.timeZone)
      ? [refusal('INVALID_INPUT', 'unknownTimeZone', ['timeZone'])]
      : []),
    ...(typeof input.language === 'string' && !isListed(LANGUAGES, input.language)
      ? [refusal('INVALID_INPUT', 'unknownLanguage', ['language'])]
      : []),
    ...(typeof input.siren === 'string' && !isSiren(input.siren)
      ? [refusal('INVALID_INPUT', 'invalidSiren', ['siren'])]
      : []),
    ...nameless(['dpo'], input.dpo),
    ...nameless(['representative'], input.representative),
    ...wrongRegimes(input.regimes ?? null),
    ...wrongAims(input.aims ?? []),
  ];
  return decided(refusals, () => [{ type: 'OrganisationConfigured', data: settings(input) }]);
}

function neverUnknown(input: ConfigureOrganisation): readonly Refusal[] {
  return (['name', 'timeZone', 'language'] as const)
    .filter((field) => input[field] === null)
    .map((field) => refusal('INVALID_INPUT', 'cannotBeUnknown', [field]));
}

function wrongRegimes(regimes: readonly string[] | null): readonly Refusal[] {
  if (regimes === null) return [];
  const unknown = regimes.flatMap((regime, index) =>
    isListed(REGIMES, regime)
      ? []
      : [refusal('INVALID_INPUT', 'unknownRegime', ['regimes', `${index}`], { regimes: REGIMES.join(', ') })],
  );
  return regimes.includes('GDPR') ? unknown : [...unknown, refusal('INVALID_INPUT', 'gdprCompulsory', ['regimes'])];
}

function wrongAims(aims: readonly Aim[]): readonly Refusal[] {
  return aims.flatMap(({ kind, hours }, index) => {
    const field = ['aims', `${index}`];
    const fits = Number.isInteger(hours) && hours >= AIM_HOURS.min && hours <= AIM_HOURS.max;
    return [
      ...(hasLegalLimit(kind) ? [refusal('INVALID_INPUT', 'aimForLegalLimit', [...field, 'kind'])] : []),
      ...(aims.findIndex((aim) => aim.kind === kind) < index
        ? [refusal('INVALID_INPUT', 'aimTwice', [...field, 'kind'])]
        : []),
      ...(fits ? [] : [refusal('INVALID_INPUT', 'aimOutOfRange', [...field, 'hours'], AIM_HOURS)]),
    ];
  });
}

function settings(input: ConfigureOrganisation): OrganisationConfigured {
  const { name, timeZone, language } = input;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof timeZone === 'string' ? { timeZone } : {}),
    ...(typeof language === 'string' && isListed(LANGUAGES, language) ? { language } : {}),
    ...(input.sector !== undefined ? { sector: input.sector } : {}),
    ...(input.siren !== undefined ? { siren: input.siren } : {}),
    ...(input.dpo !== undefined ? { dpo: input.dpo } : {}),
    ...(input.representative !== undefined ? { representative: input.representative } : {}),
    ...(input.regimes !== undefined ? { regimes: inScope(input.regimes ?? DEFAULTS.regimes) } : {}),
    ...(input.aims !== undefined
      ? { aims: (input.aims ?? DEFAULTS.aims).map(({ kind, hours }) => ({ kind, hours })) }
      : {}),
  };
}

/** Each regime once, in the order of the vocabulary. */
function inScope(regimes: readonly string[]): Listed<typeof REGIMES>[] {
  return REGIMES.filter((regime) => regimes.includes(regime));
}

function isListed<V extends readonly string[]>(values: V, value: string): value is Listed<V> {
  return values.includes(value);
}

/**
 * Folds events of the organisation's stream, in order, over a state or over nothing; the answer is new and frozen throughout.
 * @param id names the organisation: its stream does, its events do not.
 * @returns null where there is no event at all.
 * @throws CorruptStream where the events cannot follow one another.
 */
export function foldOrganisation(
  id: OrganisationId,
  events: Iterable<OrganisationEvent>,
  from: Organisation | null = null,
): Organisation | null {
  let state = from;
  for (const event of events) {
    const expected = state === null ? 0 : state.revision + 1;
    if (event.revision !== expected) throw new CorruptStream(event.revision, `revision ${expected} was expected`);
    state = { ...evolve(id, state, event), revision: event.revision, updatedAt: event.recordedAt };
  }
  return deepFreeze(state);
}

function evolve(id: OrganisationId, state: Organisation | null, event: OrganisationEvent): Organisation {
  if (event.type === 'OrganisationRegistered') {
    if (state !== null) throw new CorruptStream(event.revision, 'the organisation is already registered');
    return { id, name: event.data.claim, ...DEFAULTS, revision: event.revision, updatedAt: event.recordedAt };
  }
  if (state === null) throw new CorruptStream(event.revision, 'the stream does not begin with OrganisationRegistered');
  // Of the record and its proof, and of nothing that the organisation set.
  if (event.type === 'RegisterRestored') return state;
  const { data } = event;
  return {
    ...state,
    name: data.name ?? state.name,
    timeZone: data.timeZone ?? state.timeZone,
    language: data.language ?? state.language,
    sector: data.sector === undefined ? state.sector : data.sector,
    siren: data.siren === undefined ? state.siren : data.siren,
    dpo: data.dpo === undefined ? state.dpo : data.dpo,
    representative: data.representative === undefined ? state.representative : data.representative,
    regimes: data.regimes ?? state.regimes,
    aims: data.aims ?? state.aims,
  };
}
