import { type FileSeries, findSeries } from '#domain/series/fileSeries.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { dropImages } from '#store/actions/closeImages.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import type { FilePlan } from '#store/actions/planFiles.ts';
import { openSeries } from '#store/series/openSeries.ts';
import { type SeriesMember, seriesMember } from '#store/series/seriesMember.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { seriesText } from '#text/series.ts';

/**
 * Asks once for all files whose names say that they are planes of one image, and opens them as such
 * where that is wanted. The first image that opens is shown.
 *
 * @returns the other files
 */
export async function offerSeries(
  context: ActionContext,
  files: readonly OpenableFile[],
  plan: FilePlan,
): Promise<readonly OpenableFile[]> {
  const named = seriesAmong(plan).filter(({ isNamed }) => isNamed);
  if (named.length === 0) return files;
  const fileCount = named.reduce((sum, series) => sum + series.files.length, 0);
  const isWanted = await context.ask({
    title: seriesText.title(fileCount, named.length),
    message: seriesText.message(
      named.map(({ name, sizeC, sizeZ, sizeT }) => seriesText.described(name, sizeC, sizeZ, sizeT)),
    ),
    confirmLabel: seriesText.openAsOne(named.length),
    declineLabel: seriesText.openEach(fileCount),
    isDestructive: false,
  });
  if (!isWanted) return files;
  let isFirst = true;
  for (const series of named) {
    const imageId = await openSeries(context, series);
    if (imageId === null || !isFirst) continue;
    isFirst = false;
    context.store.setState({ currentImageId: imageId, hoveredLabel: null });
  }
  const taken = new Set(named.flatMap((series) => series.files.map(({ openable }) => openable)));
  return files.filter((openable) => !taken.has(openable));
}

/**
 * Offers, without a question, to join images that were opened one by one and only count up.
 *
 * @param entryIds images by their files
 */
export function suggestSeries(
  context: ActionContext,
  plan: FilePlan,
  entryIds: ReadonlyMap<OpenableFile, string>,
): void {
  const [series] = seriesAmong(plan).filter(({ isNamed }) => !isNamed);
  if (!series) return;
  const ids = series.files.flatMap(({ openable }) => entryIds.get(openable) ?? []);
  const isAllOpen = ids.every((id) => findEntry(context.store.getState(), id)?.info);
  if (!isAllOpen) return;
  notify(context, seriesText.looksLikeOne(series.files.length, series.name), {
    label: seriesText.joinThem,
    run: () => joinImages(context, series, ids),
    expire: async () => undefined,
  });
}

async function joinImages(
  context: ActionContext,
  series: FileSeries<SeriesMember>,
  imageIds: readonly string[],
): Promise<void> {
  const joinedId = await openSeries(context, series);
  if (joinedId === null) return;
  context.store.setState({ currentImageId: joinedId, hoveredLabel: null });
  dropImages(context, imageIds);
}

/** Series of images; labels and what goes with them stay files of their own. */
function seriesAmong({ images, labels }: FilePlan): readonly FileSeries<SeriesMember>[] {
  const partners = new Set(labels.map(({ partner }) => partner));
  return findSeries(images.map(seriesMember)).filter((series) =>
    series.files.every(({ openable }) => !partners.has(openable)),
  );
}
