/** What a story is made of: data, told by `teller.ts`. Texts are in one language already: a story is a function of `Say`. */
import type { Role } from '../../identity/roles.js';

/** Chooses the text in the language of the telling. */
export type Say = (english: string, french: string) => string;

export interface Person {
  /** By this key a token is named in a file of tokens. */
  readonly key: string;
  /** As in the token's claims. */
  readonly org: string;
  readonly role: Role;
  readonly name: string;
}

/** What earlier steps made, by the names the story gave them. @throws where the story names what it has not made. */
export interface Made {
  /** The id of an incident. */
  incident(name: string): string;
  /** The readable reference of an incident. */
  reference(name: string): string;
  /** The id of an entry. */
  entry(name: string): string;
}

/** A heading, and what happened in the world. */
export interface Chapter {
  readonly is: 'chapter';
  readonly title: string;
  readonly text: string;
}

/** Somebody tells the register something. */
export interface Deed {
  readonly is: 'deed';
  /** The instant in the story, RFC 3339 with offset. */
  readonly at: string;
  /** What the sources do not say: made up for the telling. */
  readonly invented: boolean;
  readonly by: Person;
  /** The story's name of the incident. reportIncident makes it. */
  readonly on: string;
  readonly says: string;
  /** Name of the mutation. */
  readonly command: string;
  /** Its input, without incidentId and commandId. */
  readonly input: Readonly<Record<string, unknown>> | ((made: Made) => object);
  /** Name for the entry that it makes. */
  readonly entry?: string;
  /** Codes of the warnings that the register must give; none unless told. */
  readonly warnings?: readonly string[];
  /** Handed in at `PUT /evidence/<sha256>` beforehand; the input then gets its hash and size. */
  readonly file?: string;
}

/** Somebody asks what the law wants, as of an instant of the story. */
export interface Look {
  readonly is: 'look';
  readonly at: string;
  readonly by: Person;
  readonly on: string;
  readonly says: string;
  /** State that the duties of these kinds must be in. */
  readonly duties: Readonly<Record<string, string>>;
}

/** The incident's timeline, in both orders. */
export interface Recap {
  readonly is: 'recap';
  readonly by: Person;
  readonly on: string;
  readonly says: string;
}

export type Step = Chapter | Deed | Look | Recap;

export interface Story {
  readonly title: string;
  readonly introduction: string;
  readonly steps: readonly Step[];
}

/** Everybody who speaks in a story, each once, in the order of speaking. */
export function castOf({ steps }: Story): readonly Person[] {
  const people = steps.flatMap((step) => (step.is === 'chapter' ? [] : [step.by]));
  return [...new Map(people.map((person) => [person.key, person])).values()];
}
