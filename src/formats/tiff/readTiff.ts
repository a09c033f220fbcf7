import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { OnPart } from '#domain/image/decodedPart.ts';
import type { FileImage } from '#domain/image/fileImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { pixelTypeOf } from '#formats/pixelTypeOf.ts';
import { corruptFile } from '#formats/refusals.ts';
import { readPagePlaces } from '#formats/tiff/metadata/imagejLabels.ts';
import { readImageJColors } from '#formats/tiff/metadata/imagejLuts.ts';
import type { OmeDescription } from '#formats/tiff/metadata/omeDescription.ts';
import { aperioPixelSizeUm, readPixelSizeUm } from '#formats/tiff/metadata/pixelSize.ts';
import { imageOfPage, type OmeImage } from '#formats/tiff/omeImages.ts';
import { type OpenTiff, openTiff, readPlaneLayout } from '#formats/tiff/openTiff.ts';
import { axesOfOme, ONE_PAGE } from '#formats/tiff/pageStack.ts';
import { decodePage } from '#formats/tiff/pixels/decodePage.ts';
import { type PageLayout, storedBytes } from '#formats/tiff/pixels/pageLayout.ts';
import { type ShapedChannels, shapeChannels } from '#formats/tiff/pixels/shapeChannels.ts';
import { chooseLevel, levelScale } from '#formats/tiff/pyramidLevels.ts';
import { PHOTOMETRIC } from '#formats/tiff/tiffTags.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Reads one page of a TIFF, BigTIFF, OME-TIFF or ImageJ stack.
 *
 * Pages are z-slices and time points; pictures that the file calls channels of the same slice are
 * channels of one page. Thumbnails and pyramid levels are no pages; where a page is too large to be
 * opened, the largest level of its pyramid that is not comes instead, with its own pixel size.
 *
 * @throws AppError `corrupt-file`, `unsupported-format` or `too-large` with the reason, `not-found`
 *   when there is no such page
 */
export async function readTiff(
  file: Blob,
  pageIndex: number,
  onPart?: OnPart,
): Promise<DecodedImage> {
  const tiff = await openTiff(file);
  const { layouts, full } = await readPageLayouts(tiff, pageIndex);
  const shaped: ShapedChannels[] = [];
  for (const layout of layouts) {
    const isFirst = shaped.length === 0;
    const samples = await decodePage(tiff.source, layout, isFirst ? onPart : undefined);
    shaped.push(shapeChannels(samples, layout, { isOneOfMany: layouts.length > 1 }));
  }
  const [first] = shaped;
  const [layout] = layouts;
  if (!first || !layout) throw corruptFile('The page has no channels.');
  const channels = shaped.flatMap((picture) => picture.channels);
  const pixelType = commonPixelType(channels);
  const ome = imageOfPage(tiff.omeImages, pageIndex)?.ome ?? tiff.ome;
  return {
    width: layout.width,
    height: layout.height,
    pixelType,
    channels,
    channelNames: nameChannels(ome, shaped),
    ...(await colorFacts(tiff, ome, channels.length)),
    ...(isZeroWhite(layout) && { isZeroWhite: true }),
    isRgb: first.isRgb && shaped.length === 1,
    bitsPerSample: first.bitsPerSample,
    pageIndex,
    pageCount: tiff.stack.pageCount,
    ...(tiff.stack.axes && { stack: tiff.stack.axes }),
    ...(pageIndex === 0 && (await placeFacts(tiff))),
    pixelSizeUm: scaled(await findPixelSizeUm(tiff, ome), full ? levelScale(full, layout) : 1),
    ...(full && { fullSize: full }),
    ...(tiff.omeImages.length > 0 && { fileImages: tiff.omeImages.map(fileImage) }),
    formatName: formatNameOf(tiff),
  };
}

/**
 * All samples of one page as they are stored (palette indices, alpha, YCbCr), one plane each; for
 * comparisons with other readers.
 */
export async function readStoredSamples(
  file: Blob,
  pageIndex: number,
): Promise<{ readonly pageCount: number; readonly samples: readonly PixelData[] }> {
  const tiff = await openTiff(file);
  const samples: PixelData[] = [];
  for (const layout of (await readPageLayouts(tiff, pageIndex)).layouts) {
    samples.push(...(await decodePage(tiff.source, layout)));
  }
  return { pageCount: tiff.stack.pageCount, samples };
}

