import { AppError } from '#lib/errors.ts';

/** As in a model's card. */
const MAX_TITLE_LENGTH = 300;
const MAX_STEM_LENGTH = 40;

/**
 * The title as wanted, without blanks around it, numbered when it is taken: `Cells (2)`.
 *
 * @throws AppError `invalid-argument` when it is empty or longer than 300 characters
 */
export function freshTitle(wanted: string, taken: readonly string[]): string {
  const title = wanted.trim();
  if (title === '' || title.length > MAX_TITLE_LENGTH) {
    throw new AppError(
      'invalid-argument',
      `A model's title has 1 to ${MAX_TITLE_LENGTH} characters, this one ${title.length}. Type another one.`,
    );
  }
  const known = new Set(taken);
  let fresh = title;
  for (let number = 2; known.has(fresh); number++) fresh = `${title} (${number})`;
  return fresh;
}

const KEPT_PREFIX = 'kept-';

/** Whether an id is that of a kept model, there or not; shipped models have other ids. */
export function isKeptId(modelId: string): boolean {
  return modelId.startsWith(KEPT_PREFIX);
}

/** An id for a kept model's card, like `kept-my-cells-03fk2a9`: no two are the same. */
export function freshModelId(title: string): string {
  const stem = title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MAX_STEM_LENGTH)
    .replace(/-$/, '');
  const random = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  return `${KEPT_PREFIX}${stem || 'model'}-${random.toString(36).padStart(7, '0')}`;
}
