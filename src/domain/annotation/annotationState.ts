import type { LogEntry } from '#domain/annotation/annotationLog.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** What the page knows of an annotation. */
export interface AnnotationState {
  readonly objectCount: number;
  /** Pixels that are not `UNANNOTATED`. */
  readonly annotatedPixels: number;
  /** Highest class in use; 1 without objects. */
  readonly highestClass: number;
  /** Id of the next `new` object, so that the page can draw it before the worker answers. */
  readonly nextLabel: number;
  /** What undo and redo would do, such as `brush stroke`; `null` = nothing. */
  readonly undoTitle: string | null;
  readonly redoTitle: string | null;
  /** Steps of undo that were given up because the history reached its limit in bytes. */
  readonly droppedSteps: number;
}

/** What an edit, an undo or a redo did. */
export interface EditReport {
  readonly state: AnnotationState;
  /** Part of the image that changed; `null` when nothing did. */
  readonly changed: Rectangle | null;
  /**
   * The object that was painted, created or merged into; the first new one of a split; `null` where
   * there is none, and after an undo.
   */
  readonly label: number | null;
  /** What is to be kept of it; `null` when nothing changed. */
  readonly entry: LogEntry | null;
}
