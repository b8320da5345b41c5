import { logFault, type Doing } from '../../src/log/embedded/faults.js';
import { LogError, type LogErrorCode } from '../../src/log/port.js';

describe('what storage suffers, in the words of the port', () => {
  it.each<[string | null, Doing, LogErrorCode]>([
    ['SQLITE_FULL', 'writing', 'UNAVAILABLE'],
    ['SQLITE_FULL', 'committing', 'UNAVAILABLE'],
    ['SQLITE_READONLY', 'writing', 'UNAVAILABLE'],
    ['SQLITE_READONLY_DBMOVED', 'committing', 'UNAVAILABLE'],
    ['SQLITE_IOERR_WRITE', 'committing', 'UNAVAILABLE'],
    ['SQLITE_IOERR_WRITE', 'writing', 'UNAVAILABLE'],
    ['SQLITE_IOERR_READ', 'reading', 'UNAVAILABLE'],
    ['SQLITE_CANTOPEN', 'opening', 'UNAVAILABLE'],
    [null, 'opening', 'UNAVAILABLE'],
    // The frames may be on the disk and the disk does not say: only then is the outcome unknown.
    ['SQLITE_IOERR_FSYNC', 'committing', 'UNKNOWN_OUTCOME'],
    ['SQLITE_IOERR_FSYNC', 'writing', 'UNAVAILABLE'],
    ['SQLITE_NOMEM', 'committing', 'UNKNOWN_OUTCOME'],
    ['SQLITE_CORRUPT_INDEX', 'reading', 'DAMAGED'],
    ['SQLITE_NOTADB', 'opening', 'DAMAGED'],
    ['SQLITE_BUSY', 'opening', 'OWNED_BY_ANOTHER'],
  ])('%s while %s is %s', (code, doing, expected) => {
    const cause = new Error('the driver’s words');
    const fault = logFault(cause, code, doing, '/data/log.sqlite');
    expect(fault).toBeInstanceOf(LogError);
    expect(fault).toMatchObject({ code: expected, cause });
    expect(fault.message).toContain('/data/log.sqlite');
  });

  it('leaves a fault of the log itself as it is', () => {
    const fault = new LogError('CLOSED', 'The event log is closed');
    expect(logFault(fault, null, 'reading', 'x')).toBe(fault);
  });
});
