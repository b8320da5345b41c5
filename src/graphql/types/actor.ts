import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A person or a service, by a random pseudonym. Its name comes from a directory that is apart from the record.',
})
export class Actor implements Node {
  readonly __typename!: 'Actor';

  @Field(() => ID, { description: 'The pseudonym, which the record holds in place of a name.' })
  id!: string;
}
