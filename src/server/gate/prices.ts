import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { costOf, type Priced } from '../../graphql/limits/cost.js';

/** What operations cost. Documents are kept and asked again and again: one whose price hangs on no variable is priced once. */
export class Prices {
  readonly #fixed = new WeakMap<OperationDefinitionNode, number>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Points, as `costOf` reckons them. */
  of(asked: Omit<Priced, 'schema'>): number {
    const known = this.#fixed.get(asked.operation);
    if (known !== undefined) return known;
    let looked = 0;
    // Whatever is looked up among the variables is a size.
    const variables = new Proxy(asked.variables, {
      get: (given, name) => {
        looked += 1;
        return Reflect.get(given, name) as unknown;
      },
    });
    const cost = costOf({ schema: this.schema, ...asked, variables });
    if (looked === 0) this.#fixed.set(asked.operation, cost);
    return cost;
  }
}
