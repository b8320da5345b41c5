/** As many names as a sentence can bear. */
const SHOWN = 10;

/** The names of audiences for a sentence; an ellipsis stands for those that would make it too long. */
export function namesOf(audiences: readonly { readonly name: string }[]): string {
  const names = audiences.slice(0, SHOWN).map(({ name }) => name);
  return [...names, ...(audiences.length > SHOWN ? ['…'] : [])].join(', ');
}
