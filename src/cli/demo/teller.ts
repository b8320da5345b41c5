import { Buffer } from 'node:buffer';
import type { Client, Payload } from './client.js';
import type { Page } from './page.js';
import type { Deed, Look, Made, Person, Recap, Step, Story } from './story.js';

export interface Telling {
  readonly story: Story;
  /** The API as this person may use it. */
  readonly clientOf: (person: Person) => Client;
  /** Makes the ids of this telling's commands its own, so that a story can be told again on the same register. */
  readonly run: string;
  readonly page: Page;
}

export interface Told {
  /** What did not go as the story has it, in words; empty where all did. */
  readonly surprises: readonly string[];
  /** Ids of the incidents by their names in the story. */
  readonly incidents: ReadonlyMap<string, string>;
}

/**
 * Tells a story through the public API, step by step, and goes on where the register answers otherwise than expected.
 * @throws ClientFault where it does not answer at all.
 */
export async function tell({ story, clientOf, run, page }: Telling): Promise<Told> {
  const teller = new Teller(clientOf, run, page);
  page.title(story.title, story.introduction);
  for (const step of story.steps) await teller.take(step);
  page.end(teller.surprises);
  return { surprises: teller.surprises, incidents: teller.incidents };
}

class Teller {
  readonly surprises: string[] = [];
  readonly incidents = new Map<string, string>();
  readonly #references = new Map<string, string>();
  readonly #entries = new Map<string, string>();
  #deeds = 0;

  constructor(
    private readonly clientOf: (person: Person) => Client,
    private readonly run: string,
    private readonly page: Page,
  ) {}

  async take(step: Step): Promise<void> {
    switch (step.is) {
      case 'chapter':
        this.page.chapter(step.title, step.text);
        return;
      case 'deed':
        return this.#do(step);
      case 'look':
        return this.#look(step);
      case 'recap':
        return this.#recap(step);
    }
  }

  readonly #made: Made = {
    incident: (name) => found(this.incidents, name),
    reference: (name) => found(this.#references, name),
    entry: (name) => found(this.#entries, name),
  };

  async #do(deed: Deed): Promise<void> {
    const client = this.clientOf(deed.by);
    const told: object = typeof deed.input === 'function' ? deed.input(this.#made) : deed.input;
    const file = deed.file === undefined ? {} : await client.handIn(Buffer.from(deed.file));
    const address = deed.command === 'reportIncident' ? {} : { incidentId: this.#made.incident(deed.on) };
    this.#deeds += 1;
    const input = { ...address, commandId: `demo-${this.run}-${this.#deeds}`, ...told, ...file };
    const payload = await client.command(deed.command, input);
    this.#remember(deed, payload);
    this.page.deed(deed, payload, this.#references.get(deed.on) ?? '');
    this.#compare(deed, payload);
  }

  #remember({ command, on, entry }: Deed, { incident, entryId }: Payload): void {
    if (command === 'reportIncident' && incident !== null) {
      this.incidents.set(on, incident.incidentId);
      this.#references.set(on, incident.reference);
    }
    if (entry !== undefined && entryId !== null) this.#entries.set(entry, entryId);
  }

  #compare({ at, command, warnings = [] }: Deed, payload: Payload): void {
    for (const { code, message } of payload.userErrors) {
      this.#surprise(`${at} ${command}: ${code} ${message}`);
    }
    const given = payload.warnings.map(({ code }) => code);
    if (given.join() !== warnings.join()) {
      this.#surprise(`${at} ${command}: warnings [${given.join(', ')}], not [${warnings.join(', ')}]`);
    }
  }

  async #look(look: Look): Promise<void> {
    const duties = await this.clientOf(look.by).duties(this.#made.incident(look.on), look.at);
    this.page.look(look, duties);
    for (const [kind, expected] of Object.entries(look.duties)) {
      const states = duties.filter((duty) => duty.kind === kind).map(({ state }) => state);
      if (states.join() !== expected) {
        this.#surprise(`${look.at} ${look.on}: ${kind} is ${states.join() || 'absent'}, not ${expected}`);
      }
    }
  }

  async #recap({ by, on, says }: Recap): Promise<void> {
    const client = this.clientOf(by);
    const id = this.#made.incident(on);
    this.page.recap(says, await client.timeline(id, 'OCCURRED'), await client.timeline(id, 'RECORDED'));
  }

  #surprise(words: string): void {
    this.surprises.push(words);
    this.page.surprise(words);
  }
}

function found(things: ReadonlyMap<string, string>, name: string): string {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`The story speaks of "${name}", which was not made.`);
  return thing;
}
