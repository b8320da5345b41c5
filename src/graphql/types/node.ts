import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'An object with an id of its own, which node(id) finds again.',
  resolveType: (value: Node) => value.__typename,
})
export abstract class Node {
  abstract readonly __typename: string;

  @Field(() => ID, { description: 'Stable and unique in the whole API; opaque unless its type says otherwise.' })
  id!: string;
}
