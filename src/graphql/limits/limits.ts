/** What a document may be and cost, the same at both doors. docs/doors.md has the table. */
export const limits = {
  /** Lexical tokens of a document. */
  tokens: 2_000,
  /** The same where it holds a subscription: it is executed over and over. */
  subscriptionTokens: 1_000,
  /** Fields within fields; fragments are as deep as what they stand for. */
  depth: 12,
  /** In the whole document, those of `__typename` too. */
  aliases: 30,
  /** Fields of one operation at the root. */
  rootFields: 30,
  /** Mutations in one operation: each is a command of its own. */
  mutations: 10,
  /** The same response name in one selection: comparing them with each other is what validation spends its time on. */
  repeats: 30,
  /** Errors of validation before it gives up; its saying so is one more. */
  validationErrors: 2,
  /** Points that one operation may cost. */
  cost: 10_000,
  /** The largest page; larger ones are refused where they are read, and counted as this. */
  pageSize: 100,
  /** What a list without pages counts for. */
  unpaged: 10,
  /** Points of a mutation, beside what it answers. */
  mutationCost: 10,
  /** Points of `__schema` or `__type`, whatever is asked of them: their depth has a rule of its own in graphql-js. */
  introspectionCost: 100,
} as const;
