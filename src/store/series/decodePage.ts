import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelFile } from '#store/series/pixelFile.ts';
import type { Services } from '#store/services.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';

/** Where the pages of an open image come from. */
export function pixelFileOf(
  { name, series, info }: Pick<ImageEntry, 'name' | 'series' | 'info'>,
  file: Blob,
): PixelFile {
  return { file, name, series, stack: info?.stack, channelNames: info?.channelNames };
}

/**
 * One page of an image, from its file or from those files of its series that hold it.
 *
 * @throws AppError as `Services.decode`; `shape-mismatch` when files of a series do not fit
 */
export async function decodePage(
  { decode }: Pick<Services, 'decode'>,
  from: PixelFile,
  pageIndex: number,
  signal: AbortSignal,
): Promise<DecodedImage> {
  const { file, name, series } = from;
  if (!series) return decode(file, name, pageIndex, signal);
  const { decodeSeriesPage } = await import('#store/series/decodeSeriesPage.ts');
  return decodeSeriesPage(decode, { ...from, series }, pageIndex, signal);
}
