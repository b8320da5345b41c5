import type { OperationDefinitionNode } from 'graphql';

export type Transport = 'http' | 'websocket';

/** An operation that a door has answered, or refused. */
export interface Answered {
  readonly transport: Transport;
  /** Undefined where the document was refused. */
  readonly operation: OperationDefinitionNode | undefined;
  /** `extensions.code` of the errors in the answer, in their order. */
  readonly codes: readonly unknown[];
  /** From the first look at the operation to its answer; null where it was refused before that. */
  readonly milliseconds: number | null;
}

/** What the doors tell of their work while they do it; what can be asked of them at any time is asked (`Metrics.watch`). */
export interface Instruments {
  /** Subscriptions are told of when they end. */
  answered(operation: Answered): void;
  /** The register ended a subscription, and said so with this code. */
  subscriptionEnded(code: unknown): void;
}
