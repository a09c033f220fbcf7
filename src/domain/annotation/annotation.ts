import type { AnnotationSnapshot } from '#domain/annotation/annotationSnapshot.ts';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { AppError } from '#lib/errors.ts';

/** Where an object lies and how large it is. */
export interface ObjectExtent {
  pixelCount: number;
  /** Holds every pixel of the object; all four edges belong to it. Larger than needed at times. */
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** True while the box is as small as can be. */
  isTight: boolean;
}

/**
 * The pixels of an annotation and an index of its objects. The index follows every run of pixels
 * that changes, so that an edit looks at the boxes of its objects, never at the whole image.
 */
export class Annotation {
  readonly width: number;
  readonly height: number;
  /** [height, width]; change it through `replaceRun` only */
  readonly data: Uint32Array<ArrayBuffer>;
  readonly objects = new Map<number, ObjectExtent>();
  /** Classes of objects that are not 1. */
  readonly classes = new Map<number, number>();
  /** Pixels that are not `UNANNOTATED`. */
  annotatedPixels = 0;
  /** Above every id that was in use; MAX_OBJECT_LABEL + 1 once they ran out. */
  nextLabel = 1;

  /**
   * Every pixel unannotated.
   * @throws AppError `out-of-memory` when 4 bytes a pixel cannot be had
   */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = allocate(width, height);
  }

  /** Turns the pixels start … end − 1 of one row from `before`, which all must hold, to `after`. */
  replaceRun(start: number, end: number, before: number, after: number): void {
    this.data.fill(after, start, end);
    if (before === UNANNOTATED) this.annotatedPixels += end - start;
    else if (after === UNANNOTATED) this.annotatedPixels -= end - start;
    if (isObjectLabel(before)) this.shrinkObject(before, end - start);
    if (isObjectLabel(after)) this.growObject(after, start, end);
  }

  /** The smallest box around an object; `null` when there is no such object. */
  tightBox(label: number): Readonly<ObjectExtent> | null {
    const extent = this.objects.get(label);
    if (extent && !extent.isTight) this.tighten(label, extent);
    return extent ?? null;
  }

  private shrinkObject(label: number, count: number): void {
    const extent = this.objects.get(label) as ObjectExtent;
    extent.pixelCount -= count;
    extent.isTight = false;
    if (extent.pixelCount === 0) this.objects.delete(label);
  }

  private growObject(label: number, start: number, end: number): void {
    const y = Math.floor(start / this.width);
    const left = start - y * this.width;
    const right = end - 1 - y * this.width;
    const pixelCount = end - start;
    const extent = this.objects.get(label);
    if (!extent) {
      this.objects.set(label, { pixelCount, left, top: y, right, bottom: y, isTight: true });
      if (label >= this.nextLabel) this.nextLabel = label + 1;
      return;
    }
    extent.pixelCount += pixelCount;
    if (left < extent.left) extent.left = left;
    if (right > extent.right) extent.right = right;
    if (y < extent.top) extent.top = y;
    if (y > extent.bottom) extent.bottom = y;
  }

  private tighten(label: number, extent: ObjectExtent): void {
    const { data, width } = this;
    const { left, top, right, bottom } = extent;
    let missing = extent.pixelCount;
    Object.assign(extent, { left: right, top: bottom, right: left, bottom: top, isTight: true });
    for (let y = top; missing > 0; y++) {
      for (let x = left; x <= right; x++) {
        if (data[y * width + x] !== label) continue;
        missing--;
        extent.top = Math.min(extent.top, y);
        extent.bottom = y;
        extent.left = Math.min(extent.left, x);
        extent.right = Math.max(extent.right, x);
      }
    }
  }
}

function allocate(width: number, height: number): Uint32Array<ArrayBuffer> {
  try {
    return new Uint32Array(width * height);
  } catch (cause) {
    const megabytes = Math.ceil((width * height * 4) / 2 ** 20);
    throw new AppError(
      'out-of-memory',
      `An annotation of ${width} × ${height} px takes ${megabytes} MB, which this browser did not give; close other images or tabs.`,
      { cause },
    );
  }
}

/** The annotation that a snapshot was taken of; pixels are copied. */
export function annotationFrom({ labels, classes }: AnnotationSnapshot): Annotation {
  const { width, height, data } = labels;
  const annotation = new Annotation(width, height);
  for (let y = 0; y < height; y++) {
    const rowEnd = (y + 1) * width;
    for (let start = y * width, end = start; start < rowEnd; start = end) {
      const value = data[start] as number;
      while (end < rowEnd && data[end] === value) end++;
      if (value !== UNANNOTATED) annotation.replaceRun(start, end, UNANNOTATED, value);
    }
  }
  for (const [label, classIndex] of classes) {
    if (classIndex !== 1 && annotation.objects.has(label)) {
      annotation.classes.set(label, classIndex);
    }
  }
  return annotation;
}

/**
 * A copy of an annotation's pixels and classes.
 * @throws AppError `out-of-memory` when 4 bytes a pixel cannot be had
 */
export function snapshotOf(annotation: Annotation): AnnotationSnapshot {
  const { width, height, classes } = annotation;
  const data = allocate(width, height);
  data.set(annotation.data);
  return { labels: { width, height, data }, classes: new Map(classes) };
}

/** Highest class in use; 1 without objects. */
export function highestClassOf({ classes }: Annotation): number {
  let highest = 1;
  for (const classIndex of classes.values()) highest = Math.max(highest, classIndex);
  return highest;
}

/** True for a value that a pixel may hold. */
export function isPixelValue(value: number): boolean {
  return Number.isInteger(value) && value >= UNANNOTATED && value <= BACKGROUND;
}
