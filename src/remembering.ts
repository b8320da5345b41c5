/**
 * The function, which remembers what it answered lately: for pure functions that are asked the same few things again and again. Everything is
 * forgotten at once where it becomes too much, which costs less than to know what was asked last.
 * @param most answers that are remembered. @param answer never undefined; what it throws is not remembered.
 */
export function remembering<Asked, Answer>(most: number, answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const told = answer(asked);
    if (known.size >= most) known.clear();
    known.set(asked, told);
    return told;
  };
}
