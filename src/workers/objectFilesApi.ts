import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ObjectFileSummary } from '#domain/outline/objectFile.ts';

/**
 * What the worker for object files of other tools offers: one worker per file, which holds its
 * objects until it is terminated. Types only.
 */
export interface ObjectFilesApi {
  /**
   * Reads a file; `null` when it is none of the known formats.
   *
   * @throws `corrupt-file`, `unsupported-format`, `too-large`, with a message for people
   */
  readObjects(request: { readonly file: File }): ObjectFileSummary | null;
  /**
   * Draws objects of the file that was read.
   *
   * @throws `too-large` when objects overlap so often that it would take hours
   */
  drawObjects(request: DrawRequest): DrawnObjects;
}

/** Planes of a file and the image that they are drawn for. */
export interface DrawRequest {
  /** Their objects follow each other. */
  readonly planeIndices: readonly number[];
  /** Of the image, px. */
  readonly width: number;
  readonly height: number;
  /** Numbers of classes by name, from 1; other names are class 1. */
  readonly classNumbers: ReadonlyMap<string, number>;
}

/** Objects as pixels. */
export interface DrawnObjects {
  /** Objects by their number, from 1; later ones lie above earlier ones. */
  readonly labels: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}
