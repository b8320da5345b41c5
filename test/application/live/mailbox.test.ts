import { Mailbox, mailboxLimits } from '../../../src/application/live/mailbox.js';

const slow = new Error('slow');
const aMailbox = () => new Mailbox<number>(() => slow);

describe('a mailbox', () => {
  test('gives what was put in, in order, and waits for what is not there yet', async () => {
    const mailbox = aMailbox();
    const first = mailbox.next();
    mailbox.put(1, 10);
    mailbox.put(2, 10);
    expect([await first, await mailbox.next(), mailbox.size]).toEqual([1, 2, 0]);
  });

  test.each([
    ['items', mailboxLimits.items, 1],
    ['bytes', 4, mailboxLimits.bytes / 4],
  ])('holds so many %s, and with one more lets go of all and says so', async (_what, count, bytes) => {
    const mailbox = aMailbox();
    for (let item = 0; item < count; item += 1) mailbox.put(item, bytes);
    expect(mailbox.size).toBe(count);
    mailbox.put(count, 1);
    expect(mailbox.size).toBe(0);
    await expect(mailbox.next()).rejects.toBe(slow);
    mailbox.put(count, 1);
    expect(mailbox.size).toBe(0);
  });

  test('takes one item whatever its size', async () => {
    const mailbox = aMailbox();
    mailbox.put(7, 2 * mailboxLimits.bytes);
    expect(await mailbox.next()).toBe(7);
  });

  test('that is left wakes who waits, and gives nothing more', async () => {
    const mailbox = aMailbox();
    const waiting = mailbox.next();
    mailbox.end(null);
    expect([await waiting, await mailbox.next()]).toEqual([null, null]);
  });
});
