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
  const { imageJ, ome } = claim;
  const planes = listPlanes(claim);
  if (imageJ && imageJ.channelCount > 1 && planes.length % imageJ.channelCount === 0) {
    return grouped(planes, { channelCount: imageJ.channelCount, channelStep: 1 });
  }
  if (ome) {
    const channelCount = Math.max(1, Math.round(ome.sizeC / claim.samplesPerPixel));
    const isComplete = planes.length === channelCount * ome.sizeZ * ome.sizeT;
    if (isComplete) {
      return grouped(planes, { channelCount, channelStep: channelStepOf(ome) });
    }
  }
  return grouped(planes, { channelCount: 1, channelStep: 1 });
}

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

function grouped(
  planes: readonly PlaneAddress[],
  { channelCount, channelStep }: { channelCount: number; channelStep: number },
): PageStack {
  return {
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
