import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ProjectDocument } from '#domain/project/migrateProject.ts';

/**
 * Everything of a project, part by part, so that no more than one part lies in memory at a time:
 * what `writeProjectZip` takes, and what `openProjectZip` gives.
 *
 * `images` are in the order of `facts.imageIds`. Each prediction has a map, each annotated page an
 * annotation; reading one that is damaged or gone fails with `corrupt-file` or `not-found`.
 */
export interface ProjectParts extends ProjectDocument {
  /** Pages with an annotation, by image id; images without one may be left out. */
  readonly annotatedPages: ReadonlyMap<string, readonly number[]>;
  /** Models that travel with the project: kept ones that it uses. */
  readonly modelIds: readonly string[];
  /** Of all pixels, maps, annotations and models, before they are packed; about. */
  readonly byteLength: number;

  /** `null` = its copy was never finished. */
  readSource(imageId: string): Promise<ImagePixels | null>;
  readMap(imageId: string, pageIndex: number): Promise<ProbabilityMap>;
  readAnnotation(imageId: string, pageIndex: number): Promise<StoredAnnotation>;
  readModel(modelId: string): Promise<ModelContent>;
}

/** Something of a project that could not be read, and so is not in its ZIP file. */
export interface LeftOutPart {
  readonly kind: 'pixels' | 'prediction' | 'annotation' | 'model';
  /** Name of the image; of a model its id. */
  readonly name: string;
  /** Page that it belongs to, 0 = the first; `null` = none of its own. */
  readonly pageIndex: number | null;
}

declare global {
  /** The browser's, which nothing here looks into: it is only handed on. */
  interface Blob {
    readonly size: number;
  }
}

/** Pixels of an image: the file that was opened, or its planes when there was none. */
export type ImagePixels =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'planes'; readonly image: DecodedImage };
