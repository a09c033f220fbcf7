import type { ExportFormat } from '#domain/export/exportedPlane.ts';

/** How a set of files is to be written. */
export interface ExportOptions {
  readonly formats: readonly ExportFormat[];
  /**
   * Tables and COCO files tell of many images: `image` = one file for each image, `all` = one for
   * all of them, named after `joinedStem`.
   */
  readonly joins: 'image' | 'all';
  /** Beginning of the names of files that tell of all images, e.g. `results`. */
  readonly joinedStem: string;
  /** True packs everything into one ZIP file. */
  readonly isZipped: boolean;
  /** Beginning of the name of that file; `joinedStem` unless told. */
  readonly zipStem?: string;
  /** How objects lie over the image in the overlay. */
  readonly overlay: OverlayStyle;
}

/** How objects lie over the image in the overlay. */
export interface OverlayStyle {
  readonly style: 'outline' | 'filled';
  /** 0…1 */
  readonly opacity: number;
}

/** A written file. */
export interface ExportedFile {
  /** With folders where the stem of its image has some. */
  readonly name: string;
  readonly blob: Blob;
}
