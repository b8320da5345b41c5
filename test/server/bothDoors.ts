/** Both doors over a schema that counts, and one way of asking through each. */
import { SharedSubscriptions } from '../../src/graphql/live/shared.js';
import { maskError } from '../../src/graphql/errors.js';
import { preferredLanguage } from '../../src/server/language.js';
import { openRegister } from '../application/register.js';
import { countingSchema, type CountingSchema } from './countingSchema.js';
import { codesOf, openDoor, post, type DoorOptions, type OpenedDoor } from './httpDoor.js';
import { answerOf, openSession, subscribe, type SocketClient } from './socketClient.js';

export interface Asked {
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly codes: readonly unknown[];
}

export interface BothDoors extends OpenedDoor {
  readonly counting: CountingSchema;
  /** A socket of Ada's, with her token. */
  readonly session: SocketClient;
  /** Asks as Ada. */
  readonly through: Readonly<Record<DoorName, (query: string, more?: object) => Promise<Asked>>>;
}

export const doorNames = ['http', 'websocket'] as const;
export type DoorName = (typeof doorNames)[number];

export async function openBothDoors(options: DoorOptions = {}): Promise<BothDoors> {
  const counting = countingSchema();
  const { schema } = counting;
  const register = await openRegister();
  const shared = new SharedSubscriptions(schema, (error, { requestId }) =>
    maskError(error.toJSON(), error, () => requestId),
  );
  const { application } = register;
  const live: DoorOptions['live'] = {
    subscribe: ({ contextValue: { caller, language, requestId }, ...args }) => {
      return shared.subscribe({
        ...args,
        contextValue: { caller, language: preferredLanguage(language), requestId, application },
      });
    },
  };
  const door = await openDoor({ schema, live, ...options });
  const session = await openSession(door.url, await door.token());
  const asked = (body: Record<string, unknown>): Asked => ({ body, text: JSON.stringify(body), codes: codesOf(body) });
  return {
    ...door,
    counting,
    session,
    through: {
      http: async (query, more = {}) => {
        const { body } = await post(door.url, query, { authorization: door.authorization }, more);
        return asked({ ...(body as object) });
      },
      websocket: async (query, more = {}) => asked(await answerOf(session, subscribe(session, query, more))),
    },
    close: async () => {
      session.socket.terminate();
      await door.close();
      await register.end();
    },
  };
}
