import { AppError, hasCode } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import { loadModelFiles, splitModelFiles } from '#store/actions/loadModelFiles.ts';
import {
  compareFiles,
  isHiddenFile,
  isSideFile,
  type OpenableFile,
} from '#store/actions/openableFile.ts';
import { findEntry, withoutEntry } from '#store/slices/imagesSlice.ts';

/** Files read at once: more would only fill the memory. */
const PARALLEL_READS = 2;

/**
 * Opens every file it can, images and models. Each one that cannot be opened gets an alert with its
 * name and the reason; the others still open. The first of the list that opens is shown. Files of a
 * folder that are no pictures, by name and content, are skipped with one notice.
 */
export async function openFiles(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<void> {
  const { models, others } = splitModelFiles(files.filter((file) => !isHiddenFile(file)));
  if (models.length > 0) await loadModelFiles(context, models);
  const wanted = [...others].sort(compareFiles);
  if (wanted.length === 0) {
    if (files.length > 0 && models.length === 0)
      notify(context, 'Nothing to open: only hidden or system files there.');
    return;
  }
  const queue = wanted.map((openable) => ({
    openable,
    imageId: addLoadingEntry(context, {
      name: openable.file.name,
      folder: openable.folder,
      file: openable.file,
    }),
  }));
  const formerId = context.store.getState().currentImageId;
  // When it fails, its neighbour in the list is shown instead.
  context.store.setState({ currentImageId: queue[0]?.imageId ?? formerId, hoveredLabel: null });
  const outcomes: Outcome[] = [];
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      outcomes.push(await openOne(context, next.imageId, next.openable));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, readNext));
  if (!outcomes.includes('open') && findEntry(context.store.getState(), formerId)) {
    context.store.setState({ currentImageId: formerId });
  }
  const skippedCount = outcomes.filter((outcome) => outcome === 'skipped').length;
  if (skippedCount > 0) notify(context, skippedText(skippedCount));
}

type Outcome = 'open' | 'skipped' | 'failed';

function skippedText(count: number): string {
  return count === 1
    ? 'One file that is no image was skipped.'
    : `${count} files that are no images were skipped.`;
}

/** Opens pictures from the clipboard, which all call themselves `image.png`. */
export async function pasteImages(context: ActionContext, files: readonly File[]): Promise<void> {
  const renamed = files.map((file, index) => {
    const extension = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.')) : '';
    const number = context.store.getState().images.length + index + 1;
    const name = file.name.startsWith('image.') ? `pasted-${number}${extension}` : file.name;
    return { file: new File([file], name, { type: file.type }), folder: '' };
  });
  await openFiles(context, renamed);
}

/** Reads one file into its entry, which goes when the file fails. */
async function openOne(
  context: ActionContext,
  imageId: string,
  openable: OpenableFile,
): Promise<Outcome> {
  const { services, store, running } = context;
  const { file } = openable;
  if (!findEntry(store.getState(), imageId)) return 'failed';
  const controller = new AbortController();
  running.decoding.set(imageId, controller);
  try {
    const image = await services.decode(file, file.name, 0, controller.signal);
    if (controller.signal.aborted) throw new AppError('cancelled', 'Closed while it was read.');
    await fillEntry(context, imageId, image);
    return findEntry(store.getState(), imageId) ? 'open' : 'failed';
  } catch (error) {
    store.setState((state) => withoutEntry(state, imageId));
    if (isSideFile(openable) && isNoImage(error)) return 'skipped';
    reportFailure(context, `${file.name} could not be opened`, error);
    return 'failed';
  } finally {
    running.decoding.delete(imageId);
  }
}

/** Text looks like a damaged picture to a reader; only its name tells that it never was one. */
const NO_IMAGE_CODES = ['unsupported-format', 'corrupt-file', 'empty-file'] as const;

function isNoImage(error: unknown): boolean {
  return NO_IMAGE_CODES.some((code) => hasCode(error, code));
}
