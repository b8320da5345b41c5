/** What is there when read models are opened. */
import { Generation, type Unsound } from './generation.js';
import type { GenerationPlaces } from './place.js';
import type { ReadModelsOptions } from './port.js';

export interface Found {
  /** May answer; null where none may. */
  readonly sound: Generation | null;
  /** May be gone on with; null where something may answer. */
  readonly unfinished: Generation | null;
  /** The greatest number that a generation had; 0 where there was none. */
  readonly newest: number;
}

/** Opens what may answer, or may be gone on with, and takes away the rest. @throws the error of the place, or LogError; then nothing stays open. */
export async function survey(
  places: GenerationPlaces,
  { log, tell }: Pick<ReadModelsOptions, 'log' | 'tell'>,
): Promise<Found> {
  const all = await places.all();
  const newest = all[0]?.number ?? 0;
  let unfinished: Generation | null = null;
  let sound: Generation | null = null;
  try {
    for (const place of all) {
      if (sound !== null) {
        await place.remove();
        continue;
      }
      const opened: Generation | Unsound = await Generation.open(place, log);
      if (!(opened instanceof Generation)) {
        tell?.('warn', `The read models ${place.name} are made anew: ${opened.unsound}.`);
        await place.remove();
      } else if (opened.complete) sound = opened;
      else if (unfinished === null) unfinished = opened;
      else await discard(opened);
    }
    if (sound === null || unfinished === null) return { sound, unfinished, newest };
    await discard(unfinished);
    return { sound, unfinished: null, newest };
  } catch (error) {
    for (const opened of [sound, unfinished]) await opened?.close();
    throw error;
  }
}

/** Closes the generation and takes it away. @throws the error of the place. */
export async function discard(generation: Generation): Promise<void> {
  await generation.close();
  await generation.place.remove();
}
