/** Who may use which root field: by the table of src/identity/permissions.ts, and nobody what it does not name. */
import { defaultFieldResolver, type GraphQLField, type GraphQLFieldMap, type GraphQLSchema } from 'graphql';
import type { Caller } from '../identity/caller.js';
import { isOperation, may, scopeOf, type Operation } from '../identity/permissions.js';
import { roles } from '../identity/roles.js';
import type { GraphQLContext } from './context.js';
import { ApiError } from './errors.js';

/**
 * The caller, if it may use the operation.
 * @throws {ApiError} UNAUTHENTICATED without a caller, FORBIDDEN where its role does not name the operation.
 */
export function callerFor(context: GraphQLContext, operation: Operation): Caller {
  if (context.caller === null)
    throw new ApiError('UNAUTHENTICATED', 'Show a valid token: Authorization: Bearer <token>.');
  if (!may(context.caller.role, operation)) {
    throw new ApiError('FORBIDDEN', `The role ${context.caller.role} does not allow ${operation}.`);
  }
  return context.caller;
}

/**
 * Puts the check before every root field, and says in its description whom it is for.
 * @throws where a root field has no rule: such a schema is not served.
 */
export function guardRootFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) {
    const fields: GraphQLFieldMap<unknown, unknown> = root?.getFields() ?? {};
    for (const field of Object.values(fields)) guard(field);
  }
}

function guard(field: GraphQLField<unknown, unknown>): void {
  const operation = field.name;
  if (!isOperation(operation)) {
    throw new Error(`No rule says who may use ${operation}: add it to the table in src/identity/permissions.ts`);
  }
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (!isContext(context)) throw new Error('A door called the schema without a context');
    callerFor(context, operation);
    return resolve(source, args, context, info);
  };
  field.description = `${field.description ?? ''} ${audience(operation)}`.trim();
}

function isContext(value: unknown): value is GraphQLContext {
  return typeof value === 'object' && value !== null && 'caller' in value && 'application' in value;
}

function audience(operation: Operation): string {
  const all = roles.filter((role) => scopeOf(role, operation) === 'ALL');
  const own = roles.filter((role) => scopeOf(role, operation) === 'OWN');
  const whole = all.length === roles.length ? 'every role' : all.join(', ');
  return own.length === 0
    ? `For ${whole}.`
    : `For ${whole}; for ${own.join(', ')} as to incidents of its own reporting.`;
}
