import { pageAt, type StackAxes } from '#domain/image/stackAxes.ts';
import type { ImageJDescription } from '#formats/tiff/metadata/imagejDescription.ts';
import type { OmeDescription } from '#formats/tiff/metadata/omeDescription.ts';

/** Where a plane is: a directory, and which of the pictures that follow each other behind it. */
export interface PlaneAddress {
  readonly directoryOffset: number;
  /** 0 except in ImageJ stacks with a single directory. */
  readonly pictureIndex: number;
}

/** How the pictures of a file make up pages: one page per z-slice and time point. */
export interface PageStack {
  readonly pageCount: number;
  /** The pictures whose samples are the channels of a page, in the order of the channels. */
  readonly planesOf: (pageIndex: number) => readonly PlaneAddress[];
  /** `null` where the file does not say what its pages are. */
  readonly axes: StackAxes | null;
}

/** What decides about pages. */
export interface StackClaim {
  /** Directories of full pictures, in the order of the file. */
  readonly directoryOffsets: readonly number[];
  readonly imageJ: ImageJDescription | null;
  readonly ome: OmeDescription | null;
  /** Pictures behind the first directory, as far as they lie inside the file. */
  readonly contiguousCount: number;
  readonly samplesPerPixel: number;
}

/**
 * Groups the pictures of a file into pages.
 *
 * ImageJ hyperstacks and OME-TIFFs say which pictures are channels of the same z-slice and time
 * point; where their figures do not fit the file (a part of a multi-file set, say), and in every
 * other TIFF, each picture is a page of its own.
 */
export function stackPages(claim: StackClaim): PageStack {
  const { imageJ, ome, samplesPerPixel } = claim;
  const planes = listPlanes(claim);
  if (imageJ) return stackOfImageJ(planes, imageJ);
  if (ome) {
    const channelCount = Math.max(1, Math.round(ome.sizeC / samplesPerPixel));
    const stack = omeStack(planes, ome, channelCount);
    if (stack) return stack;
  }
  return grouped(planes, { channelCount: 1, channelStep: 1, axes: null });
}

/** Channels are always the fastest, slices come before time points. */
function stackOfImageJ(planes: readonly PlaneAddress[], imageJ: ImageJDescription): PageStack {
  const { channelCount, sizeZ, sizeT, zStepUm, timeStepS } = imageJ;
  const isComplete = planes.length === channelCount * sizeZ * sizeT;
  if (isComplete && sizeZ * sizeT > 1) {
    const axes: StackAxes = { sizeZ, sizeT, fastest: 'z', zStepUm, timeStepS };
    return grouped(planes, { channelCount, channelStep: 1, axes });
  }
  const isGrouped = channelCount > 1 && planes.length % channelCount === 0;
  return grouped(planes, {
    channelCount: isGrouped ? channelCount : 1,
    channelStep: 1,
    axes: null,
  });
}

/**
 * The pages of an image of an OME-TIFF; `null` where the file does not hold every plane that it tells
 * of, such as one file of a set.
 */
export function omeStack(
  planes: readonly PlaneAddress[],
  ome: OmeDescription,
  channelCount: number,
): PageStack | null {
  const axes = axesOfOme(ome);
  const planeCount = channelCount * ome.sizeZ * ome.sizeT;
  const placed = channelCount === ome.sizeC ? placedPlanes(planes, ome) : null;
  if (placed) return { ...placed, axes };
  const isElsewhere = ome.planes.some(({ fileName }) => fileName !== null);
  if (isElsewhere || planes.length !== planeCount) return null;
  return grouped(planes, { channelCount, channelStep: channelStepOf(ome), axes });
}

/** Axes as an OME-TIFF gives them; `null` for a single page. */
export function axesOfOme(ome: OmeDescription): StackAxes | null {
  const { sizeZ, sizeT, planeOrder, zStepUm, timeStepS } = ome;
  if (sizeZ * sizeT === 1) return null;
  const fastest = planeOrder.indexOf('Z') < planeOrder.indexOf('T') ? 'z' : 't';
  return { sizeZ, sizeT, fastest, zStepUm, timeStepS };
}

/** Planes where the file says that each of them lies; `null` when it does not say so of all. */
function placedPlanes(
  planes: readonly PlaneAddress[],
  ome: OmeDescription,
): Omit<PageStack, 'axes'> | null {
  const { sizeC, sizeZ, sizeT } = ome;
  const pageCount = sizeZ * sizeT;
  if (ome.planes.length < sizeC * pageCount) return null;
  const info = { pageCount, stack: axesOfOme(ome) ?? ONE_PAGE };
  const addresses = new Map<number, PlaneAddress>();
  for (const { c, z, t, ifd, fileName } of ome.planes) {
    const address = planes[ifd];
    if (fileName === null && address) addresses.set(pageAt(info, { z, t }) * sizeC + c, address);
  }
  if (addresses.size < sizeC * pageCount) return null;
  return {
    pageCount,
    planesOf: (pageIndex) =>
      Array.from({ length: sizeC }, (_, c) => addresses.get(pageIndex * sizeC + c)).filter(
        (plane) => plane !== undefined,
      ),
  };
}

/** Axes of a single plane. */
export const ONE_PAGE: StackAxes = {
  sizeZ: 1,
  sizeT: 1,
  fastest: 'z',
  zStepUm: null,
  timeStepS: null,
};

function listPlanes({ directoryOffsets, imageJ, contiguousCount }: StackClaim): PlaneAddress[] {
  const [first] = directoryOffsets;
  const isContiguous = directoryOffsets.length === 1 && imageJ !== null && contiguousCount > 1;
  if (isContiguous && first !== undefined) {
    const length = Math.min(imageJ.imageCount, contiguousCount);
    return Array.from({ length }, (_, pictureIndex) => ({ directoryOffset: first, pictureIndex }));
  }
  return directoryOffsets.map((directoryOffset) => ({ directoryOffset, pictureIndex: 0 }));
}

/** Distance between the pictures of neighbouring channels. */
function channelStepOf({ planeOrder, sizeZ, sizeT }: OmeDescription): number {
  let step = 1;
  for (const axis of planeOrder.slice(0, planeOrder.indexOf('C'))) {
    step *= axis === 'Z' ? sizeZ : sizeT;
  }
  return step;
}

interface Grouping {
  readonly channelCount: number;
  readonly channelStep: number;
  readonly axes: StackAxes | null;
}

function grouped(
  planes: readonly PlaneAddress[],
  { channelCount, channelStep, axes }: Grouping,
): PageStack {
  return {
    axes,
    pageCount: planes.length / channelCount,
    planesOf: (pageIndex) => {
      // With the channel axis taken out, pages keep the order of the file.
      const outer = Math.floor(pageIndex / channelStep);
      const first = outer * channelStep * channelCount + (pageIndex % channelStep);
      return Array.from(
        { length: channelCount },
        (_, channel) => planes[first + channel * channelStep],
      ).filter((plane) => plane !== undefined);
    },
  };
}