interface PageLayouts {
  /** One for each picture of the page. */
  readonly layouts: readonly PageLayout[];
  /** Size of the page where these are a level of its pyramid, else `null`. */
  readonly full: { readonly width: number; readonly height: number } | null;
}

async function readPageLayouts(tiff: OpenTiff, pageIndex: number): Promise<PageLayouts> {
  const { pageCount, planesOf } = tiff.stack;
  if (!(Number.isInteger(pageIndex) && pageIndex >= 0 && pageIndex < pageCount)) {
    throw new AppError(
      'not-found',
      `There is no page ${pageIndex + 1}: the file has ${pageCount}.`,
    );
  }
  const level = await chooseLevel(tiff, planesOf(pageIndex));
  const layouts: PageLayout[] = [];
  for (const address of level?.planes ?? planesOf(pageIndex)) {
    layouts.push(await readPlaneLayout(tiff, address));
  }
  const [first] = layouts;
  if (!first) throw corruptFile(`Page ${pageIndex + 1} has no picture.`);
  const { width, height, samplesPerPixel, bitsPerSample } = first;
  const other = layouts.find((layout) => layout.width !== width || layout.height !== height);
  if (other) {
    throw corruptFile(
      `The channels of page ${pageIndex + 1} have different sizes: ${width} × ${height} and ${other.width} × ${other.height} px.`,
    );
  }
  const channelCount = layouts.length * samplesPerPixel;
  checkPageClaim({ width, height, channelCount, bytesPerSample: storedBytes(bitsPerSample) });
  return { layouts, full: level?.full ?? null };
}

function scaled(length: number | null, factor: number): number | null {
  return length === null ? null : length * factor;
}

function commonPixelType(channels: readonly PixelData[]): DecodedImage['pixelType'] {
  const types = new Set(channels.map(pixelTypeOf));
  const [type] = types;
  if (type === undefined || types.size > 1) {
    throw corruptFile(`The channels have different number types (${[...types].join(', ')}).`);
  }
  return type;
}

function fileImage({ ome, firstPage }: OmeImage): FileImage {
  return { name: ome.name, firstPage, stack: axesOfOme(ome) ?? ONE_PAGE };
}

/** Colours of the channels, where the file has one for each. */
async function colorFacts(
  { source, firstDirectory, imageJ }: OpenTiff,
  ome: OmeDescription | null,
  channelCount: number,
): Promise<Pick<DecodedImage, 'channelColors'>> {
  const colors =
    ome?.channelColors ?? (imageJ ? await readImageJColors(source, firstDirectory) : []);
  const isTold = colors.length === channelCount && colors.some((color) => color !== null);
  return isTold ? { channelColors: colors } : {};
}

/** Where the pages of an ImageJ stack come from, where it says so. */
async function placeFacts({
  source,
  firstDirectory,
  imageJ,
  stack: { pageCount },
}: OpenTiff): Promise<Pick<DecodedImage, 'pagePlaces'>> {
  if (!imageJ || pageCount === 1) return {};
  const pagePlaces = await readPagePlaces(source, firstDirectory, pageCount);
  return pagePlaces ? { pagePlaces } : {};
}

/** Of a palette, or of several samples, the tag says nothing of the kind. */
function isZeroWhite({ photometric, samplesPerPixel, extraSamples }: PageLayout): boolean {
  return photometric === PHOTOMETRIC.minIsWhite && samplesPerPixel - extraSamples.length <= 1;
}

function nameChannels(ome: OmeDescription | null, shaped: readonly ShapedChannels[]): string[] {
  const names = shaped.flatMap((picture) => picture.names);
  return names.map((name, index) => name || ome?.channelNames[index] || `Channel ${index + 1}`);
}

async function findPixelSizeUm(tiff: OpenTiff, ome: OmeDescription | null): Promise<number | null> {
  // The tags of the first page say nothing of another image.
  if (ome?.pixelSizeUm || tiff.omeImages.length > 0) return ome?.pixelSizeUm ?? null;
  const { source, firstDirectory, imageJ, descriptionText } = tiff;
  // Resolution tags that cannot be read cost the pixel size, not the picture.
  const tagged = await readPixelSizeUm(source, firstDirectory, imageJ).catch(() => null);
  return aperioPixelSizeUm(descriptionText) ?? tagged;
}

function formatNameOf({ ome, imageJ, header }: OpenTiff): string {
  if (ome) return 'OME-TIFF';
  if (imageJ) return 'ImageJ TIFF';
  return header.isBigTiff ? 'BigTIFF' : 'TIFF';
}
