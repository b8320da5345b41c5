/** What goes wrong at the stand-in: told it call by call, or drawn by chance. */

/** Of an append: whether it is written all the same, and what its writer is told. */
export interface AppendFault {
  readonly writes: boolean;
  readonly then:
    | 'drop'
    | 'unavailable'
    | 'notLeader'
    /** The server's own deadline for writing has passed. */
    | 'timeout'
    /** A server that is still starting says so in words that the client does not know. */
    | 'notReady'
    | 'silence'
    /** No answer, nor to any later append by the same call. */
    | 'wedge';
}

/** Of a read or a subscription, before its first event: a lost connection, a refusal, or no answer at all. */
export type ReadFault = 'drop' | 'unavailable' | 'notLeader' | 'silence';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export class Faults {
  /** Of the next appends, in this order. */
  readonly appends: AppendFault[] = [];
  /** Of the next reads, in this order; subscriptions have their own. */
  readonly reads: ReadFault[] = [];
  readonly subscriptions: ReadFault[] = [];
  /** Asked for appends that no fault was told for. */
  drawAppend: () => AppendFault | null = () => null;
  /** Milliseconds before each answer; order is kept. */
  delay = 0;
  /** Another node that leads: who demands the leader is sent there. */
  leader: Endpoint | null = null;
  /** New events are passed over without a word, as servers did that lost a subscriber. */
  isMute = false;
  /** Ends the subscription of who falls behind, as servers before 24.2 do; later ones bring him up again. */
  endsSlowConsumers = false;
  /** Called once, between two events of history: what happens while a subscriber catches up. */
  duringCatchUp: (() => void) | null = null;

  /** The fault of the next append; null for none. */
  nextAppend(): AppendFault | null {
    if (this.leader !== null) return { writes: false, then: 'notLeader' };
    return this.appends.shift() ?? this.drawAppend();
  }

  nextRead(isSubscription: boolean): ReadFault | null {
    if (this.leader !== null) return 'notLeader';
    return (isSubscription ? this.subscriptions : this.reads).shift() ?? null;
  }
}
