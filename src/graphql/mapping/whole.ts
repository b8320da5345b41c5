import type { Incident } from '../types/incident.js';
import { incidentOf } from './incidentMapper.js';

/**
 * What is read from an incident with everything in it: at once where it is whole; where a list shows it from its row, once its stream was read.
 * So the fields of a page do not wait where there is nothing to wait for.
 */
export function fromWhole<T>(incident: Incident, read: (whole: Incident) => Promise<T>): Promise<T>;
export function fromWhole<T>(incident: Incident, read: (whole: Incident) => T): T | Promise<T>;
export function fromWhole<T>(incident: Incident, read: (whole: Incident) => T | Promise<T>): T | Promise<T> {
  const { row } = incident.view;
  // A row is of the present: it has no other id.
  return row === undefined ? read(incident) : row.whole().then((view) => read(incidentOf(view)));
}
