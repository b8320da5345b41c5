/** How many uploads may be under way at once, each with up to 50 MB that are half written. */
export const uploadLimits = { perOrganisation: 16, perNode: 64 } as const;

/** Counts uploads while they last. */
export class Uploads {
  readonly #byOrganisation = new Map<string, number>();
  #all = 0;

  /** Carries the upload out; null, and nothing done, where too many are under way. */
  async run<T>(organisation: string, upload: () => Promise<T>): Promise<T | null> {
    const own = this.#byOrganisation.get(organisation) ?? 0;
    if (own >= uploadLimits.perOrganisation || this.#all >= uploadLimits.perNode) return null;
    this.#count(organisation, 1);
    try {
      return await upload();
    } finally {
      this.#count(organisation, -1);
    }
  }

  #count(organisation: string, step: number): void {
    const own = (this.#byOrganisation.get(organisation) ?? 0) + step;
    this.#all += step;
    if (own === 0) this.#byOrganisation.delete(organisation);
    else this.#byOrganisation.set(organisation, own);
  }
}
