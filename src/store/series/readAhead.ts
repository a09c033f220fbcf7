import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { pagesAround } from '#domain/image/stackNeighbours.ts';
import type { ActionContext, RunningWork } from '#store/actions/actionContext.ts';
import { decodePage, pixelFileOf } from '#store/series/decodePage.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';
import { orCancelled } from '#workers/orCancelled.ts';

/** Pages that are not shown yet may take this much memory together. */
const LIMIT_BYTES = 256 * 2 ** 20;

/** A page that is read, or was read, before it is wanted. */
interface AheadPage {
  readonly file: Blob;
  readonly controller: AbortController;
  /** Never rejects; `null` = it could not be read. */
  readonly image: Promise<DecodedImage | null>;
  /** Once it is there. */
  bytes: number | null;
}

/** Pages of the stack in view, by page. */
interface PagesAhead {
  imageId: string | null;
  readonly pages: Map<number, AheadPage>;
  /** Counts what was wanted: an older round stops. */
  round: number;
}

const ofWork = new WeakMap<RunningWork, PagesAhead>();

/**
 * A page of a stack: one that was read ahead, else read now. Other reading ahead gives way to it.
 *
 * @throws AppError as `decodePage`
 */
export async function takePage(
  context: ActionContext,
  entry: ImageEntry & { readonly file: Blob },
  pageIndex: number,
  signal: AbortSignal,
): Promise<DecodedImage> {
  const ahead = aheadOf(context);
  const page = ahead.imageId === entry.id ? ahead.pages.get(pageIndex) : undefined;
  ahead.round++;
  drop(ahead, (index, { bytes }) => index !== pageIndex && bytes === null);
  if (page && page.file === entry.file) {
    const image = await orCancelled(page.image, signal);
    // Its pixels go to the image worker.
    if (ahead.pages.get(pageIndex) === page) ahead.pages.delete(pageIndex);
    if (image) return image;
  }
  return decodePage(context.services, pixelFileOf(entry, entry.file), pageIndex, signal);
}

/**
 * Reads the pages around the one that is shown now, one after the other, the likeliest first, within
 * 256 MiB; others are forgotten. Ends when the user goes elsewhere. Never rejects.
 */
export async function readAround(
  context: ActionContext,
  imageId: string,
  from: number,
): Promise<void> {
  const ahead = aheadOf(context);
  const entry = findEntry(context.store.getState(), imageId);
  if (!entry?.info || !entry.file || !isInView(context, imageId)) return;
  if (ahead.imageId !== imageId) drop(ahead, () => true);
  ahead.imageId = imageId;
  const round = ++ahead.round;
  const room = Math.floor(LIMIT_BYTES / pageBytes(entry));
  const wanted = pagesAround(entry.info, from, entry.info.pageIndex).slice(0, room);
  drop(ahead, (index) => !wanted.includes(index));
  for (const pageIndex of wanted) {
    await (ahead.pages.get(pageIndex) ?? startReading(context, ahead, entry, pageIndex))?.image;
    if (ahead.round !== round) return;
  }
}

function startReading(
  { services }: ActionContext,
  { pages }: PagesAhead,
  entry: ImageEntry,
  pageIndex: number,
): AheadPage | null {
  const { file } = entry;
  if (!file) return null;
  const controller = new AbortController();
  const reading = decodePage(services, pixelFileOf(entry, file), pageIndex, controller.signal);
  const page: AheadPage = {
    ...{ file, controller, bytes: null },
    // Whoever wants the page reads it once more, and is told why it fails.
    image: reading.then(
      (image) => {
        page.bytes = bytesOf(image);
        const held = [...pages.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
        if (held > LIMIT_BYTES) forget(pages, pageIndex, page);
        return image;
      },
      () => {
        forget(pages, pageIndex, page);
        return null;
      },
    ),
  };
  pages.set(pageIndex, page);
  return page;
}

function forget(pages: PagesAhead['pages'], pageIndex: number, page: AheadPage): void {
  if (pages.get(pageIndex) === page) pages.delete(pageIndex);
}

/** What is there of this page, and forgets it all once the user goes elsewhere. */
function aheadOf(context: ActionContext): PagesAhead {
  const found = ofWork.get(context.running);
  if (found) return found;
  const ahead: PagesAhead = { imageId: null, pages: new Map(), round: 0 };
  ofWork.set(context.running, ahead);
  context.store.subscribe(() => {
    if (ahead.imageId === null || isInView(context, ahead.imageId)) return;
    ahead.imageId = null;
    ahead.round++;
    drop(ahead, () => true);
  });
  return ahead;
}

/** A segmentation needs the memory, and the processors, for itself. */
function isInView({ store }: ActionContext, imageId: string): boolean {
  const { currentImageId, images, job } = store.getState();
  return currentImageId === imageId && job === null && images.some(({ id }) => id === imageId);
}

function drop({ pages }: PagesAhead, matches: (index: number, page: AheadPage) => boolean): void {
  for (const [index, page] of pages) {
    if (!matches(index, page)) continue;
    pages.delete(index);
    page.controller.abort();
  }
}

/** At most 8 bytes a sample. */
function pageBytes({ info, channels }: ImageEntry): number {
  const samples = (info?.width ?? 1) * (info?.height ?? 1) * Math.max(1, channels.length);
  return samples * Math.max(1, Math.ceil((info?.bitsPerSample ?? 64) / 8));
}

function bytesOf({ channels }: DecodedImage): number {
  return pixelBuffers(channels).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
