/** How a node asks the one that leads to make the read models anew: words on the channel that all nodes hear. */
const REQUEST = /^rebuild beyond (\d{1,9})$/;

/** @param beyond the generation that answers where it is asked. */
export function asksForRebuild(beyond: number): string {
  return `rebuild beyond ${beyond}`;
}

/** The generation beyond which a new one is asked for; null where something else was said. */
export function rebuildBeyond(said: string): number | null {
  const number = REQUEST.exec(said)?.[1];
  return number === undefined ? null : Number(number);
}
