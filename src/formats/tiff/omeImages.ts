import type { OmeDescription } from '#formats/tiff/metadata/omeDescription.ts';
import { omeStack, type PageStack, type PlaneAddress } from '#formats/tiff/pageStack.ts';
import { readPageClaim } from '#formats/tiff/pixels/pageLayout.ts';
import type { PyramidFile } from '#formats/tiff/pyramidLevels.ts';
import { readTiffDirectory } from '#formats/tiff/tiffDirectory.ts';

/** One of several images of an OME-TIFF. */
export interface OmeImage {
  readonly ome: OmeDescription;
  /** Its first page among those of the file. */
  readonly firstPage: number;
  readonly stack: PageStack;
}

/**
 * The images whose pictures all lie in this file. Where files of a set describe each other, those of
 * the others are left out.
 */
export function ownImages(descriptions: readonly OmeDescription[]): readonly OmeDescription[] {
  const isSet = descriptions.some(({ planes }) => planes.some((plane) => plane.fileName !== null));
  if (!isSet) return descriptions;
  return descriptions.filter(
    ({ planes }) => planes.length > 0 && planes.every((plane) => plane.fileName === null),
  );
}

/**
 * The images of an OME-TIFF that holds several, one after the other, whatever their sizes; empty where
 * it holds one, or does not have the pictures that its images need.
 *
 * @param descriptions see `ownImages`
 * @throws AppError `corrupt-file` when a directory cannot be read
 */
export async function listOmeImages(
  file: PyramidFile,
  descriptions: readonly OmeDescription[],
): Promise<readonly OmeImage[]> {
  if (descriptions.length < 2) return [];
  const planes = file.pages.map((directoryOffset) => ({ directoryOffset, pictureIndex: 0 }));
  const isPlaced = arePlaced(descriptions);
  const images: OmeImage[] = [];
  let firstPage = 0;
  let firstPlane = 0;
  for (const ome of descriptions) {
    const ifds = isPlaced ? ifdsOf(ome) : null;
    const first = planes[ifds?.[0] ?? firstPlane];
    if (!first) return [];
    const channelCount = Math.round(ome.sizeC / (await samplesAt(file, first))) || 1;
    const stack = stackImage({ ome, planes, ifds, firstPlane }, channelCount);
    if (!stack) return [];
    images.push({ ome, firstPage, stack });
    firstPage += stack.pageCount;
    firstPlane += channelCount * stack.pageCount;
  }
  return isPlaced || firstPlane === planes.length ? images : [];
}

interface ImagePlanes {
  readonly ome: OmeDescription;
  /** Of the whole file. */
  readonly planes: readonly PlaneAddress[];
  /** Its own, where the file says so; else they begin at `firstPlane`. */
  readonly ifds: readonly number[] | null;
  readonly firstPlane: number;
}

function stackImage(
  { ome, planes, ifds, firstPlane }: ImagePlanes,
  channelCount: number,
): PageStack | null {
  const isPlaced = ifds !== null && channelCount === ome.sizeC;
  const placed = isPlaced ? omeStack(planes, ome, channelCount) : null;
  if (placed) return placed;
  const needed = channelCount * ome.sizeZ * ome.sizeT;
  const own = ifds
    ? ifds.slice(0, needed).flatMap((ifd) => planes[ifd] ?? [])
    : planes.slice(firstPlane, firstPlane + needed);
  return omeStack(own, { ...ome, planes: [] }, channelCount);
}

/** All images as the pages of one file, those of the first image first. */
export function pagesOfImages(images: readonly OmeImage[]): PageStack {
  return {
    axes: null,
    pageCount: images.reduce((sum, { stack }) => sum + stack.pageCount, 0),
    planesOf: (pageIndex) => {
      const image = imageOfPage(images, pageIndex);
      return image?.stack.planesOf(pageIndex - image.firstPage) ?? [];
    },
  };
}

/** The image that a page belongs to. */
export function imageOfPage(images: readonly OmeImage[], pageIndex: number): OmeImage | undefined {
  return images.findLast(({ firstPage }) => firstPage <= pageIndex);
}

/** True where the file says of each picture which image it belongs to, and of none twice. */
function arePlaced(descriptions: readonly OmeDescription[]): boolean {
  const seen = new Set<number>();
  for (const ome of descriptions) {
    const ifds = ifdsOf(ome);
    if (ifds.length === 0 || ifds.some((ifd) => seen.has(ifd))) return false;
    for (const ifd of ifds) seen.add(ifd);
  }
  return true;
}

function ifdsOf({ planes }: OmeDescription): readonly number[] {
  return [...new Set(planes.map(({ ifd }) => ifd))].sort((a, b) => a - b);
}

async function samplesAt(
  { source, header }: PyramidFile,
  { directoryOffset }: PlaneAddress,
): Promise<number> {
  const directory = await readTiffDirectory(source, header, directoryOffset);
  return (await readPageClaim(source, directory)).channelCount;
}
