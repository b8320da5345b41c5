/** What of an incident is reckoned only when it is asked for. The roots are not given as classes: type-graphql would copy them. */
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { dutiesOf } from '../mapping/duties.js';
import { notesPage } from '../mapping/notes.js';
import { userErrorOf } from '../mapping/texts.js';
import { DateTime } from '../scalars/dateTime.js';
import { Duty } from '../types/duty.js';
import { Incident } from '../types/incident.js';
import type { Incident as IncidentRoot } from '../types/incident.js';
import { NoteConnection } from '../types/noteConnection.js';
import { ActionState } from '../types/payload.js';

@Resolver(() => Incident)
export class IncidentFields {
  @FieldResolver(() => [Duty], {
    description: 'What the law asks of the incident, with its clocks as of now, or of the state shown.',
  })
  duties(
    @Root() incident: IncidentRoot,
    @Ctx() context: GraphQLContext,
    @Arg('at', () => DateTime, {
      nullable: true,
      description: 'The record as it stands, its clocks as they stood at this instant.',
    })
    at: Instant | null | undefined,
  ): readonly Duty[] {
    return dutiesOf(incident, context.language, at ?? undefined);
  }

  @FieldResolver(() => [ActionState], {
    description:
      'Mutations that the caller’s role may use here, and which of them the state refuses, and why. Empty for a past state.',
  })
  actions(@Root() { shownAt, view }: IncidentRoot, @Ctx() context: GraphQLContext): readonly ActionState[] {
    if (shownAt !== null) return [];
    const { timeZone } = view.organisation;
    return context.application.actions(callerFor(context, 'incident'), view).map(({ action, refusals }) => ({
      action,
      allowed: refusals.length === 0,
      refusals: refusals.map((refusal) => userErrorOf(refusal, context.language, timeZone)),
    }));
  }

  @FieldResolver(() => NoteConnection, { description: 'Notes, oldest first; struck ones are left out.' })
  notes(
    @Root() { view }: IncidentRoot,
    @Ctx() context: GraphQLContext,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Notes on a page: 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the note before the page.' })
    after: string | null | undefined,
  ): NoteConnection {
    return notesPage(view.incident.notes, callerFor(context, 'incident').role, first, after ?? null);
  }
}
