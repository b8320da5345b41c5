import { randomBytes } from 'node:crypto';
import { openEventStoreLog } from '../../src/log/index.js';
import { startStandIn } from '../eventstore/server.js';
import { describeEventLog } from './eventLog.contract.js';

const url = process.env['EVENTSTORE_URL'] ?? '';

/** A register of its own on the server: what earlier runs wrote there is not looked at. */
function aRegister(): string {
  return `contract${randomBytes(8).toString('hex')}`;
}

describeEventLog('EventStoreDB log over a stand-in', async () => {
  const standIn = await startStandIn();
  const log = await openEventStoreLog({ connectionString: standIn.connectionString, register: aRegister() });
  const dispose = async () => {
    await log.close();
    await standIn.dispose();
  };
  return { log, dispose };
});

if (url === '') {
  describe('EventStoreDB log over a real server', () => {
    it('was not tried: no EVENTSTORE_URL names a server, and only the stand-in was met', () => {
      expect(url).toBe('');
    });
  });
} else {
  describeEventLog('EventStoreDB log over a real server', async () => {
    const log = await openEventStoreLog({ connectionString: url, register: aRegister() });
    return { log, dispose: () => log.close() };
  });
}
