import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { pixelTypeOf } from '#formats/pixelTypeOf.ts';
import { corruptFile } from '#formats/refusals.ts';
import { readPixelSizeUm } from '#formats/tiff/metadata/pixelSize.ts';
import { type OpenTiff, openTiff, readPlaneLayout } from '#formats/tiff/openTiff.ts';
import { decodePage } from '#formats/tiff/pixels/decodePage.ts';
import { type PageLayout, storedBytes } from '#formats/tiff/pixels/pageLayout.ts';
import { type ShapedChannels, shapeChannels } from '#formats/tiff/pixels/shapeChannels.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Reads one page of a TIFF, BigTIFF, OME-TIFF or ImageJ stack.
 *
 * Pages are z-slices and time points; pictures that the file calls channels of the same slice are
 * channels of one page. Thumbnails and pyramid levels are no pages.
 *
 * @throws AppError `corrupt-file`, `unsupported-format` or `too-large` with the reason, `not-found`
 *   when there is no such page
 */
export async function readTiff(file: Blob, pageIndex: number): Promise<DecodedImage> {
  const tiff = await openTiff(file);
  const layouts = await readPageLayouts(tiff, pageIndex);
  const shaped: ShapedChannels[] = [];
  for (const layout of layouts) {
    const samples = await decodePage(tiff.source, layout);
    shaped.push(shapeChannels(samples, layout, { isOneOfMany: layouts.length > 1 }));
  }
  const [first] = shaped;
  const [layout] = layouts;
  if (!first || !layout) throw corruptFile('The page has no channels.');
  const channels = shaped.flatMap((picture) => picture.channels);
  const pixelType = commonPixelType(channels);
  return {
    width: layout.width,
    height: layout.height,
    pixelType,
    channels,
    channelNames: nameChannels(tiff, shaped),
    isRgb: first.isRgb && shaped.length === 1,
    bitsPerSample: first.bitsPerSample,
    pageIndex,
    pageCount: tiff.stack.pageCount,
    pixelSizeUm: await findPixelSizeUm(tiff),
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
  for (const layout of await readPageLayouts(tiff, pageIndex)) {
    samples.push(...(await decodePage(tiff.source, layout)));
  }
  return { pageCount: tiff.stack.pageCount, samples };
}

async function readPageLayouts(tiff: OpenTiff, pageIndex: number): Promise<PageLayout[]> {
  const { pageCount, planesOf } = tiff.stack;
  if (!(Number.isInteger(pageIndex) && pageIndex >= 0 && pageIndex < pageCount)) {
    throw new AppError(
      'not-found',
      `There is no page ${pageIndex + 1}: the file has ${pageCount}.`,
    );
  }
  const layouts: PageLayout[] = [];
  for (const address of planesOf(pageIndex)) layouts.push(await readPlaneLayout(tiff, address));
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
  return layouts;
}

function commonPixelType(channels: readonly PixelData[]): DecodedImage['pixelType'] {
  const types = new Set(channels.map(pixelTypeOf));
  const [type] = types;
  if (type === undefined || types.size > 1) {
    throw corruptFile(`The channels have different number types (${[...types].join(', ')}).`);
  }
  return type;
}

function nameChannels({ ome }: OpenTiff, shaped: readonly ShapedChannels[]): string[] {
  const names = shaped.flatMap((picture) => picture.names);
  return names.map((name, index) => name || ome?.channelNames[index] || `Channel ${index + 1}`);
}

async function findPixelSizeUm(tiff: OpenTiff): Promise<number | null> {
  if (tiff.ome?.pixelSizeUm) return tiff.ome.pixelSizeUm;
  // Resolution tags that cannot be read cost the pixel size, not the picture.
  return readPixelSizeUm(tiff.source, tiff.firstDirectory, tiff.imageJ).catch(() => null);
}

function formatNameOf({ ome, imageJ, header }: OpenTiff): string {
  if (ome) return 'OME-TIFF';
  if (imageJ) return 'ImageJ TIFF';
  return header.isBigTiff ? 'BigTIFF' : 'TIFF';
}
