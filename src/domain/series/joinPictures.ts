import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { AppError } from '#lib/errors.ts';

/** What one page of a series is among the others. */
export interface SeriesPage extends Pick<DecodedImage, 'pageIndex' | 'pageCount' | 'stack'> {
  /** Used where they are as many as the channels. */
  readonly channelNames?: readonly string[] | undefined;
}

/**
 * The pictures of one page as one image: their channels one after the other.
 *
 * @throws AppError `shape-mismatch` when their sizes or number types differ
 */
export function joinPictures(pictures: readonly DecodedImage[], page: SeriesPage): DecodedImage {
  const [first] = pictures;
  if (!first) throw new AppError('not-found', `Page ${page.pageIndex + 1} has no file.`);
  for (const picture of pictures) expectAlike(first, picture);
  const {
    stack: _ofItsFile,
    fileImages: _inItsFile,
    pagePlaces: _inAnother,
    channelColors: _ofItsOwn,
    ...facts
  } = first;
  const { channelNames: known, ...place } = page;
  const channels = pictures.flatMap((picture) => picture.channels);
  return {
    ...facts,
    ...place,
    channels,
    ...colorsOf(pictures),
    channelNames: known?.length === channels.length ? known : namesOf(pictures),
    isRgb: first.isRgb && pictures.length === 1,
  };
}

/** @throws AppError `shape-mismatch` when a page does not fit those before it */
function expectAlike(
  first: Pick<DecodedImage, 'width' | 'height' | 'pixelType'>,
  other: Pick<DecodedImage, 'width' | 'height' | 'pixelType'>,
): void {
  const { width, height, pixelType } = first;
  if (other.width === width && other.height === height && other.pixelType === pixelType) return;
  throw new AppError(
    'shape-mismatch',
    `A file of the series has ${other.width} × ${other.height} px of ${other.pixelType}, but the others ${width} × ${height} px of ${pixelType}, so they are no planes of one image. Close it and open its files as single images.`,
  );
}

/** Colours that files give to a single channel each may all be the same: then they tell nothing. */
function colorsOf(pictures: readonly DecodedImage[]): Pick<DecodedImage, 'channelColors'> {
  const colors = pictures.flatMap(({ channels, channelColors }) =>
    channels.map((_, channel) => channelColors?.[channel] ?? null),
  );
  const told = colors.filter((color) => color !== null);
  const isTold = told.length > 0 && (pictures.length === 1 || new Set(told).size === told.length);
  return isTold ? { channelColors: colors } : {};
}

/** Names that each file has alone often say nothing once they stand side by side. */
function namesOf(pictures: readonly DecodedImage[]): readonly string[] {
  const names = pictures.flatMap(({ channelNames }) => channelNames);
  const isTold = new Set(names).size === names.length;
  return isTold ? names : names.map((_, channel) => `Channel ${channel + 1}`);
}
