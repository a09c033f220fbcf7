import { AppError } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { addLoadingEntry, fillEntry } from '#store/actions/addImage.ts';
import { compareFiles, isHiddenFile, type OpenableFile } from '#store/actions/openableFile.ts';
import { findEntry, withoutEntry } from '#store/slices/imagesSlice.ts';

/** Files read at once: more would only fill the memory. */
const PARALLEL_READS = 2;

/**
 * Opens every file it can. Each one that cannot be opened gets an alert with its name and the
 * reason; the others still open. The first that opens is shown.
 */
export async function openFiles(
  context: ActionContext,
  files: readonly OpenableFile[],
): Promise<void> {
  const wanted = files.filter((file) => !isHiddenFile(file)).sort(compareFiles);
  if (wanted.length === 0) {
    if (files.length > 0) notify(context, 'Nothing to open: only hidden or system files there.');
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
  const shown = { isAny: false };
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const isOpen = await openOne(context, next.imageId, next.openable.file);
      if (isOpen && !shown.isAny) {
        shown.isAny = true;
        context.store.setState({ currentImageId: next.imageId });
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, readNext));
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

/** Reads one file into its entry; false when it failed or was closed meanwhile. */
async function openOne(context: ActionContext, imageId: string, file: File): Promise<boolean> {
  const { services, store, running } = context;
  if (!findEntry(store.getState(), imageId)) return false;
  const controller = new AbortController();
  running.decoding.set(imageId, controller);
  try {
    const image = await services.decode(file, file.name, 0, controller.signal);
    if (controller.signal.aborted) throw new AppError('cancelled', 'Closed while it was read.');
    await fillEntry(context, imageId, image);
    return findEntry(store.getState(), imageId) !== undefined;
  } catch (error) {
    reportFailure(context, `${file.name} could not be opened`, error);
    store.setState((state) => withoutEntry(state, imageId));
    return false;
  } finally {
    running.decoding.delete(imageId);
  }
}
