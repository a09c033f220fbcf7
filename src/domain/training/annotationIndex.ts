import { isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** Where an image is annotated, for drawing pixels of it at random. */
export interface AnnotationIndex {
  readonly annotatedPixels: number;
  /** Annotated pixels of the rows up to and including each. */
  readonly pixelsToRow: Float64Array;
  readonly objects: readonly AnnotatedObject[];
}

export interface AnnotatedObject {
  readonly id: number;
  readonly classIndex: number;
  readonly areaPx: number;
  readonly box: Rectangle;
}

export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

interface OpenObject {
  readonly id: number;
  readonly classIndex: number;
  areaPx: number;
  left: number;
  right: number;
  readonly top: number;
  bottom: number;
}

/** @param target class indices, [height, width] */
export function indexAnnotation(annotation: LabelImage, target: Uint8Array): AnnotationIndex {
  const { width, height, data } = annotation;
  const pixelsToRow = new Float64Array(height);
  const open = new Map<number, OpenObject>();
  let annotatedPixels = 0;
  for (let y = 0; y < height; y++) {
    const rowStart = y * width;
    let x = 0;
    while (x < width) {
      const id = data[rowStart + x] as number;
      const start = x;
      while (x < width && data[rowStart + x] === id) x++;
      if (id === UNANNOTATED) continue;
      annotatedPixels += x - start;
      if (!isObjectLabel(id)) continue;
      const classIndex = target[rowStart + start] as number;
      addRun(open, { id, classIndex, y, start, end: x });
    }
    pixelsToRow[y] = annotatedPixels;
  }
  return { annotatedPixels, pixelsToRow, objects: [...open.values()].map(closeObject) };
}

interface ObjectRun {
  readonly id: number;
  readonly classIndex: number;
  readonly y: number;
  readonly start: number;
  readonly end: number;
}

function addRun(open: Map<number, OpenObject>, { id, classIndex, y, start, end }: ObjectRun): void {
  const object = open.get(id);
  if (!object) {
    const areaPx = end - start;
    open.set(id, { id, classIndex, areaPx, left: start, right: end, top: y, bottom: y });
    return;
  }
  object.areaPx += end - start;
  object.left = Math.min(object.left, start);
  object.right = Math.max(object.right, end);
  object.bottom = y;
}

function closeObject(object: OpenObject): AnnotatedObject {
  const { id, classIndex, areaPx, left, right, top, bottom } = object;
  const box = { x: left, y: top, width: right - left, height: bottom + 1 - top };
  return { id, classIndex, areaPx, box };
}

/** The annotated pixel number `rank` (from 0) in raster order. */
export function annotatedPixelAt(
  annotation: LabelImage,
  { pixelsToRow }: AnnotationIndex,
  rank: number,
): PixelPosition {
  let low = 0;
  let high = pixelsToRow.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pixelsToRow[middle] as number) > rank) high = middle;
    else low = middle + 1;
  }
  const before = low === 0 ? 0 : (pixelsToRow[low - 1] as number);
  const box = { x: 0, y: low, width: annotation.width, height: 1 };
  return findPixel(annotation, box, rank - before, (value) => value !== UNANNOTATED);
}

/** The pixel number `rank` (from 0) of an object in raster order. */
export function objectPixelAt(
  annotation: LabelImage,
  object: AnnotatedObject,
  rank: number,
): PixelPosition {
  return findPixel(annotation, object.box, rank, (value) => value === object.id);
}

function findPixel(
  { width, data }: LabelImage,
  box: Rectangle,
  rank: number,
  isWanted: (value: number) => boolean,
): PixelPosition {
  let left = rank;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (!isWanted(data[y * width + x] as number)) continue;
      if (left === 0) return { x, y };
      left--;
    }
  }
  return { x: box.x, y: box.y };
}
