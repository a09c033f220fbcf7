import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { type RequestHandler, serveFolder } from '#headless/server/serveFolder.ts';
import { AppError, toAppError } from '#lib/errors.ts';

/** Where the page finds a model. */
export interface LocatedModel {
  readonly id: string;
  /** Address of the list of models, with a slash at its end. */
  readonly baseUrl: string;
  /** What the server needs to answer there. */
  readonly handlers: readonly RequestHandler[];
}

const FOLDER_BASE_URL = '/model-folder/';

/**
 * A model by the path of its folder or by the id of a built-in one. A path wins where both fit.
 *
 * @throws AppError `invalid-argument` when there is neither, `bad-model` when the folder's card
 *   cannot be read
 */
export function locateModel(idOrFolder: string, builtFolder = 'dist/models'): LocatedModel {
  if (statSync(idOrFolder, { throwIfNoEntry: false })?.isDirectory())
    return modelFolder(idOrFolder);
  const ids: unknown = JSON.parse(readFileSync(join(builtFolder, 'index.json'), 'utf8'));
  if (Array.isArray(ids) && ids.includes(idOrFolder)) {
    return { id: idOrFolder, baseUrl: '/models/', handlers: [] };
  }
  throw new AppError(
    'invalid-argument',
    `--model is "${idOrFolder}", which is neither a folder nor one of ${String(ids)}.`,
  );
}

function modelFolder(folder: string): LocatedModel {
  const { id } = readCard(folder);
  const prefix = `${FOLDER_BASE_URL}${encodeURIComponent(id)}/`;
  return {
    id,
    baseUrl: FOLDER_BASE_URL,
    handlers: [answerList(id), serveFolder(folder, prefix)],
  };
}

function answerList(id: string): RequestHandler {
  return async (_, response, path) => {
    if (path !== `${FOLDER_BASE_URL}index.json`) return false;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify([id]));
    return true;
  };
}

function readCard(folder: string): { readonly id: string } {
  const path = join(folder, 'card.json');
  if (!existsSync(path)) {
    throw new AppError(
      'invalid-argument',
      `The folder ${folder} has no card.json; a model's folder holds model.json, weights and card.json.`,
    );
  }
  try {
    return parseModelCard(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new AppError('bad-model', `${path}: ${toAppError(error).message}`, { cause: error });
  }
}
