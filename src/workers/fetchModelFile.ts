import { AppError } from '#lib/errors.ts';

/**
 * A file of a model folder, whole.
 *
 * @throws AppError `not-found` when it is missing or the connection broke, also half way
 */
export async function fetchModelFile(
  url: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameIn(url);
  try {
    const response = await fetch(url, { signal });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    throw new AppError(
      'not-found',
      `The model file ${name} is missing (HTTP ${response.status}). Reload the page, or choose another model.`,
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'not-found',
      `The model file ${name} could not be loaded. Check the connection and try again, or choose a model that works offline.`,
      { cause: error },
    );
  }
}

/** As `fetchModelFile`, parsed as JSON. @throws AppError `bad-model` when it is none */
export async function fetchModelJson(url: string, signal: AbortSignal): Promise<unknown> {
  const bytes = await fetchModelFile(url, signal);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new AppError(
      'bad-model',
      `The model file ${nameIn(url)} is no JSON. Get the model again.`,
      { cause: error },
    );
  }
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
