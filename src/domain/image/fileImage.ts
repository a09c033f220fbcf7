import type { StackAxes } from '#domain/image/stackAxes.ts';

/** One of several images in a file; its pages follow each other among those of the file. */
export interface FileImage {
  /** As the file calls it, `''` where it does not. */
  readonly name: string;
  /** Page of the file that is its first, from 0. */
  readonly firstPage: number;
  /** Its own axes: `sizeZ` × `sizeT` pages are its own. */
  readonly stack: StackAxes;
}
