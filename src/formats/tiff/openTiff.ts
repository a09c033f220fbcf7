import { type ByteSource, blobSource } from '#formats/byteSource.ts';
import { listPages } from '#formats/tiff/listPages.ts';
import {
  type ImageJDescription,
  parseImageJDescription,
} from '#formats/tiff/metadata/imagejDescription.ts';
import { type OmeDescription, parseOmeDescription } from '#formats/tiff/metadata/omeDescription.ts';
import { type PageStack, type PlaneAddress, stackPages } from '#formats/tiff/pageStack.ts';
import { type PageLayout, readPageLayout } from '#formats/tiff/pixels/pageLayout.ts';
import {
  readBytes,
  readTiffDirectory,
  readTiffHeader,
  type TiffDirectory,
  type TiffHeader,
} from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** A TIFF whose directories have been walked; no pixel has been read yet. */
export interface OpenTiff {
  readonly source: ByteSource;
  readonly header: TiffHeader;
  readonly firstDirectory: TiffDirectory;
  readonly imageJ: ImageJDescription | null;
  readonly ome: OmeDescription | null;
  readonly stack: PageStack;
}

/** @throws AppError `corrupt-file` when the file has no directory that can be read */
export async function openTiff(file: Blob): Promise<OpenTiff> {
  const source = blobSource(file);
  const header = await readTiffHeader(source);
  const directoryOffsets = await listPages(source, header);
  const firstDirectory = await readTiffDirectory(source, header, directoryOffsets[0] ?? 0);
  const text = await readDescription(source, firstDirectory);
  const imageJ = parseImageJDescription(text);
  const ome = parseOmeDescription(text);

  // Only these two kinds of file say how pictures belong together.
  const layout = imageJ || ome ? await readPageLayout(source, firstDirectory) : null;
  const stack = stackPages({
    directoryOffsets,
    imageJ,
    ome,
    contiguousCount: layout ? countContiguous(source, layout) : 1,
    samplesPerPixel: layout?.samplesPerPixel ?? 1,
  });
  return { source, header, firstDirectory, imageJ, ome, stack };
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

function countContiguous(source: ByteSource, layout: PageLayout): number {
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
