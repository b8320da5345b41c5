import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { guardRootFields } from './guard.js';
import { ControllerMutations } from './resolvers/controllerMutations.js';
import { CorrespondenceMutations } from './resolvers/correspondenceMutations.js';
import { DecisionMutations } from './resolvers/decisionMutations.js';
import { IncidentFields } from './resolvers/incidentFields.js';
import { IncidentMutations } from './resolvers/incidentMutations.js';
import { OrganisationMutations } from './resolvers/organisationMutations.js';
import { ActorFields, FilingFields, LinkFields } from './resolvers/partFields.js';
import { Queries } from './resolvers/queries.js';
import { SubjectMutations } from './resolvers/subjectMutations.js';

let built: Promise<GraphQLSchema> | null = null;

/**
 * The API. Built once per process; its root fields check who calls (context: `GraphQLContext`).
 * @throws where a root field has no rule in the table of permissions.
 */
export function buildArticle33Schema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

async function build(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      Queries,
      IncidentMutations,
      DecisionMutations,
      SubjectMutations,
      ControllerMutations,
      CorrespondenceMutations,
      OrganisationMutations,
      IncidentFields,
      ActorFields,
      FilingFields,
      LinkFields,
    ],
    // Inputs are checked by the command helper: what it refuses is data, not an error with the submitted values in it.
    validate: false,
  });
  guardRootFields(schema);
  return schema;
}
