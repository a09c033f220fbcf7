import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { keepModel } from '#store/actions/keptModels.ts';
import { hasPictureName, type OpenableFile } from '#store/actions/openableFile.ts';
import { failureText, madeText, noticeText } from '#text/messages.ts';

/** Files that make one model, or a ZIP file that may hold one. */
export interface ModelFiles {
  /** For errors, and for a model without a card. */
  readonly title: string;
  readonly files: readonly File[];
}

const MODEL_FILE = 'model.json';

/**
 * Tells models from what else was dropped: a folder with `model.json` gives all its files that are no
 * pictures; a single ZIP file counts as a model too.
 */
export function splitModelFiles(files: readonly OpenableFile[]): {
  readonly models: readonly ModelFiles[];
  readonly others: readonly OpenableFile[];
} {
  const folders = new Set(
    files.filter(({ file }) => file.name === MODEL_FILE).map(({ folder }) => folder),
  );
  const isPart = ({ file, folder }: OpenableFile): boolean =>
    folders.has(folder) && !hasPictureName(file.name) && !isZip(file);
  const isLooseZip = ({ file, folder }: OpenableFile): boolean => folder === '' && isZip(file);
  return {
    models: [
      ...[...folders].map((folder) => ({
        title: folder.slice(folder.lastIndexOf('/') + 1) || madeText.loadedModel,
        files: files
          .filter((part) => part.folder === folder && isPart(part))
          .map(({ file }) => file),
      })),
      ...files
        .filter(isLooseZip)
        .map(({ file }) => ({ title: file.name.replace(/\.zip$/i, ''), files: [file] })),
    ],
    others: files.filter((file) => !isPart(file) && !isLooseZip(file)),
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

function isZip(file: File): boolean {
  return /\.zip$/i.test(file.name);
}
