/** An object of JSON, by the names of its members. */
export type Fields = Readonly<Record<string, unknown>>;
