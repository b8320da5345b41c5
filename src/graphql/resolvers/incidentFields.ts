/** What of an incident is reckoned only when it is asked for. The roots are not given as classes: type-graphql would copy them. */
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dutiesDependOnNotices } from '../../incident/duties.js';
import type { Instant } from '../../law/instant.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { HistoryArgs, NoticesArgs, PageArgs, TimelineArgs } from '../inputs/page.js';
import { noticesPage } from '../mapping/controllers.js';
import { evidencePage } from '../mapping/correspondence.js';
import { dutiesOf } from '../mapping/duties.js';
import { historyPage } from '../mapping/history.js';
import { notesPage } from '../mapping/notes.js';
import { userErrorOf } from '../mapping/texts.js';
import { timelinePage } from '../mapping/timeline.js';
import { fromWhole } from '../mapping/whole.js';
import { DateTime } from '../scalars/dateTime.js';
import type { Page } from '../types/connection.js';
import { ControllerNoticeConnection, type ControllerNotice } from '../types/controllerNotice.js';
import { EvidenceConnection, type Evidence } from '../types/correspondence.js';
import { Duty } from '../types/duty.js';
import type { Note } from '../types/entries.js';
import { Incident } from '../types/incident.js';
import type { Incident as IncidentRoot } from '../types/incident.js';
import { NoteConnection } from '../types/noteConnection.js';
import { ActionState } from '../types/payload.js';
import { RecordedEventConnection } from '../types/recordedEventConnection.js';
import type { RecordedEvent } from '../types/recordedEvent.js';
import { TimelineConnection, type TimelineEntry } from '../types/timeline.js';

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
  ): readonly Duty[] | Promise<readonly Duty[]> {
    const read = (enough: IncidentRoot) => dutiesOf(enough, context.language, at ?? undefined);
    return dutiesDependOnNotices(incident.view.incident) ? fromWhole(incident, read) : read(incident);
  }

  @FieldResolver(() => [ActionState], {
    description:
      'Mutations that the caller’s role may use here, and which of them the state refuses, and why. Empty for a past state.',
  })
  actions(
    @Root() incident: IncidentRoot,
    @Ctx() context: GraphQLContext,
  ): readonly ActionState[] | Promise<readonly ActionState[]> {
    if (incident.shownAt !== null) return [];
    const { timeZone } = incident.view.organisation;
    return fromWhole(incident, ({ view }) =>
      context.application.actions(callerFor(context, 'incident'), view).map(({ action, refusals }) => ({
        action,
        allowed: refusals.length === 0,
        refusals: refusals.map((refusal) => userErrorOf(refusal, context.language, timeZone)),
      })),
    );
  }

  @FieldResolver(() => NoteConnection, { description: 'Notes, oldest first; struck ones are left out.' })
  notes(
    @Root() incident: IncidentRoot,
    @Ctx() context: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ): Page<Note> | Promise<Page<Note>> {
    const { role } = callerFor(context, 'incident');
    return fromWhole(incident, ({ view }) => notesPage(context.application, view.incident, role, page));
  }

  @FieldResolver(() => ControllerNoticeConnection, {
    description:
      'As a processor: the controllers known to be concerned and what each was told, in the order they were first identified; struck ones are left out.',
  })
  controllerNotices(
    @Root() incident: IncidentRoot,
    @Ctx() { application }: GraphQLContext,
    @Args(() => NoticesArgs) page: NoticesArgs,
  ): Page<ControllerNotice> | Promise<Page<ControllerNotice>> {
    return fromWhole(incident, ({ view }) => noticesPage(application, view.incident, page));
  }

  @FieldResolver(() => EvidenceConnection, { description: 'Evidence, oldest first; struck pieces are left out.' })
  evidence(
    @Root() incident: IncidentRoot,
    @Ctx() { application }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ): Page<Evidence> | Promise<Page<Evidence>> {
    return fromWhole(incident, ({ view }) => evidencePage(application, view.incident, page));
  }

  @FieldResolver(() => TimelineConnection, {
    nullable: true,
    description: 'Every event up to the state shown, told to people. What the caller may not read is said to be there.',
  })
  timeline(
    @Root() incident: IncidentRoot,
    @Ctx() context: GraphQLContext,
    @Args(() => TimelineArgs) page: TimelineArgs,
  ): Promise<Page<TimelineEntry>> {
    const caller = callerFor(context, 'incident');
    return fromWhole(incident, (whole) => timelinePage(context, caller, whole, page));
  }

  @FieldResolver(() => RecordedEventConnection, {
    nullable: true,
    description:
      'Every event up to the state shown, as it is on record. What the caller may not read is withheld, and said to be.',
  })
  history(
    @Root() incident: IncidentRoot,
    @Ctx() context: GraphQLContext,
    @Args(() => HistoryArgs) page: HistoryArgs,
  ): Promise<Page<RecordedEvent>> {
    const caller = callerFor(context, 'readRecordedData');
    return fromWhole(incident, (whole) => historyPage(context, caller, whole, page));
  }
}
