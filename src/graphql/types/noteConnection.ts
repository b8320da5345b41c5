import { Field, Int, ObjectType } from 'type-graphql';
import { Note } from './entries.js';

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

@ObjectType({ simpleResolvers: true, description: 'A note and its place in the list.' })
export class NoteEdge {
  @Field(() => String, { description: 'Opaque place of the note.' })
  cursor!: string;

  @Field(() => Note, { description: 'The note.' })
  node!: Note;
}

@ObjectType({ simpleResolvers: true, description: 'A page of notes, oldest first.' })
export class NoteConnection {
  @Field(() => [NoteEdge], { description: 'The notes with their cursors.' })
  edges!: readonly NoteEdge[];

  @Field(() => [Note], { description: 'The notes alone.' })
  nodes!: readonly Note[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { nullable: true, description: 'Notes that the caller may read, over all pages.' })
  totalCount!: number | null;

  @Field(() => Int, { description: 'Notes under legal privilege that the caller’s role may not read.' })
  withheldCount!: number;
}
