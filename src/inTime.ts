/**
 * The answer, where it comes in time; nobody hears of one that comes later.
 * @param limit milliseconds. @param then called after the fault was told, where it does not come in time.
 * @throws what `late` makes, then.
 */
export async function inTime<T>(
  answer: Promise<T>,
  limit: number,
  late: () => Error,
  then: () => void = () => undefined,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(late());
      then();
    }, limit);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
