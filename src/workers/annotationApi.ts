import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type {
  AnnotationBase,
  StoredAnnotation,
  WholeLog,
} from '#domain/annotation/annotationLog.ts';
import type { AnnotationSnapshot } from '#domain/annotation/annotationSnapshot.ts';
import type { AnnotationState, EditReport } from '#domain/annotation/annotationState.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';

/**
 * What the annotation worker offers. It owns the annotation of every open image and its history, in
 * a worker of its own, so that a stroke never waits for a segmentation. Types only.
 */
export interface AnnotationApi {
  /** Starts with every pixel unannotated; keeps an annotation that is there already. */
  open(request: {
    readonly imageId: string;
    readonly width: number;
    readonly height: number;
  }): AnnotationState;
  close(request: { readonly imageId: string }): null;
  /**
   * @throws `not-found` for an image without annotation, `invalid-argument` when the edit cannot be
   *   done as asked (the message says why), `shape-mismatch` for labels of another size; the
   *   annotation is as before then
   */
  edit(request: { readonly imageId: string; readonly edit: AnnotationEdit }): EditReport;
  undo(request: { readonly imageId: string }): EditReport;
  redo(request: { readonly imageId: string }): EditReport;
  /** Value of a pixel: an object's id, `UNANNOTATED` (outside the image too) or `BACKGROUND`. */
  valueAt(request: { readonly imageId: string; readonly x: number; readonly y: number }): number;
  /** Object ids whose pixels the box touches, ascending. */
  objectsInBox(request: { readonly imageId: string; readonly box: Rectangle }): readonly number[];
  /** Texels as stored (`Uint32`), nearest sample at coarse levels. */
  readTile(request: { readonly imageId: string; readonly address: ViewTileAddress }): ViewTile;
  /** A copy of the pixels for keeping, with the place in the log that it stands for. */
  readBase(request: { readonly imageId: string }): AnnotationBase;
  /**
   * A copy with everything that can be undone and redone, for storage that has lost what it kept. The
   * log goes on from it.
   */
  readWhole(request: { readonly imageId: string }): WholeLog;
  /** Replaces annotation and history by what was kept. @throws `corrupt-file` when it is no whole */
  restoreStored(request: {
    readonly imageId: string;
    readonly stored: StoredAnnotation;
  }): AnnotationState;
  /** A copy of the whole annotation. */
  read(request: { readonly imageId: string }): AnnotationSnapshot;
  /** Replaces annotation and history without a step of undo (a project or checkpoint returns). */
  restore(request: {
    readonly imageId: string;
    readonly snapshot: AnnotationSnapshot;
  }): AnnotationState;
}

export type { AnnotationSnapshot, AnnotationState, EditReport };
