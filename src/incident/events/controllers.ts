/** Art. 33(2): a processor's controllers, whom it knows to be concerned, tells, and hears from. A notice to thousands is a few events. */
import { Type, type Static } from '@sinclair/typebox';
import { COMMUNICATION_CHANNELS } from '../../law/vocabulary.js';
import { irregularities } from './irregularities.js';
import { closed, commandMark, freeText, instant, nullable, oneOf, personalName } from './schema.js';

/** Controllers in one event: a larger list is a few events of one append. */
export const controllersPerEvent = 500;

/** The processor's own key for a controller: an account or contract number, never a name. */
const externalId = Type.String({ minLength: 1, maxLength: 200 });
const externalIds = Type.Array(externalId, { minItems: 1, maxItems: controllersPerEvent });
/** How many more are expected: 0 when the list is whole, null when unknown; absent where it was not spoken of. */
const remaining = Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })));

export const controllersIdentified = closed({
  command: Type.Optional(commandMark),
  controllers: Type.Array(closed({ externalId, name: personalName(), note: nullable(freeText(1_000)) }), {
    maxItems: controllersPerEvent,
  }),
  remaining,
});

export const controllersNotified = closed({
  command: Type.Optional(commandMark),
  externalIds,
  channel: oneOf(COMMUNICATION_CHANNELS),
  sentAt: instant,
  message: freeText(),
  remaining,
  irregularities,
});

export const controllerNoticeAcknowledged = closed({
  command: Type.Optional(commandMark),
  externalIds,
  receivedAt: instant,
  source: nullable(personalName()),
  irregularities,
});

/** It came back: whoever it was for is untold again. */
export const controllerNoticeFailed = closed({
  command: Type.Optional(commandMark),
  externalIds,
  failedAt: instant,
  source: nullable(personalName()),
  irregularities,
});

export type ControllersIdentified = Static<typeof controllersIdentified>;
export type ControllersNotified = Static<typeof controllersNotified>;
export type ControllerNoticeAcknowledged = Static<typeof controllerNoticeAcknowledged>;
export type ControllerNoticeFailed = Static<typeof controllerNoticeFailed>;
