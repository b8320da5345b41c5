/** What of the contract is still to come, in the words of findBreakingChanges. Whoever builds a part takes its lines out. */
export const notYet: readonly string[] = [];
