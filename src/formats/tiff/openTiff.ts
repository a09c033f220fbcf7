import { type ByteSource, blobSource } from '#formats/byteSource.ts';
import { listPages } from '#formats/tiff/listPages.ts';
import {
  type ImageJDescription,
  parseImageJDescription,
} from '#formats/tiff/metadata/imagejDescription.ts';
import { type OmeDescription, parseOmeImages } from '#formats/tiff/metadata/omeDescription.ts';
import { listOmeImages, type OmeImage, ownImages, pagesOfImages } from '#formats/tiff/omeImages.ts';
import { type PageStack, type PlaneAddress, stackPages } from '#formats/tiff/pageStack.ts';
import { type PageLayout, readPageClaim, readPageLayout } from '#formats/tiff/pixels/pageLayout.ts';
import type { PyramidFile } from '#formats/tiff/pyramidLevels.ts';
import {
  readBytes,
  readTiffDirectory,
  readTiffHeader,
  type TiffDirectory,
} from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** A TIFF whose directories have been walked; no pixel has been read yet. */
export interface OpenTiff extends PyramidFile {
  readonly firstDirectory: TiffDirectory;
  /** `''` where there is none. */
  readonly descriptionText: string;
  readonly imageJ: ImageJDescription | null;
  /** Of the first image, or of the only one of its set that lies in this file. */
  readonly ome: OmeDescription | null;
  /** Images of an OME-TIFF that holds several, else empty. */
  readonly omeImages: readonly OmeImage[];
  readonly stack: PageStack;
}

/** @throws AppError `corrupt-file` when the file has no directory that can be read */
export async function openTiff(file: Blob): Promise<OpenTiff> {
  const source = blobSource(file);
  const header = await readTiffHeader(source);
  const listed = await listPages(source, header);
  const firstDirectory = await readTiffDirectory(source, header, listed.pages[0] ?? 0);
  const text = await readDescription(source, firstDirectory);
  const imageJ = parseImageJDescription(text);
  const descriptions = await parseOmeImages(text);
  const own = ownImages(descriptions);
  const ome = (own.length === 1 ? own[0] : descriptions[0]) ?? null;
  const listing = { source, header, ...listed };
  const omeImages = await listOmeImages(listing, own);
  const isUnclear = own.length > 1 && omeImages.length === 0;

  const claim = {
    directoryOffsets: listed.pages,
    imageJ,
    ome: isUnclear ? null : ome,
    contiguousCount: imageJ ? await countContiguous(source, firstDirectory) : 1,
    samplesPerPixel: ome ? (await readPageClaim(source, firstDirectory)).channelCount : 1,
  };
  const stack = omeImages.length > 0 ? pagesOfImages(omeImages) : stackPages(claim);
  return { ...listing, firstDirectory, descriptionText: text, imageJ, ome, omeImages, stack };
}

/** Layout of one picture, which may lie behind the one that its directory describes. */
export async function readPlaneLayout(
  { source, header }: OpenTiff,
  { directoryOffset, pictureIndex }: PlaneAddress,
): Promise<PageLayout> {
  const directory = await readTiffDirectory(source, header, directoryOffset);
  const layout = await readPageLayout(source, directory);
  const shift = pictureIndex * pictureBytes(layout);
  const offsets = layout.chunks.offsets.map((offset) => offset + shift);
  return { ...layout, chunks: { ...layout.chunks, offsets } };
}

async function countContiguous(source: ByteSource, directory: TiffDirectory): Promise<number> {
  const layout = await readPageLayout(source, directory);
  if (layout.compression !== 1) return 1;
  const start = Math.min(...layout.chunks.offsets.slice(0, 1));
  return Math.floor((source.sizeBytes - start) / pictureBytes(layout));
}

function pictureBytes({ chunks }: PageLayout): number {
  return chunks.byteCounts.reduce((sum, count) => sum + count, 0);
}

async function readDescription(source: ByteSource, directory: TiffDirectory): Promise<string> {
  // A description that cannot be read costs names and pixel size, not the picture.
  const bytes = await readBytes(source, directory, TAG.imageDescription).catch(() => null);
  return bytes ? new TextDecoder().decode(bytes) : '';
}
