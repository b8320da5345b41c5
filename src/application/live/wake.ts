/** Wakes the one who waits for something to be there; whoever rings before it waits is not lost. */
export class Wake {
  #rung = false;
  #waiting: (() => void) | null = null;

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) this.#rung = true;
    else waiting();
  }

  next(): Promise<void> {
    if (this.#rung) {
      this.#rung = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}
