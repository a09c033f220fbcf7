import type { AnnotationBase, LogEntry } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { ImagePixels } from '#domain/project/projectParts.ts';

/** One page of one image. */
export interface PageKey {
  readonly projectId: string;
  readonly imageId: string;
  readonly pageIndex: number;
}

/** Things to be stored together; what is left out stays as it is. */
export interface ProjectChange {
  readonly facts?: ProjectFacts;
  /** Rows of new and changed images. */
  readonly images?: readonly ProjectImage[];
  /** Pixels of new images. Copied while other, smaller changes go on. */
  readonly sources?: readonly { readonly imageId: string; readonly source: ImageSource }[];
  readonly maps?: readonly (Omit<PageKey, 'projectId'> & { readonly map: ProbabilityMap })[];
  readonly annotations?: readonly AnnotationChange[];
  /** Annotations that are gone, with their history. */
  readonly removedAnnotations?: readonly Omit<PageKey, 'projectId'>[];
  /** Images that are gone for good, with all that belongs to them. */
  readonly removedImageIds?: readonly string[];
}

/** What happened to the annotation of a page since the last change. */
export interface AnnotationChange extends Omit<PageKey, 'projectId'> {
  readonly width: number;
  readonly height: number;
  /** Oldest first. */
  readonly entries: readonly LogEntry[];
  /** Oldest steps that were given up for memory so far. */
  readonly droppedSteps: number;
  /** Takes the place of the stored base; the entries that it holds are let go. */
  readonly base?: AnnotationBase;
}

/** Pixels of an image as they are kept. */
export type ImageSource = ImagePixels;
