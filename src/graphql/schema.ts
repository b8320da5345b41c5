import 'reflect-metadata';
import { isInputObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { guardFields, guardRootFields } from './guard.js';
import { AS_OF } from './inputs/asOf.js';
import { LiveEventFields, noPubSub, Subscriptions } from './live/subscriptions.js';
import { ControllerMutations } from './resolvers/controllerMutations.js';
import { CorrespondenceMutations } from './resolvers/correspondenceMutations.js';
import { DecisionMutations } from './resolvers/decisionMutations.js';
import { IncidentFields } from './resolvers/incidentFields.js';
import { IncidentMutations } from './resolvers/incidentMutations.js';
import { AssessmentFields, LawQueries, RegimeFields } from './resolvers/lawFields.js';
import { OrganisationMutations } from './resolvers/organisationMutations.js';
import { ActorFields, CommunicationFields, FilingFields, LinkFields } from './resolvers/partFields.js';
import { Lists } from './resolvers/lists.js';
import { Proofs } from './resolvers/proofs.js';
import { Queries } from './resolvers/queries.js';
import { Replays } from './resolvers/replays.js';
import { RegimeMutations } from './resolvers/regimeMutations.js';
import { StatisticsQueries } from './resolvers/statistics.js';
import { SubjectMutations } from './resolvers/subjectMutations.js';

/** Exactly one field of it must be given. type-graphql has no word for it. @throws where there is no such input. */
function oneOf(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`The schema has no input ${name}`);
  type.isOneOf = true;
}

let built: Promise<GraphQLSchema> | null = null;

/**
 * The API. Built once per process; its fields check who calls (context: `GraphQLContext`).
 * @throws where a field has no rule in the tables of permissions.
 */
export function buildArticle33Schema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      Queries,
      Lists,
      StatisticsQueries,
      Proofs,
      Replays,
      IncidentMutations,
      DecisionMutations,
      SubjectMutations,
      ControllerMutations,
      CorrespondenceMutations,
      RegimeMutations,
      LawQueries,
      AssessmentFields,
      RegimeFields,
      OrganisationMutations,
      IncidentFields,
      ActorFields,
      FilingFields,
      CommunicationFields,
      LinkFields,
      Subscriptions,
      LiveEventFields,
    ],
    // Inputs are checked by the command helper: what it refuses is data, not an error with the submitted values in it.
    validate: false,
    pubSub: noPubSub,
    // A test checks what is built: it is the same at every start.
    skipCheck: true,
  });
  oneOf(schema, AS_OF);
  guardRootFields(schema);
  guardFields(schema);
  return schema;
}
