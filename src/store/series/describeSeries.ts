import type { ImageSeries } from '#domain/image/imageSeries.ts';
import type { StackAxes } from '#domain/image/stackAxes.ts';
import { type FileSeries, OME_NAME } from '#domain/series/fileSeries.ts';
import { type DescribedSet, seriesOfSet } from '#domain/series/fileSet.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { SeriesMember } from '#store/series/seriesMember.ts';

/** Where the planes of a series lie, as its own files say. */
export interface DescribedSeries {
  readonly series: ImageSeries;
  readonly stack: StackAxes;
  readonly channelNames: readonly string[];
}

/**
 * What OME-TIFFs say of the set that they are: more than their names can. `null` for other files, and
 * where a file of the set is not among them.
 */
export async function describeSeries(
  context: ActionContext,
  { files }: FileSeries<SeriesMember>,
): Promise<DescribedSeries | null> {
  const [first] = files;
  if (!first || !OME_NAME.test(first.name)) return null;
  const found = await readSet(context, first);
  if (!found) return null;
  if (found.kind === 'described') return over(files, found, first);
  const describer = files.find(({ name }) => name === found.fileName);
  if (!describer) return null;
  const described = await readSet(context, describer);
  return described?.kind === 'described' ? over(files, described, describer) : null;
}

function over(
  files: readonly SeriesMember[],
  set: DescribedSet,
  { name }: SeriesMember,
): DescribedSeries | null {
  const series = seriesOfSet(set, name, files);
  return series && { series, stack: set.stack, channelNames: set.channelNames };
}

/** A file that cannot be read says nothing; that is told when its picture is read. */
function readSet({ services }: ActionContext, { openable, name }: SeriesMember) {
  const { signal } = new AbortController();
  return services.readFileSet(openable.file, name, signal).catch(() => null);
}
