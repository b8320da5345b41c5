import { Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its list (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether entries follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether entries precede this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last entry: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

/** A page as resolvers answer it. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  /** Counted when it is asked for where counting costs. */
  readonly totalCount: number | null | Promise<number | null>;
  /** Only where the list withholds entries from some. */
  readonly withheldCount?: number;
}

/**
 * The types `<name>Connection` and `<name>Edge` over a type of nodes.
 * @param entries how the descriptions name what is listed, such as `pieces of evidence, oldest first`.
 * @param withheld what `withheldCount` counts; no such field where nothing is withheld from anybody.
 */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  entries: string,
  withheld?: string,
): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `One of the ${entries}, and its place in the list.`,
  })
  class Edge {
    @Field(() => String, { description: 'Opaque place of the entry.' })
    cursor!: string;

    @Field(node, { description: 'The entry.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${entries}.` })
  class Connection implements Page<Node> {
    @Field(() => [Edge], { description: 'The entries with their cursors.' })
    edges!: readonly Edge[];

    @Field(() => [node()], { description: 'The entries alone.' })
    nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Where the page lies.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { nullable: true, description: 'Entries over all pages.' })
    totalCount!: number | null;
  }
  if (withheld !== undefined) Field(() => Int, { description: withheld })(Connection.prototype, 'withheldCount');
  return Connection;
}
