import { zipSync } from 'fflate';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { MODEL_FILE_NAME, readModelFiles, writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import type { HeadOutput } from '#formats/modelfile/tfjsLayersTopology.ts';
import { readZip } from '#formats/zip/readZip.ts';
import { AppError } from '#lib/errors.ts';

/** 128 million weights, the most that a network may have, and the JSON. */
const LIMITS = { maxBytes: 600e6, maxFiles: 1100 };

/**
 * A model as one ZIP file of `model.json`, `weights.bin` and `card.json`.
 *
 * @param output what the network gives to others that run it
 */
export function writeModelZip(
  model: ModelContent,
  output: HeadOutput = 'logits',
): Uint8Array<ArrayBuffer> {
  // Weights are noise to a packer: packing them costs seconds and saves a few per cent.
  return zipSync(Object.fromEntries(writeModelFiles(model, output)), { level: 0 });
}

/**
 * The model in a ZIP file, at its top or in one folder of it.
 *
 * @param title for a model without a card
 * @throws AppError `not-found` when it holds no `model.json`, `bad-model` when it holds several or as
 *   `readModelFiles`, `corrupt-file`, `too-large`
 */
export async function readModelZip(
  bytes: Uint8Array<ArrayBuffer>,
  title: string,
): Promise<ModelContent> {
  const files = await readZip(new Blob([bytes]), (path) => /\.(json|bin)$/i.test(path), LIMITS);
  const folders = [...files.keys()]
    .filter((path) => nameOf(path) === MODEL_FILE_NAME)
    .map(folderOf);
  const [folder, another] = folders;
  if (folder === undefined) {
    throw new AppError(
      'not-found',
      `The ZIP file holds no ${MODEL_FILE_NAME}, so there is no model in it. Choose a ZIP file that Cellpane has saved, or the files of a model themselves.`,
    );
  }
  if (another !== undefined) {
    throw new AppError(
      'bad-model',
      `The ZIP file holds more than one model (in “${folder}” and “${another}”). Unpack it, and choose the folder of one.`,
    );
  }
  const beside = [...files].filter(([path]) => folderOf(path) === folder);
  return readModelFiles(new Map(beside.map(([path, data]) => [nameOf(path), data])), title);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
