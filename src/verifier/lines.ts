/** Lines of a file that may be larger than memory. */
import { Unreadable } from './faults.js';

/** An event is at most 900,000 bytes; base64 and its envelope around it stay below this. */
const LINE_MAX = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Each line without its newline. A last line without one is given too, marked.
 * @throws Unreadable where a line is longer than any that a bundle has.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ line: Buffer; ended: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = data.indexOf(NEWLINE); end !== -1; end = data.indexOf(NEWLINE)) {
      if (end > LINE_MAX) throw tooLong();
      yield { line: data.subarray(0, end), ended: true };
      data = data.subarray(end + 1);
    }
    if (data.length > LINE_MAX) throw tooLong();
    rest = data;
  }
  if (rest.length > 0) yield { line: rest, ended: false };
}

function tooLong(): Unreadable {
  return new Unreadable(`A line is longer than ${LINE_MAX} bytes`);
}
