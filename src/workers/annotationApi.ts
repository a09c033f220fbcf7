import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
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
   *   done as asked (the message says why), `shape-mismatch` for labels of another size
   */
  edit(request: { readonly imageId: string; readonly edit: AnnotationEdit }): EditReport;
  undo(request: { readonly imageId: string }): EditReport;
  redo(request: { readonly imageId: string }): EditReport;
  /** Value of a pixel: an object's id, `UNANNOTATED` or `BACKGROUND`. */
  valueAt(request: { readonly imageId: string; readonly x: number; readonly y: number }): number;
  /** Object ids whose pixels the box touches, ascending. */
  objectsInBox(request: { readonly imageId: string; readonly box: Rectangle }): readonly number[];
  /** Texels as stored (`Uint32`), nearest sample at coarse levels. */
  readTile(request: { readonly imageId: string; readonly address: ViewTileAddress }): ViewTile;
  /** A copy of the whole annotation. */
  read(request: { readonly imageId: string }): AnnotationSnapshot;
  /** Replaces annotation and history without a step of undo (a project or checkpoint returns). */
  restore(request: {
    readonly imageId: string;
    readonly snapshot: AnnotationSnapshot;
  }): AnnotationState;
}

/** The annotation of one image. */
export interface AnnotationSnapshot {
  readonly labels: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}

/** What the page knows of an annotation. */
export interface AnnotationState {
  readonly objectCount: number;
  /** Pixels that are not `UNANNOTATED`. */
  readonly annotatedPixels: number;
  /** Highest class in use; 1 without objects. */
  readonly highestClass: number;
  /** Id that the next `new` object gets, so that the page can draw it before the worker answers. */
  readonly nextLabel: number;
  /** What undo and redo would do, such as `brush stroke`; `null` = nothing. */
  readonly undoTitle: string | null;
  readonly redoTitle: string | null;
  /** Steps of undo that were given up because the history reached its limit in bytes. */
  readonly droppedSteps: number;
}

export interface EditReport {
  readonly state: AnnotationState;
  /** Part of the image that changed; `null` when nothing did. */
  readonly changed: Rectangle | null;
  /** The object that was painted, created or merged into; `null` where there is none. */
  readonly label: number | null;
}
