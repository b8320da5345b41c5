/** Queries are built once for each shape they come in, and run with other values every time: building one costs more than running it. */
import { LRUCache } from 'lru-cache';
import { sql, type Compilable, type CompiledQuery, type RawBuilder } from 'kysely';
import { storableText } from '../tables.js';

export type Value = string | number | null;
export type Values = Readonly<Record<string, Value>>;

/** Stands in a query for a value that is known when it is run. */
class Parameter {
  constructor(readonly name: string) {}
}

/** A value of the query, by its name in `Values`. */
export function parameter<T extends Value>(name: string): RawBuilder<T> {
  return sql<T>`${new Parameter(name)}`;
}

/** Shapes kept: filters combine, and few combinations are asked for. */
const KEPT = 500;

export class Shapes {
  readonly #kept = new LRUCache<string, CompiledQuery>({ max: KEPT });

  /**
   * The query of that shape with these values.
   * @param shape tells it from every other one, whatever the values are.
   * @throws where the query has a parameter that has no value.
   */
  bind<Row>(shape: string, values: Values, build: () => Compilable<Row>): CompiledQuery<Row> {
    let compiled = this.#kept.get(shape);
    if (compiled === undefined) this.#kept.set(shape, (compiled = build().compile()));
    const parameters = compiled.parameters.map((value) => (value instanceof Parameter ? given(values, value) : value));
    return { ...compiled, parameters };
  }
}

function given(values: Values, { name }: Parameter): Value {
  const value = values[name];
  if (value === undefined) throw new TypeError(`No value was given for ${name}`);
  return typeof value === 'string' ? storableText(value) : value;
}
