import type { Chapter, Deed, Look, Person } from '../story.js';

export function chapter(title: string, text: string): Chapter {
  return { is: 'chapter', title, text };
}

export function look(by: Person, on: string, at: string, says: string, duties: Look['duties']): Look {
  return { is: 'look', by, on, at, says, duties };
}

/** What the sources tell. */
export function known(deed: Omit<Deed, 'is' | 'invented'>): Deed {
  return { is: 'deed', invented: false, ...deed };
}

/** What they do not tell, and may have been so. */
export function invented(deed: Omit<Deed, 'is' | 'invented'>): Deed {
  return { is: 'deed', invented: true, ...deed };
}
