import { INCIDENT_ORDERS } from '../../application/lists/lists.js';
import { describedEnum } from './describedEnum.js';

export const IncidentOrderEnum = describedEnum(
  'IncidentOrder',
  'What a list of incidents is ordered by. Incidents without the instant come last.',
  INCIDENT_ORDERS,
  {
    RECORDED_DESC: 'When they were first recorded, newest first. An incident keeps its place.',
    RECORDED_ASC: 'When they were first recorded, oldest first. An incident keeps its place.',
    DETECTED_DESC: 'When they were detected, newest first.',
    DETECTED_ASC: 'When they were detected, oldest first.',
    UPDATED_DESC:
      'When their last event was recorded, newest first. One that is updated while pages are turned moves to the beginning: read it again.',
    DUE_ASC: 'By the earliest limit of an open duty.',
  },
);
