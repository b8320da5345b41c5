import { openEmbeddedLog } from '../../src/log/index.js';
import { aFolder } from '../log/folder.js';
import { describeEventLog } from './eventLog.contract.js';

function open(positionStep: number) {
  return () => {
    const folder = aFolder();
    const log = openEmbeddedLog({ file: folder.path('log.sqlite'), positionStep });
    const dispose = async () => {
      await log.close();
      folder.remove();
    };
    return Promise.resolve({ log, dispose });
  };
}

describeEventLog('embedded log', open(1));
describeEventLog('embedded log whose positions have gaps', open(9_973));
