import { AppError } from '#lib/errors.ts';

/**
 * A file of a model folder.
 *
 * @throws AppError `not-found` when it is missing or the connection broke
 */
export async function fetchModelFile(url: string, signal: AbortSignal): Promise<Response> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  try {
    const response = await fetch(url, { signal });
    if (response.ok) return response;
    throw new AppError(
      'not-found',
      `The model file ${name} is missing (HTTP ${response.status}). Reload the page, or choose another model.`,
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'not-found',
      `The model file ${name} could not be loaded. Check the connection and try again.`,
      { cause: error },
    );
  }
}

/** As `fetchModelFile`, parsed as JSON. @throws AppError `bad-model` when it is none */
export async function fetchModelJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetchModelFile(url, signal);
  try {
    return await response.json();
  } catch (error) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    throw new AppError('bad-model', `The model file ${name} is no JSON. Get the model again.`, {
      cause: error,
    });
  }
}
