import { ServerFault } from './faults.js';

/**
 * The answer, where it comes in time. The client waits for ever where a connection dies in a certain moment, or was taken and never served.
 * @param limit milliseconds. @param late called where it does not come in time. @throws ServerFault CONNECTION with the words of `otherwise`; what comes after that is nobody's any more.
 */
export async function answered<T>(
  answer: Promise<T>,
  limit: number,
  otherwise: string,
  late: () => void = () => undefined,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ServerFault('CONNECTION', otherwise));
      late();
    }, limit);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
