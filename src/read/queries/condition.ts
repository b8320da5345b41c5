import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { parameter, type Value, type Values } from './parameters.js';

/** Something that every row of a list fulfils. */
export interface Condition {
  /** Tells it from every other one, whatever its values are. */
  readonly shape: string;
  /** Built where it is asked for: a shape that is known is not built again. */
  readonly holds: RawBuilder<SqlBool>;
  readonly values: Values;
}

/** A list of alternatives as one condition; none where nothing was asked. Without any alternative nothing fulfils it. */
export function oneOf(
  name: string,
  column: () => RawBuilder<unknown>,
  asked: readonly string[] | null | undefined,
): readonly Condition[] {
  if (asked == null) return [];
  const values = [...new Set(asked)];
  const names = values.map((_, index) => `${name}${index}`);
  return [
    {
      shape: `${name}:${values.length}`,
      get holds() {
        if (values.length === 0) return sql<SqlBool>`1 = 0`;
        return sql<SqlBool>`${column()} in (${sql.join(names.map(parameter))})`;
      },
      values: Object.fromEntries(names.map((each, index) => [each, values[index] ?? null])),
    },
  ];
}

/** A condition of one value; none where nothing was asked. */
export function compared(
  name: string,
  asked: Value | undefined,
  holds: (value: RawBuilder<Value>) => RawBuilder<SqlBool>,
): readonly Condition[] {
  if (asked == null) return [];
  const condition: Condition = {
    shape: name,
    get holds() {
      return holds(parameter(name));
    },
    values: { [name]: asked },
  };
  return [condition];
}

export function shapeOf(conditions: readonly Condition[]): string {
  return conditions.map(({ shape }) => shape).join();
}

export function valuesOf(conditions: readonly Condition[]): Values {
  return Object.assign({}, ...conditions.map(({ values }) => values)) as Values;
}

export function allOf(conditions: readonly Condition[]): RawBuilder<SqlBool> {
  return sql.join(
    conditions.map(({ holds }) => sql`(${holds})`),
    sql` and `,
  );
}
