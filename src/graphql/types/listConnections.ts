import { connectionOf } from './connection.js';
import { Duty } from './duty.js';
import { Incident } from './incident.js';

export const IncidentConnection = connectionOf('Incident', () => Incident, 'incidents, in the order asked for');

export const DutyConnection = connectionOf(
  'Duty',
  () => Duty,
  'duties: overdue first, then by limit, then those without a limit by age',
);
