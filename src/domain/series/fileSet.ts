import type { ImageSeries } from '#domain/image/imageSeries.ts';
import { pageAt, type StackAxes } from '#domain/image/stackAxes.ts';
import type { NamedFile } from '#domain/series/fileSeries.ts';

/** One picture of a set, as the file says that describes the set. */
export interface SetPlane {
  readonly c: number;
  readonly z: number;
  readonly t: number;
  /** `null` = in the file that says so. */
  readonly fileName: string | null;
  /** Page inside that file. */
  readonly pageIndex: number;
}

/** What a file says of the set that it belongs to. */
export type FileSet =
  | { readonly kind: 'described-elsewhere'; readonly fileName: string }
  | {
      readonly kind: 'described';
      readonly sizeC: number;
      readonly stack: StackAxes;
      readonly planes: readonly SetPlane[];
      /** By channel; empty where it has no names. */
      readonly channelNames: readonly string[];
    };

/** A set whose planes are known. */
export type DescribedSet = Extract<FileSet, { kind: 'described' }>;

/**
 * The set as an image over these files, each plane where the set says it lies; `null` when a plane or
 * its file is missing.
 *
 * @param describedBy name of the file that describes the set
 */
export function seriesOfSet(
  { sizeC, stack, planes }: DescribedSet,
  describedBy: string,
  files: readonly NamedFile[],
): ImageSeries | null {
  const places = new Map(files.map(({ name }, index) => [name, index]));
  const info = { pageCount: stack.sizeZ * stack.sizeT, stack };
  const pictures = new Map<number, readonly [number, number]>();
  for (const { c, z, t, fileName, pageIndex } of planes) {
    const file = places.get(fileName ?? describedBy);
    if (file !== undefined) pictures.set(pageAt(info, { z, t }) * sizeC + c, [file, pageIndex]);
  }
  const count = info.pageCount * sizeC;
  const inOrder = Array.from({ length: count }, (_, picture) => pictures.get(picture));
  if (inOrder.some((picture) => picture === undefined)) return null;
  return {
    files: files.map(({ name, byteLength }) => ({ name, byteLength })),
    picturesPerPage: sizeC,
    places: inOrder.flatMap((picture) => picture ?? []),
  };
}
