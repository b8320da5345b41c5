/** A type that no plain value of its base passes for: ids, instants and positions cannot be mixed up. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
