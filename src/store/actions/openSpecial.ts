import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { importProject } from '#store/actions/editProjects.ts';
import { isProjectFile } from '#store/actions/isProjectFile.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import { refillImage } from '#store/actions/restoreImage.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { savingText } from '#text/saving.ts';

/** Opens the projects among files, the last one stays open; the other files. */
export async function openProjectFiles(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<readonly OpenableFile[]> {
  const others: OpenableFile[] = [];
  for (const openable of files) {
    const { file } = openable;
    const isProject = /\.zip$/i.test(file.name) && (await isProjectFile(file));
    if (isProject) await importProject(context, file, file.name);
    else others.push(openable);
  }
  return others;
}

/**
 * Gives images of the project whose pixels are missing their files again, by name and size; the
 * other files.
 */
export async function refillImages(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<readonly OpenableFile[]> {
  const { store } = context;
  const missing = store.getState().images.filter(({ status }) => status === 'missing');
  if (missing.length === 0) return files;
  const others: OpenableFile[] = [];
  const backIds: string[] = [];
  for (const openable of files) {
    const place = bestMatch(missing, openable);
    const entry = missing[place];
    if (!entry) others.push(openable);
    else {
      missing.splice(place, 1);
      if (await refillImage(context, entry.id, openable.file)) backIds.push(entry.id);
    }
  }
  const [firstId] = backIds;
  if (firstId !== undefined) {
    store.setState({ currentImageId: firstId, hoveredLabel: null });
    notify(context, savingText.filesAgain(backIds.length));
  }
  return others;
}

/** Of several images of that name and size the one from the same folder. */
function bestMatch(missing: readonly ImageEntry[], { file, folder }: OpenableFile): number {
  const isSame = ({ name, fileFacts }: ImageEntry): boolean =>
    name === file.name && fileFacts?.byteLength === file.size;
  const place = missing.findIndex((entry) => isSame(entry) && entry.folder === folder);
  return place >= 0 ? place : missing.findIndex(isSame);
}
