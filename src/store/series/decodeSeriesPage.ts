import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { type ImageSeries, picturesOf, seriesPageCount } from '#domain/image/imageSeries.ts';
import { joinPictures } from '#domain/series/joinPictures.ts';
import type { PixelFile } from '#store/series/pixelFile.ts';
import type { Services } from '#store/services.ts';

/** One page of a series, from those of its files that hold it: see `decodePage`. */
export async function decodeSeriesPage(
  decode: Services['decode'],
  { file, series, stack, channelNames }: PixelFile & { readonly series: ImageSeries },
  pageIndex: number,
  signal: AbortSignal,
): Promise<DecodedImage> {
  const pictures = await Promise.all(
    picturesOf(series, pageIndex).map((picture) =>
      decode(file.slice(picture.start, picture.end), picture.name, picture.pageIndex, signal),
    ),
  );
  const pageCount = seriesPageCount(series);
  return joinPictures(pictures, { pageIndex, pageCount, channelNames, ...(stack && { stack }) });
}
