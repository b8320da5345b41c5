/** What the law makes of an incident beside its duties: advice, other regimes, the dossier. */
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dossierOf } from '../../cnil/dossier/dossier.js';
import { stands } from '../../incident/standing.js';
import type { Instant } from '../../law/instant.js';
import { triage } from '../../law/triage/triage.js';
import type { FilingKind } from '../../law/vocabulary.js';
import type { GraphQLContext } from '../context.js';
import { FilingKindEnum } from '../enums/incident.js';
import { ApiError } from '../errors.js';
import { callerFor } from '../guard.js';
import { FactsInput } from '../inputs/facts.js';
import { inputFaults } from '../inputs/faults.js';
import { factsOf } from '../inputs/toDomain.js';
import { adviceOf, scoreOf } from '../mapping/advice.js';
import { dutiesOf } from '../mapping/duties.js';
import { actorOf } from '../mapping/parts.js';
import { userErrorOf } from '../mapping/texts.js';
import { DateTime } from '../scalars/dateTime.js';
import { EnisaScore, TriageAdvice } from '../types/advice.js';
import { CnilDossier } from '../types/dossier.js';
import { Assessment } from '../types/entries.js';
import type { Assessment as AssessmentRoot } from '../types/entries.js';
import { Incident } from '../types/incident.js';
import type { Incident as IncidentRoot } from '../types/incident.js';
import { Classification, RegimeFiling } from '../types/regimes.js';

@Resolver()
export class LawQueries {
  @Query(() => TriageAdvice, {
    nullable: true,
    description: 'What follows from facts that need not be on record, by the rules in force. Nothing is recorded.',
  })
  async triage(
    @Arg('facts', () => FactsInput, { description: 'What is known. What is left out is not known.' }) facts: FactsInput,
    @Ctx() context: GraphQLContext,
    @Arg('at', () => DateTime, { nullable: true, description: 'By the rules in force then; now where not said.' })
    at: Instant | null | undefined,
  ): Promise<TriageAdvice> {
    const caller = callerFor(context, 'triage');
    const organisation = await context.application.organisation(caller);
    const [fault] = inputFaults(facts);
    if (fault !== undefined) {
      const { message, field } = userErrorOf(fault, context.language, organisation.timeZone);
      throw new ApiError('BAD_USER_INPUT', `facts.${(field ?? []).join('.')}: ${message}`);
    }
    const given = factsOf(facts);
    const read = { ...given, sector: given.sector ?? organisation.sector };
    return adviceOf(triage(read, at ?? context.application.now()), context.language);
  }

  @Query(() => CnilDossier, {
    nullable: true,
    description:
      'What a filing or the tele-service needs, what is unknown, what 33(3) misses. Null for an incident that does not exist or is not the caller’s to see.',
  })
  async cnilDossier(
    @Arg('incidentId', () => ID, { description: 'The incident.' }) incidentId: string,
    @Arg('kind', () => FilingKindEnum, { description: 'The kind of filing.' }) kind: FilingKind,
    @Ctx() context: GraphQLContext,
  ): Promise<CnilDossier | null> {
    const caller = callerFor(context, 'cnilDossier');
    const view = await context.application.incident(caller, incidentId);
    if (view !== null) await context.application.readLog.record(caller, 'cnilDossier', incidentId);
    return view === null ? null : dossierOf(view.incident, view.organisation, kind, view.at, context.language);
  }
}

@Resolver(() => Assessment)
export class AssessmentFields {
  @FieldResolver(() => TriageAdvice, {
    nullable: true,
    description:
      'What triage advised on these facts at that moment; null where it was recorded before advice was kept. Texts are today’s.',
  })
  advice(@Root() { kept }: AssessmentRoot, @Ctx() { language }: GraphQLContext): TriageAdvice | null {
    return kept === null ? null : adviceOf(kept, language);
  }

  @FieldResolver(() => EnisaScore, { nullable: true, description: 'ENISA’s score as the advice had it.' })
  enisa(@Root() { kept }: AssessmentRoot): EnisaScore | null {
    const score = kept?.enisa ?? null;
    return score === null ? null : scoreOf(score);
  }
}

@Resolver(() => Incident)
export class RegimeFields {
  @FieldResolver(() => [RegimeFiling], {
    description:
      'Filings under regimes other than the GDPR, in the order they were recorded; struck ones are left out.',
  })
  regimeFilings(@Root() incident: IncidentRoot, @Ctx() { language }: GraphQLContext): readonly RegimeFiling[] {
    const filings = incident.view.incident.regimeFilings.filter(stands);
    if (filings.length === 0) return [];
    const duties = new Map(dutiesOf(incident, language).map((duty) => [duty.id, duty]));
    return filings.flatMap(({ regime, stage, recordedBy, ...same }) => {
      const duty = duties.get(`${incident.id}/${regime}/OTHER_REGIME/${stage}`);
      return duty === undefined ? [] : [{ ...same, duty, recordedBy: actorOf(recordedBy) }];
    });
  }

  @FieldResolver(() => [Classification], {
    description:
      'What the incident was classified as under regimes other than the GDPR, oldest first: the last word counts.',
  })
  classifications(@Root() { view }: IncidentRoot): readonly Classification[] {
    return view.incident.classifications.map(({ recordedBy, ...same }) => ({
      ...same,
      recordedBy: actorOf(recordedBy),
    }));
  }
}
