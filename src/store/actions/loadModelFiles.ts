import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { keepModel } from '#store/actions/keptModels.ts';
import { hasPictureName, type OpenableFile } from '#store/actions/openableFile.ts';
import { failureText, madeText, noticeText } from '#text/messages.ts';

/** Files that make one model, or one file that may hold one. */
export interface ModelFiles {
  /** For errors, and for a model without a card. */
  readonly title: string;
  readonly files: readonly File[];
}

const MODEL_FILE = 'model.json';
/** Description of a package of bioimage.io. */
const PACKAGE_FILE = /^(rdf|bioimageio)\.ya?ml$/i;

/**
 * Tells models from what else was dropped: a folder with `model.json` gives all its files that are no
 * pictures, an unpacked package of bioimage.io all its files; a single ZIP file and every ONNX file
 * count as models too.
 */
export function splitModelFiles(files: readonly OpenableFile[]): {
  readonly models: readonly ModelFiles[];
  readonly others: readonly OpenableFile[];
} {
  const foldersWith = (isWanted: (name: string) => boolean) =>
    new Set(files.filter(({ file }) => isWanted(file.name)).map(({ folder }) => folder));
  const packages = foldersWith((name) => PACKAGE_FILE.test(name));
  const folders = new Set([...foldersWith((name) => name === MODEL_FILE), ...packages]);
  const isPart = ({ file, folder }: OpenableFile): boolean =>
    folders.has(folder) &&
    (packages.has(folder) ? folder !== '' || !hasPictureName(file.name) : isTfjsPart(file));
  const isAlone = (openable: OpenableFile): boolean =>
    !isPart(openable) &&
    (isOnnx(openable.file) || (openable.folder === '' && isZip(openable.file)));
  return {
    models: [
      ...[...folders].map((folder) => ({
        title: folder.slice(folder.lastIndexOf('/') + 1) || madeText.loadedModel,
        files: files
          .filter((part) => part.folder === folder && isPart(part))
          .map(({ file }) => file),
      })),
      ...files
        .filter(isAlone)
        .map(({ file }) => ({ title: file.name.replace(/\.(zip|onnx)$/i, ''), files: [file] })),
    ],
    others: files.filter((file) => !isPart(file) && !isAlone(file)),
  };
}

/** Loads models and keeps them in this browser; the last one is chosen. Failures are shown. */
export async function loadModelFiles(
  context: ActionContext,
  models: readonly ModelFiles[],
): Promise<void> {
  for (const { title, files } of models) {
    try {
      const content = await context.services.models.readFiles(files, title);
      const card = await keepModel(context, content);
      notify(context, noticeText.modelLoaded(card.title));
    } catch (error) {
      reportFailure(context, failureText.modelNotLoaded(title), error);
    }
  }
}

/** Loads what the user has picked as a model, whatever the files are called. */
export async function pickModelFiles(
  context: ActionContext,
  files: readonly File[],
): Promise<void> {
  const { models, others } = splitModelFiles(files.map((file) => ({ file, folder: '' })));
  if (models.length > 0) return loadModelFiles(context, models);
  const [first] = others;
  if (!first) return;
  await loadModelFiles(context, [{ title: first.file.name, files }]);
}

function isTfjsPart(file: File): boolean {
  return !hasPictureName(file.name) && !isZip(file);
}

function isOnnx(file: File): boolean {
  return /\.onnx$/i.test(file.name);
}

function isZip(file: File): boolean {
  return /\.zip$/i.test(file.name);
}
