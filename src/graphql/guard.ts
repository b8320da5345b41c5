/** Who may use which field: by the tables of src/identity/permissions.ts, and nobody what they do not name. */
import {
  defaultFieldResolver,
  isIntrospectionType,
  isNullableType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldMap,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../identity/caller.js';
import { fieldRules, isOperation, may, scopeOf, type FieldRule, type Operation } from '../identity/permissions.js';
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
  for (const root of rootsOf(schema)) {
    const fields: GraphQLFieldMap<unknown, unknown> = root?.getFields() ?? {};
    for (const field of Object.values(fields)) guard(field);
  }
}

function rootsOf(schema: GraphQLSchema) {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
}

/**
 * Puts the check before every field below the roots that is refused to a role, and says in its description whom it is for.
 * @param rules by `Type.field`.
 * @throws where a field with a resolver of its own has no rule, a rule has no field, or a field that is refused cannot be null: such a
 *   schema is not served.
 */
export function guardFields(
  schema: GraphQLSchema,
  rules: Readonly<Record<string, FieldRule | null>> = fieldRules,
): void {
  const left = new Set(Object.keys(rules));
  for (const [name, field] of fieldsBelowRoots(schema)) {
    const rule = rules[name];
    left.delete(name);
    if (rule === undefined && field.resolve !== undefined) {
      throw new Error(`No rule says who may read ${name}: add it to fieldRules in src/identity/permissions.ts`);
    }
    if (rule?.otherwise === 'REFUSED') guardField(name, field, rule.asks);
  }
  if (left.size > 0) throw new Error(`The schema has no field ${[...left].join(', ')}, but fieldRules has`);
}

function fieldsBelowRoots(schema: GraphQLSchema): readonly (readonly [string, GraphQLField<unknown, unknown>])[] {
  const roots = rootsOf(schema);
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types
    .filter((type) => !isIntrospectionType(type) && !roots.includes(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const));
}

function guardField(name: string, field: GraphQLField<unknown, unknown>, operation: Operation): void {
  if (!isNullableType(field.type)) throw new Error(`${name} may be refused, but cannot be null`);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (!isContext(context)) throw new Error('A door called the schema without a context');
    callerFor(context, operation);
    return resolve(source, args, context, info);
  };
  field.description = `${field.description ?? ''} ${audience(operation)}`.trim();
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
    // A mutation that has begun is answered with its outcome, however late; one that has not is not begun any more.
    if (context.signal?.aborted === true) {
      throw new ApiError('TIMEOUT', `The request took too long: ${operation} was not begun, and did nothing.`);
    }
    return resolve(source, args, context, info);
  };
  const { subscribe } = field;
  if (subscribe !== undefined) {
    field.subscribe = (source, args, context, info): unknown => {
      if (!isContext(context)) throw new Error('A door called the schema without a context');
      callerFor(context, operation);
      return subscribe(source, args, context, info);
    };
  }
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
