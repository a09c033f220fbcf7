import type { PlanePlace } from '#domain/export/exportedPlane.ts';

/** How the pages of an image lie along z and time; `sizeZ` × `sizeT` is their number. */
export interface StackAxes {
  /** Slices, from 1. */
  readonly sizeZ: number;
  /** Time points, from 1. */
  readonly sizeT: number;
  /** What changes from one page to the next. */
  readonly fastest: 'z' | 't';
  /** Distance of neighbouring slices in µm; `null` where the file does not say. */
  readonly zStepUm: number | null;
  /** From one time point to the next in s; `null` where the file does not say. */
  readonly timeStepS: number | null;
}

/** A slice and a time point, from 0. */
export type StackPlace = Pick<PlanePlace, 'z' | 't'>;

/** What is known of the pages of an image. */
export interface PagesInfo {
  readonly pageCount: number;
  /** Left out where the file does not say what its pages are. */
  readonly stack?: StackAxes;
}

/** The axes of an image; pages of which the file says nothing count as slices. */
export function axesOf({ pageCount, stack }: PagesInfo): StackAxes {
  return stack ?? { sizeZ: pageCount, sizeT: 1, fastest: 'z', zStepUm: null, timeStepS: null };
}

/**
 * Slice and time point of a page: page = t · sizeZ + z, or z · sizeT + t where time is the fastest.
 *
 * @param pageIndex from 0
 */
export function placeOf(info: PagesInfo, pageIndex: number): PlanePlace {
  const { sizeZ, sizeT, fastest } = axesOf(info);
  if (fastest === 't') {
    return { pageIndex, z: Math.floor(pageIndex / sizeT), t: pageIndex % sizeT };
  }
  return { pageIndex, z: pageIndex % sizeZ, t: Math.floor(pageIndex / sizeZ) };
}

/** The page of a slice and time point: the inverse of `placeOf`. */
export function pageAt(info: PagesInfo, { z, t }: StackPlace): number {
  const { sizeZ, sizeT, fastest } = axesOf(info);
  return fastest === 't' ? z * sizeT + t : t * sizeZ + z;
}
