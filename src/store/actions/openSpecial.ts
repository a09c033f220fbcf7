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
  const backIds: string[] = [];
  const single = await refillSeries(context, files, missing, backIds);
  const others: OpenableFile[] = [];
  for (const openable of single) {
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

/** Images of several files, where all of them are there; takes them off `missing`. */
async function refillSeries(
  context: ActionContext,
  files: readonly OpenableFile[],
  missing: ImageEntry[],
  backIds: string[],
): Promise<readonly OpenableFile[]> {
  let rest = files;
  for (const entry of missing.filter(({ series }) => series !== null)) {
    // Images of one file all come back with it.
    const found = filesOfSeries(entry, files);
    if (!found) continue;
    missing.splice(missing.indexOf(entry), 1);
    rest = rest.filter((openable) => !found.includes(openable));
    const joined = new Blob(found.map(({ file }) => file));
    if (await refillImage(context, entry.id, joined)) backIds.push(entry.id);
  }
  return rest;
}

/** The files of a series in its order, from its folder where there are several; `null` without all. */
function filesOfSeries(
  { series, folder }: ImageEntry,
  files: readonly OpenableFile[],
): readonly OpenableFile[] | null {
  const found = (series?.files ?? []).flatMap(({ name, byteLength }) => {
    const same = files.filter(({ file }) => file.name === name && file.size === byteLength);
    return same.find((openable) => openable.folder === folder) ?? same[0] ?? [];
  });
  return found.length > 0 && found.length === series?.files.length ? found : null;
}

/** Of several images of that name and size the one from the same folder. */
function bestMatch(missing: readonly ImageEntry[], { file, folder }: OpenableFile): number {
  const isSame = ({ name, fileFacts, series }: ImageEntry): boolean =>
    series === null && name === file.name && fileFacts?.byteLength === file.size;
  const place = missing.findIndex((entry) => isSame(entry) && entry.folder === folder);
  return place >= 0 ? place : missing.findIndex(isSame);
}
