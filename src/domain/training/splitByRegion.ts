import { isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { type AnnotationIndex, indexAnnotation } from '#domain/training/annotationIndex.ts';
import { createRandom, type Random } from '#lib/random.ts';

const REGION_STREAM = 0xffff_fffd;
/** Regions drawn, of which the best is taken. */
const REGION_DRAWS = 48;

/** One annotation in two, no pixel in both. */
export interface RegionSplit {
  /** Where validation takes place. */
  readonly region: Rectangle;
  /** Not annotated inside of the region. */
  readonly training: LabelImage;
  /** Not annotated outside of the region. */
  readonly validation: LabelImage;
}

/**
 * Keeps a rectangle of the only annotated image for validation: of seeded draws the one that holds
 * most nearly `share` of the annotated pixels and of the objects. Objects on its border go, whole,
 * to the side where the middle of their box lies; only background is cut.
 *
 * @param share kept for validation, above 0 and below 1
 * @returns `null` when no draw leaves an object on both sides, such as with a single object
 */
export function splitByRegion(
  annotation: LabelImage,
  share: number,
  seed: number,
): RegionSplit | null {
  const index = indexAnnotation(annotation, new Uint8Array(annotation.data.length));
  if (index.objects.length < 2) return null;
  const region = chooseRegion(index, annotation, { share, seed });
  if (!region) return null;
  const objects = index.objects.filter(({ box }) => containsMiddle(region, box));
  const inside = new Set(objects.map(({ id }) => id));
  const training = new Uint32Array(annotation.data);
  const validation = new Uint32Array(annotation.data);
  for (let i = 0; i < annotation.data.length; i++) {
    const value = annotation.data[i] as number;
    const isValidation = isObjectLabel(value)
      ? inside.has(value)
      : contains(region, i % annotation.width, Math.floor(i / annotation.width));
    if (isValidation) training[i] = UNANNOTATED;
    else validation[i] = UNANNOTATED;
  }
  const { width, height } = annotation;
  return {
    region,
    training: { width, height, data: training },
    validation: { width, height, data: validation },
  };
}

interface RegionWish {
  readonly share: number;
  readonly seed: number;
}

function chooseRegion(
  index: AnnotationIndex,
  annotation: LabelImage,
  { share, seed }: RegionWish,
): Rectangle | null {
  const random = createRandom(seed, REGION_STREAM);
  const bounds = annotatedBounds(annotation);
  let best: Rectangle | null = null;
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let draw = 0; draw < REGION_DRAWS; draw++) {
    const region = drawRegion(bounds, share, random);
    const objects = index.objects.filter(({ box }) => containsMiddle(region, box)).length;
    const objectCount = index.objects.length;
    if (objects === 0 || objects === objectCount) continue;
    const pixels = countAnnotated(annotation, region) / index.annotatedPixels;
    const miss = Math.abs(objects / objectCount - share) + Math.abs(pixels - share);
    if (miss < bestMiss) {
      best = region;
      bestMiss = miss;
    }
  }
  return best;
}

/** A rectangle of about `share` of the area: a strip across the image, or a block. */
function drawRegion(bounds: Rectangle, share: number, random: Random): Rectangle {
  const exponent = [0, 0.5, 1][random.integer(0, 2)] as number;
  const width = Math.max(1, Math.round(bounds.width * share ** exponent));
  const height = Math.max(1, Math.round(bounds.height * share ** (1 - exponent)));
  return {
    x: bounds.x + random.integer(0, bounds.width - width),
    y: bounds.y + random.integer(0, bounds.height - height),
    width,
    height,
  };
}

function annotatedBounds({ width, height, data }: LabelImage): Rectangle {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let i = 0; i < data.length; i++) {
    if (data[i] === UNANNOTATED) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function countAnnotated({ width, data }: LabelImage, region: Rectangle): number {
  let count = 0;
  for (let y = region.y; y < region.y + region.height; y++) {
    for (let x = region.x; x < region.x + region.width; x++) {
      if (data[y * width + x] !== UNANNOTATED) count++;
    }
  }
  return count;
}

function containsMiddle(region: Rectangle, box: Rectangle): boolean {
  return contains(region, Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2));
}

function contains(region: Rectangle, x: number, y: number): boolean {
  return (
    x >= region.x && y >= region.y && x < region.x + region.width && y < region.y + region.height
  );
}
