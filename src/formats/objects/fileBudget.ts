import { AppError } from '#lib/errors.ts';

/** Objects that one file may hold. */
const MAX_OBJECTS = 1_000_000;
/** Corners of outlines and runs of masks that one file may hold. */
const MAX_POINTS = 50_000_000;
const MAX_NAME_LENGTH = 200;

/** Counts what is taken from a file of unknown origin, and stops where it is too much. */
export class FileBudget {
  #objects = 0;
  #points = 0;

  /** @throws AppError `too-large` */
  takeObject(): void {
    this.#objects++;
    if (this.#objects > MAX_OBJECTS) throw tooMany('objects', MAX_OBJECTS);
  }

  /**
   * Call before anything is allocated for them.
   * @throws AppError `too-large`
   */
  takePoints(count: number): void {
    this.#points += count;
    if (this.#points > MAX_POINTS) throw tooMany('corners of outlines', MAX_POINTS);
  }
}

/**
 * A name from a file: without control characters, at most 200 characters; `null` when nothing is
 * left.
 */
export function boundedName(text: unknown): string | null {
  if (typeof text !== 'string' && typeof text !== 'number') return null;
  const name = [...String(text).slice(0, 2 * MAX_NAME_LENGTH)]
    .slice(0, MAX_NAME_LENGTH)
    .join('')
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ')
    .trim();
  return name === '' ? null : name;
}

function tooMany(what: string, most: number): AppError {
  return new AppError(
    'too-large',
    `The file holds more than ${most.toLocaleString('en-US')} ${what}. Save it in parts, and open those.`,
  );
}
