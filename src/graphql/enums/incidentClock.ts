import { INCIDENT_CLOCKS } from '../../application/statistics/statistics.js';
import { describedEnum } from './describedEnum.js';

export const IncidentClockEnum = describedEnum(
  'IncidentClock',
  'Which instant of an incident puts it into a period.',
  INCIDENT_CLOCKS,
  {
    OCCURRED: 'When the breach began.',
    DETECTED: 'When it was detected.',
    AWARE: 'When the organisation became aware, as it stands now.',
    RECORDED: 'When it was first recorded.',
    FILED: 'When the authority was first notified.',
  },
);
