import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';

/** A project as it is opened: facts only; pixels are read image by image. */
export interface StoredProject {
  readonly facts: ProjectFacts;
  /** In the order of `facts.imageIds`. */
  readonly images: readonly ProjectImage[];
  /** Images whose pixels were not copied to the end: the user has to open their files again. */
  readonly missingImageIds: readonly string[];
  /** Pages of the images that have an annotation, which is read when it is shown. */
  readonly annotatedPages: readonly AnnotatedPageKey[];
}

/** A page of an image of a known project. */
export interface AnnotatedPageKey {
  readonly imageId: string;
  readonly pageIndex: number;
}

/** What the list of projects shows. */
export interface ProjectSummary {
  readonly id: string;
  readonly title: string;
  /** ISO 8601 */
  readonly createdAt: string;
  /** ISO 8601 */
  readonly changedAt: string;
  readonly imageCount: number;
  /** Bytes in files. */
  readonly byteLength: number;
  /** True while another tab holds it. */
  readonly isHeldElsewhere: boolean;
}
