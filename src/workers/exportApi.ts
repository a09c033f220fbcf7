import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { ExportedFile, ExportOptions } from '#domain/export/exportOptions.ts';
import type { PlaneFacts } from '#domain/export/planeFacts.ts';

/**
 * What the export worker offers: it writes one set of files and ends. Planes of an image come one
 * after the other, images likewise, so that one plane at a time lies in memory; wait for each call
 * before the next. Types only.
 */
export interface ExportApi {
  /** Begins the set of files. */
  begin(request: { readonly options: ExportOptions }): null;
  /**
   * Takes a plane (transfer its pixels).
   *
   * @param stem beginning of the names of the files of its image, safe for file systems, different
   *   for each image; may begin with folders
   * @throws `too-large`
   */
  addPlane(request: {
    readonly stem: string;
    readonly plane: ExportedPlane;
    readonly facts: PlaneFacts;
  }): null;
  /** Takes the next rows of the last plane as it is shown, [rows, width, 3] in 8 bits, for the overlay. */
  addShownRows(request: { readonly rows: Uint8Array<ArrayBuffer> }): null;
  /** Ends an image; its files, or none while they are packed into a ZIP file. */
  endImage(request: object): readonly ExportedFile[];
  /** Forgets the image that was begun: something of it failed. */
  dropImage(request: object): null;
  /** Ends the set; the files that tell of all images, or the ZIP file. */
  end(request: object): readonly ExportedFile[];
}
