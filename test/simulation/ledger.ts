/** What was sent to the register and what it said: to be held against the log. */
import { ApplicationError, type CommandAnswer } from '../../src/application/application.js';
import { causationIdOf, incidentIdOf, incidentStream } from '../../src/application/ids.js';
import type { IncidentId } from '../../src/incident/ids.js';
import type { StreamName } from '../../src/log/port.js';
import type { Letter } from './script.js';

/** All that was heard of one command: of one id, in one stream, by one actor. */
export interface Account {
  readonly stream: StreamName;
  readonly causationId: string;
  readonly organisation: string;
  readonly accepted: { readonly letter: Letter; readonly answer: CommandAnswer }[];
  refused: number;
  /** Told that nothing was recorded. */
  unavailable: number;
  /** Told that nobody knows. */
  unknown: number;
}

export class Ledger {
  readonly accounts = new Map<string, Account>();
  readonly letters: Letter[] = [];

  accepted(letter: Letter, answer: CommandAnswer): void {
    this.#of(letter).accepted.push({ letter, answer });
  }

  answered(letter: Letter, answer: CommandAnswer): void {
    if (answer.userErrors.length === 0) this.accepted(letter, answer);
    else this.#of(letter).refused += 1;
  }

  /** @throws whatever is no fault that a caller is told of. */
  failed(letter: Letter, error: unknown): void {
    if (!(error instanceof ApplicationError)) throw error;
    const account = this.#of(letter);
    if (error.code === 'UNKNOWN_OUTCOME') account.unknown += 1;
    else if (error.code === 'UNAVAILABLE') account.unavailable += 1;
    else if (error.code === 'FORBIDDEN') account.refused += 1;
    else throw error;
  }

  #of({ caller, command, commandId, incidentId }: Letter): Account {
    const causationId = causationIdOf(caller, commandId);
    const incident = command.name === 'reportIncident' ? incidentIdOf(caller, commandId) : (incidentId as IncidentId);
    const stream = incidentStream(incident);
    const key = `${stream} ${causationId}`;
    const account = this.accounts.get(key) ?? {
      stream,
      causationId,
      organisation: caller.organisation,
      accepted: [],
      refused: 0,
      unavailable: 0,
      unknown: 0,
    };
    this.accounts.set(key, account);
    return account;
  }
}
