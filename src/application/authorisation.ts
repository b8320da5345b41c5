/** The permissions, held once more behind the doors: whoever calls, and by whatever way. */
import type { CommandName } from '../incident/commands/command.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import { scopeOf, type Operation } from '../identity/permissions.js';
import { ApplicationError } from './application.js';

/** @throws ApplicationError FORBIDDEN where the caller's role may not use the operation at all. */
export function demand({ role }: Caller, operation: Operation): void {
  if (scopeOf(role, operation) === null) throw forbidden(`The role ${role} may not use ${operation}.`);
}

/**
 * Who may only report does not start a clock of the law: that is for those who work on the incident to establish.
 * @throws ApplicationError FORBIDDEN
 */
export function demandAwareness(caller: Caller): void {
  if (scopeOf(caller.role, 'establishAwareness') === null) {
    throw forbidden(`The role ${caller.role} may report, but not establish awareness (awareAt).`);
  }
}

/** Whether the operation reaches this incident: some roles see only what they reported themselves. */
export function reaches({ role, actor }: Caller, operation: Operation, incident: Incident): boolean {
  const scope = scopeOf(role, operation);
  return scope === 'ALL' || (scope === 'OWN' && incident.reportedBy === actor);
}

/** Whether the role may use the command on this incident. */
export function mayCommand(caller: Caller, name: CommandName, incident: Incident): boolean {
  return name !== 'reportIncident' && reaches(caller, name, incident);
}

function forbidden(message: string): ApplicationError {
  return new ApplicationError('FORBIDDEN', message);
}
