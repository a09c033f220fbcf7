import { AppError } from '#lib/errors.ts';

const MAX_TITLE_LENGTH = 300;

/** The title without blanks around it. @throws AppError `invalid-argument` when empty or too long */
export function projectTitle(wanted: string): string {
  const title = wanted.trim();
  if (title !== '' && title.length <= MAX_TITLE_LENGTH) return title;
  throw new AppError(
    'invalid-argument',
    `A project's title has 1 to ${MAX_TITLE_LENGTH} characters, this one ${title.length}. Type another one.`,
  );
}
